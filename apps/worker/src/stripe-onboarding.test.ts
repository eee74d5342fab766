import { askProvider, getCheckout, readNotice, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { listOrders } from "@hutong/orders";
import {
  beginOnboarding,
  checkAccount,
  connectPlatformAccount,
  continueOnboarding,
  listAccounts,
  removeAccount,
} from "@hutong/payments";
import {
  changeAccount,
  eventView,
  paySession,
  register,
  type Session,
  type Simulator,
  signatureHeader,
  startSimulator,
  visitSetup,
} from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
let simulator: Simulator;
let secretKey: string;
let shop: TestShop;

const title = { en: "Card" };
const pages = (id: string) => ({ returnUrl: `http://x/${id}/back`, renewUrl: `http://x/${id}/again` });
const begin = (one = shop) => beginOnboarding(one.staff, { provider: "stripe", title }, pages);
const visit = (url: string, how: "leave" | "finish") => visitSetup(simulator.platform, url, how);

async function begun(one = shop) {
  const told = await begin(one);
  if (told.kind !== "page") throw new Error(told.merchant.en);
  const account = await accountOf(told.accountId, one);
  return { ...told, account, number: [...simulator.platform.connected.keys()].at(-1)! };
}
const accountOf = async (id: string, one = shop) =>
  (await listAccounts(one.staff)).find((account) => account.id === id)!;
/** A store whose merchant said all. */
async function opened() {
  const it = await begun();
  await visit(it.url, "finish");
  await checkAccount(shop.staff, { id: it.accountId });
  return it;
}

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  const { publishableKey: _, ...credentials } = register(simulator.platform);
  secretKey = credentials.secretKey;
  await connectPlatformAccount(database.cell, { provider: "stripe", credentials }, "en");
});
beforeEach(async () => {
  shop = await openTestShop(database);
  await database.owner`update stores set country = 'US' where store_id = ${shop.platform.storeId}`;
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});

/** Tells the platform's endpoint of the newest event of a type, signed by the platform's secret or another's. */
async function tell(type: string, key = secretKey) {
  const { platform } = simulator;
  const event = [...platform.books.events.values()].findLast((one) => one.type === type)!;
  const body = JSON.stringify(eventView(platform, event));
  const signature = signatureHeader(platform, platform.merchants.get(key)!, body);
  const request = { headers: { "stripe-signature": signature }, body: Buffer.from(body) };
  return await readNotice(database.cell, { provider: "stripe", accountId: "platform", request });
}

async function isOffered(id: string, one = shop): Promise<boolean> {
  const { cart } = await readyCheckout(one, one.variants.card);
  const { methods } = await getCheckout(one.buyer, { cart });
  return methods.some(({ accountId }) => accountId === id);
}

async function submitted(accountId: string): Promise<Session> {
  return (await submittedFrom(accountId)).session;
}
async function submittedFrom(accountId: string): Promise<{ checkout: string; session: Session }> {
  const { checkout } = await readyCheckout(shop, shop.variants.card);
  const returnUrl = "http://x.localhost/return";
  await submitCheckout(shop.buyer, {
    checkout,
    accountId,
    key: "k",
    returnUrl,
    customer: { kind: "desktop" },
  });
  return { checkout, session: [...simulator.platform.books.sessions.values()].at(-1)! };
}
const paymentStates = async () =>
  (await listOrders(shop.staff, {})).items.map(({ paymentState }) => paymentState);

it("a merchant sets up with Stripe, half and then wholly, and customers are offered it from then on", async () => {
  const { accountId, url, account } = await begun();
  expect(account).toMatchObject({ isEnabled: true, isReady: false, title });
  expect(await isOffered(accountId)).toBe(false);
  expect(await visit(url, "leave")).toBe(`http://x/${accountId}/back`);
  const half = await checkAccount(shop.staff, { id: accountId });
  expect(half).toMatchObject({ kind: "unready", canGoOn: true });
  expect(half!.missing!.map(({ en }) => en)).toEqual([
    expect.stringContaining("bank account"),
    expect.stringContaining("terms"),
  ]);
  expect(await isOffered(accountId)).toBe(false);
  expect(await visit(url, "finish")).toBe(`http://x/${accountId}/again`);
  const again = await continueOnboarding(shop.staff, { id: accountId }, pages);
  expect(await visit(again.kind === "page" ? again.url : "", "finish")).toBe(`http://x/${accountId}/back`);
  expect(await checkAccount(shop.staff, { id: accountId })).toMatchObject({ kind: "works" });
  expect(await isOffered(accountId)).toBe(true);
  paySession(simulator.platform, await submitted(accountId));
  await tell("checkout.session.completed");
  expect(await paymentStates()).toEqual(["paid"]);
});

it("however often it is asked for, at once or after an answer was lost, one account is opened", async () => {
  const before = simulator.platform.connected.size;
  simulator.platform.faults.answers.push({ on: "POST /v1/accounts", fault: { kind: "break-after" } });
  await expect(begin()).rejects.toMatchObject({ code: "provider_unreachable" });
  const told = await Promise.all([begin(), begin(), begin()]);
  const ids = new Set(told.map((one) => (one.kind === "page" ? one.accountId : one.kind)));
  expect([ids.size, simulator.platform.connected.size - before]).toEqual([1, 1]);
  expect((await begun()).accountId).toBe([...ids][0]);
  // Removed and wanted again: the same number, which nobody else can have.
  await removeAccount(shop.staff, { id: [...ids][0]! });
  const anew = await begun();
  expect([ids.has(anew.accountId), simulator.platform.connected.size - before]).toEqual([false, 1]);
});

