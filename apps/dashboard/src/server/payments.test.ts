import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { register, type Simulator, startSimulator } from "@hutong/simulator-wechat-pay";
import { addMember } from "@hutong/stores";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { placeCell } from "./cell.ts";
import { placeTestOrder } from "./place-test-order.ts";
import { callerFor, makeShop, makeUser, waysToPay } from "./testing.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
let simulator: Simulator;
let owner: Awaited<ReturnType<typeof makeUser>>;
let shop: Awaited<ReturnType<typeof makeShop>>;
let credentials: Record<string, string | undefined>;
let shops = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  database = await createTestDatabase();
  placeCell(database.cell);
  owner = await makeUser(database);
});
beforeEach(async () => {
  shops += 1;
  shop = await makeShop(database, owner, `payments-${shops}`);
  credentials = { ...register(simulator.platform, {}) };
});
afterAll(async () => {
  await database.drop();
  await simulator.stop();
});

const title = { en: "WeChat Pay" };
const save = (change: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  shop.call.payments.save({
    store: shop.handle,
    provider: "wechat-pay",
    title,
    credentials: { ...credentials, ...change },
    ...more,
  });
const list = async () =>
  (await shop.call.payments.accounts({ store: shop.handle })).filter(
    ({ provider }) => provider === "wechat-pay",
  );

describe("connecting an account", () => {
  test("asks the provider, keeps what it said, and lets no secret out again", async () => {
    const outcome = await save();
    expect(outcome).toMatchObject({ kind: "saved", check: { kind: "works" } });
    const [account] = await list();
    expect(account).toMatchObject({ isEnabled: true, checked: { kind: "works" }, title });
    const form = await shop.call.payments.account({ store: shop.handle, id: account!.id });
    expect(form.storedSecrets).toEqual(expect.arrayContaining(["privateKey", "apiV3Key"]));
    expect(form.values).toMatchObject({ mchid: credentials.mchid, serialNo: credentials.serialNo });
    expect(form.isUnused).toBe(true);
    const said = JSON.stringify([form, await list(), outcome]);
    for (const name of form.storedSecrets)
      for (const line of credentials[name]!.split("\n").filter((one) => /^[\w+/=]{8,}$/.test(one)))
        expect(said).not.toContain(line);
  });

  test("says each fault at its field, in the merchant's language, and saves nothing", async () => {
    const half = credentials.privateKey!.slice(0, 400);
    expect(await save({ privateKey: half })).toEqual({
      kind: "faults",
      faults: { privateKey: expect.stringMatching(/from the BEGIN line to the END line/) },
    });
    expect(await save({ mchid: "", apiV3Key: "short" })).toEqual({
      kind: "faults",
      faults: { mchid: expect.stringMatching(/digits/), apiV3Key: expect.stringMatching(/32 characters/) },
    });
    expect(await list()).toEqual([]);
  });

  test("bears the blanks that come along when something is copied from a page", async () => {
    const around = Object.entries(credentials).map(([name, value]) => [name, ` ${value}\n`]);
    expect(await save(Object.fromEntries(around))).toMatchObject({ kind: "saved", check: { kind: "works" } });
    const [account] = await list();
    const form = await shop.call.payments.account({ store: shop.handle, id: account!.id });
    expect(form.values).toMatchObject({ mchid: credentials.mchid, serialNo: credentials.serialNo });
  });

  test("that is refused is not saved, or saved switched off when the merchant wants it", async () => {
    const serialNo = "A".repeat(40);
    expect(await save({ serialNo })).toMatchObject({
      kind: "refused",
      check: { kind: "refused", field: "serialNo" },
    });
    expect(await list()).toEqual([]);
    expect(await save({ serialNo }, { whenRefused: "save-off" })).toMatchObject({ kind: "saved" });
    expect(await list()).toMatchObject([
      { isEnabled: false, checked: { kind: "refused", field: "serialNo" } },
    ]);
  });

  test("that nobody answers is saved, and said so; checking again finds out", async () => {
    const gone = { apiBase: "http://127.0.0.1:9" };
    const outcome = await save(gone);
    expect(outcome).toMatchObject({ kind: "saved", check: { kind: "unreachable", merchant: null } });
    const [account] = await list();
    expect(account).toMatchObject({ isEnabled: true, checked: { kind: "unreachable" } });
    const change = { id: account!.id, credentials: { ...credentials, privateKey: "", apiV3Key: "" } };
    expect(await save({}, change)).toMatchObject({ kind: "saved", check: { kind: "works" } });
    const checked = await shop.call.payments.check({ store: shop.handle, id: account!.id });
    expect(checked).toMatchObject({ kind: "works" });
  });

  test("has the id that the form proposed, so that its notice address can be told before it is connected", async () => {
    const { newAccountId, providers } = await shop.call.payments.providers({ store: shop.handle });
    const told = providers.find(({ id }) => id === "stripe")!.noticesAt;
    expect(told).toMatch(new RegExp(`/payments/notices/stripe/${newAccountId}$`));
    expect(providers.find(({ id }) => id === "wechat-pay")!.noticesAt).toBeNull();
    expect(await save({}, { newId: newAccountId })).toMatchObject({ kind: "saved", id: newAccountId });
    expect(await list()).toMatchObject([{ id: newAccountId }]);
    await expect(save({}, { newId: newAccountId })).rejects.toMatchObject({ message: "account_exists" });
    expect(await list()).toHaveLength(1);
  });

  test("can be done more than once with one provider", async () => {
    await save();
    credentials = { ...register(simulator.platform, {}) };
    await save({}, { title: { en: "WeChat Pay, second shop" } });
    expect((await list()).map((one) => one.title.en)).toEqual(["WeChat Pay", "WeChat Pay, second shop"]);
  });

  test("that the merchant gave up waiting for is not saved", async () => {
    const { openForMember } = await import("./trpc.ts");
    const { requestOf } = await import("./testing.ts");
    const { saveAccount } = await import("@hutong/payments");
    const { store } = await openForMember(requestOf(owner), shop.handle);
    const stopped = saveAccount(store, { provider: "wechat-pay", title, credentials }, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
    expect(await list()).toEqual([]);
  });
});

describe("changing an account", () => {
  test("keeps secrets that are left blank, replaces those that are given, and forgets what is to be forgotten", async () => {
    await save();
    const [account] = await list();
    const { id } = account!;
    const shown = { ...credentials, privateKey: "", apiV3Key: "" };
    expect(await save({}, { id, credentials: shown, title: { en: "WeChat" } })).toMatchObject({
      kind: "saved",
      check: { kind: "works" },
    });
    expect(await list()).toMatchObject([{ title: { en: "WeChat" } }]);
    // Another merchant's key does not fit this merchant: so the new value was really taken.
    const other = register(simulator.platform, {});
    expect(await save({}, { id, credentials: { ...shown, privateKey: other.privateKey } })).toMatchObject({
      kind: "refused",
      check: { field: "privateKey" },
    });
    expect(await save({}, { id, credentials: shown, forget: ["apiV3Key"] })).toMatchObject({
      kind: "faults",
      faults: { apiV3Key: expect.any(String) },
    });
    expect(await list()).toMatchObject([{ checked: { kind: "works" } }]);
  });

  test("lets its merchant be another only while nothing was paid: refunds would go there", async () => {
    await save();
    const { id } = (await list())[0]!;
    const renew = () => {
      credentials = { ...register(simulator.platform, {}) };
      return save({}, { id });
    };
    expect(await renew()).toMatchObject({ kind: "saved", check: { kind: "works" } });
    const { mchid } = credentials;
    // Paid by hand, and then said to be this account's.
    await shop.call.orders.markPaid({ store: shop.handle, id: await placeTestOrder(shop) });
    await database.owner`update payments set account_id = ${id}
      where store_id = (select store_id from payment_accounts where id = ${id})`;
    const kept = credentials;
    await expect(renew()).rejects.toMatchObject({ message: "merchant_changed" });
    const form = await shop.call.payments.account({ store: shop.handle, id });
    expect(form.values).toMatchObject({ mchid });
    credentials = kept;
    expect(await save({}, { id, title: { en: "Same merchant" } })).toMatchObject({ kind: "saved" });
  });

  test("orders, switches and removes them; one that was used stays", async () => {
    const { call, handle: store } = shop;
    const [first, second] = await call.payments.accounts({ store });
    await call.payments.arrange({ store, ids: [second!.id, first!.id] });
    expect((await call.payments.accounts({ store })).map(({ id }) => id)).toEqual([second!.id, first!.id]);
    await placeTestOrder(shop);
    const { manual } = await waysToPay(shop);
    await expect(call.payments.remove({ store, id: manual })).rejects.toMatchObject({ code: "CONFLICT" });
    await call.payments.switch({ store, id: manual, isEnabled: false });
    await save();
    const [unused] = await list();
    await call.payments.remove({ store, id: unused!.id });
    const left = await call.payments.accounts({ store });
    expect(left.map(({ provider, isEnabled }) => [provider, isEnabled]).sort()).toEqual([
      ["manual", false],
      ["test", true],
    ]);
    expect(
      await database.owner`select 1 from payment_account_directory where account_id = ${unused!.id}`,
    ).toEqual([]);
  });

  test("is for owners; a manager reads, and nobody else sees what was lost", async () => {
    const { call, handle: store } = shop;
    const helper = await makeUser(database);
    await addMember(shop.store, { email: helper.email, role: "staff" });
    const theirs = callerFor(helper);
    expect(await theirs.payments.accounts({ store })).toHaveLength(2);
    const [account] = await call.payments.accounts({ store });
    const { id } = account!;
    const forbidden = { code: "FORBIDDEN" };
    await expect(theirs.payments.switch({ store, id, isEnabled: false })).rejects.toMatchObject(forbidden);
    await expect(theirs.payments.check({ store, id })).rejects.toMatchObject(forbidden);
    await expect(theirs.payments.losses({ store, days: 7 })).rejects.toMatchObject(forbidden);
    await expect(theirs.orders.refund({ store, id, amount: 1, key: "k" })).rejects.toMatchObject(forbidden);
  });
});

test("providers are offered with their forms, those for tests in test stores only", async () => {
  const { call, handle: store } = shop;
  const offered = async () => (await call.payments.providers({ store })).providers.map(({ id }) => id);
  expect(await offered()).toContain("test");
  await database.owner`update stores set is_test = false where handle = ${store}`;
  expect(await offered()).not.toContain("test");
  expect(await offered()).toContain("wechat-pay");
  const accounts = await call.payments.accounts({ store });
  expect(accounts.find(({ provider }) => provider === "test")).toMatchObject({ isIdle: true });
});