it("what Stripe does not open for a store is said, and asked anew when the store says otherwise", async () => {
  const country = (code: string) =>
    database.owner`update stores set country = ${code} where store_id = ${shop.platform.storeId}`;
  await country("CN");
  expect(await begin()).toMatchObject({ kind: "refused", merchant: { en: expect.stringContaining("CN") } });
  expect((await listAccounts(shop.staff)).some(({ provider }) => provider === "stripe")).toBe(false);
  await country("US");
  expect((await begin()).kind).toBe("page");
});

it("the platform's endpoint takes an account away and gives it back; what was paid is kept", async () => {
  const { accountId, number } = await opened();
  const session = await submitted(accountId);
  paySession(simulator.platform, session);
  changeAccount(simulator.platform, number, "restrict");
  expect((await tell("account.updated")).status).toBe(200);
  const restricted = await accountOf(accountId);
  expect(restricted).toMatchObject({
    isEnabled: true,
    isReady: false,
    checked: { kind: "unready", canGoOn: true },
  });
  expect(await isOffered(accountId)).toBe(false);
  await expect(submitted(accountId)).rejects.toMatchObject({ code: "method_unknown" });
  // Paid before it was closed.
  await tell("checkout.session.completed");
  expect(await paymentStates()).toEqual(["paid"]);
  changeAccount(simulator.platform, number, "restore");
  await tell("account.updated");
  expect(await isOffered(accountId)).toBe(true);
});

it("a merchant who leaves the platform is not offered any more, reads why, and may begin anew", async () => {
  const { accountId, number } = await opened();
  const { checkout, session } = await submittedFrom(accountId);
  paySession(simulator.platform, session);
  changeAccount(simulator.platform, number, "disconnect");
  await tell("account.application.deauthorized");
  expect(await accountOf(accountId)).toMatchObject({
    isReady: false,
    checked: {
      kind: "refused",
      field: "connectedAccount",
      merchant: { en: expect.stringContaining("not connected") },
    },
  });
  expect(await isOffered(accountId)).toBe(false);
  // Nobody can ask about it any more, so it stays pending; what the provider told before it was left counts.
  await askProvider(shop.buyer, { checkout });
  const [attempt] =
    await database.owner`select state from payment_attempts where id = ${session.clientReferenceId}`;
  expect(attempt!.state).toBe("action_required");
  await tell("checkout.session.completed");
  expect(await paymentStates()).toEqual(["paid"]);
  const anew = await begun();
  expect(anew.accountId).not.toBe(accountId);
  expect(anew.number).not.toBe(number);
});

it("an account that could not be asked leaves all as it was, and the event comes again", async () => {
  const { accountId, number } = await opened();
  changeAccount(simulator.platform, number, "restrict");
  simulator.platform.faults.answers.push({
    on: `GET /v1/accounts/${number}`,
    fault: { kind: "break-before" },
  });
  await expect(tell("account.updated")).rejects.toThrow("could not be asked");
  expect(await accountOf(accountId)).toMatchObject({ isReady: true, checked: { kind: "unreachable" } });
  await tell("account.updated");
  expect(await accountOf(accountId)).toMatchObject({ isReady: false });
});

it("is nobody else's: not to see, to go on with, or to be changed by", async () => {
  const { accountId, number } = await opened();
  const stranger = await openTestShop(database);
  await database.owner`update stores set country = 'US' where store_id = ${stranger.platform.storeId}`;
  await expect(continueOnboarding(stranger.staff, { id: accountId }, pages)).rejects.toMatchObject({
    code: "account_not_found",
  });
  const theirs = await begun(stranger);
  expect([theirs.accountId === accountId, theirs.number === number]).toEqual([false, false]);
  // Their event changes theirs, and not the first store's.
  changeAccount(simulator.platform, theirs.number, "disconnect");
  await tell("account.application.deauthorized");
  expect(await accountOf(accountId)).toMatchObject({ isReady: true });
  expect(await accountOf(theirs.accountId, stranger)).toMatchObject({ isReady: false });
  for (const one of [shop, stranger])
    expect((await listAccounts(one.staff)).filter(({ provider }) => provider === "stripe")).toHaveLength(1);
});

it("an event of an account that no store has changes nothing, and is not sent again", async () => {
  const { number } = await opened();
  changeAccount(simulator.platform, number, "review");
  await database.owner`delete from payment_sub_accounts where sub_account = ${number}`;
  expect((await tell("account.updated")).status).toBe(200);
});

it("an event that the platform's secret did not sign asks nobody and changes nothing", async () => {
  const { accountId, number } = await opened();
  changeAccount(simulator.platform, number, "restrict");
  const forger = register(simulator.platform).secretKey;
  await expect(tell("account.updated", forger)).rejects.toMatchObject({ name: "NotProven" });
  expect(await accountOf(accountId)).toMatchObject({ isReady: true });
});

it("an answer that was asked for before the one that is kept says nothing any more", async () => {
  const { accountId, number } = await opened();
  const minute = 60_000;
  shop.clock.advance(minute);
  await checkAccount(shop.staff, { id: accountId });
  changeAccount(simulator.platform, number, "restrict");
  shop.clock.advance(-minute);
  expect(await checkAccount(shop.staff, { id: accountId })).toMatchObject({ kind: "unready" });
  expect(await accountOf(accountId)).toMatchObject({ isReady: true, checked: { kind: "works" } });
  shop.clock.advance(2 * minute);
  await checkAccount(shop.staff, { id: accountId });
  expect(await accountOf(accountId)).toMatchObject({ isReady: false });
});
