import { getWaiting, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  connectAccount,
  connectPlatformAccount,
  findAccount,
  makeRefund,
  openAccount,
  requestRefund,
} from "@hutong/payments";
import {
  noticeSigning,
  type Order,
  orderNotice,
  payOrder,
  register,
  registerSub,
  type Simulator,
  signatureHeaders,
  startSimulator,
  tick,
} from "@hutong/simulator-wechat-pay";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApi } from "./app.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself, when it wants.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

const at = "/payments/notices/wechat-pay/platform";
const title = { en: "WeChat Pay" };

interface Store {
  readonly shop: TestShop;
  readonly account: string;
  readonly subMchid: string;
}

let database: TestDatabase;
let simulator: Simulator;
let api: ReturnType<typeof createApi>;
let provider: ReturnType<typeof register>;
let mine: Store;
let theirs: Store;
let direct: Store;

async function openStoreWith(credentials: unknown): Promise<Store> {
  const shop = await openTestShop(database, { stock: 50 });
  const { id } = await connectAccount(shop.platform, { provider: "wechat-pay", title, credentials });
  return { shop, account: id, subMchid: (credentials as { subMchid: string }).subMchid };
}

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  api = createApi(database.cell, pino({ level: "silent" }));
  provider = register(simulator.platform, { isServiceProvider: true });
  await connectPlatformAccount(database.cell, { provider: "wechat-pay", credentials: provider }, "en");
  mine = await openStoreWith(registerSub(simulator.platform, provider.mchid, { hasAppid: true }));
  theirs = await openStoreWith(registerSub(simulator.platform, provider.mchid));
  direct = await openStoreWith(register(simulator.platform, {}));
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});

async function buy({ shop, account }: Store): Promise<{ order: Order; checkout: string }> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const outcome = await submitCheckout(shop.buyer, {
    checkout,
    accountId: account,
    key: checkout.slice(0, 40),
    returnUrl: "http://x/return",
    customer: { kind: "desktop", ipAddress: "203.0.113.7" },
  });
  expect(outcome.kind).toBe("waiting");
  return { order: [...simulator.platform.orders.values()].at(-1)!, checkout };
}

async function post(path: string, headers: Record<string, string>, body: string): Promise<number> {
  return (await api.request(path, { method: "POST", headers, body })).status;
}

async function tell(path: string, order: Order, change: object = {}): Promise<number> {
  const { platform } = simulator;
  const merchant = platform.merchants.get(order.mchid)!;
  const body = orderNotice(platform, order, change);
  return await post(
    path,
    signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body),
    body,
  );
}

/** All that a store has of money, to see that nothing of it moved. */
async function books({ shop }: Store): Promise<unknown> {
  const [[row]] = await shop.platform.read(sql`
    select (select count(*)::int from orders where store_id = ${shop.storeId}) as orders,
      (select coalesce(sum(amount), 0)::int from payments where store_id = ${shop.storeId}) as paid,
      (select coalesce(sum(refunded), 0)::int from payments where store_id = ${shop.storeId}) as refunded,
      (select coalesce(sum(amount), 0)::int from ledger_entries where store_id = ${shop.storeId}) as ledger,
      (select count(*)::int from payment_cases where store_id = ${shop.storeId}) as cases,
      (select count(*)::int from events where store_id = ${shop.storeId}) as events`);
  return row;
}

const stateOf = async ({ shop }: Store, checkout: string) =>
  (await getWaiting(shop.buyer, { checkout })).state;

it("the platform's account is kept only once WeChat Pay has accepted it", async () => {
  const connect = (change: object) =>
    connectPlatformAccount(
      database.cell,
      { provider: "wechat-pay", credentials: { ...provider, ...change } },
      "zh-CN",
    );
  const before = await database.owner`select credentials from platform_payment_accounts`;
  await expect(connect({ serialNo: "0123456789ABCDEF0123456789ABCDEF01234567" })).rejects.toMatchObject({
    code: "credentials_invalid",
    params: { field: "serialNo", why: expect.stringContaining("签名") },
  });
  await expect(connect({ apiV3Key: "short" })).rejects.toMatchObject({
    code: "credentials_invalid",
    params: { field: "apiV3Key", why: expect.stringContaining("32 个字符") },
  });
  await expect(connect({ apiBase: "http://127.0.0.1:9" })).rejects.toMatchObject({
    code: "provider_unreachable",
  });
  expect(await database.owner`select credentials from platform_payment_accounts`).toEqual(before);
});

describe("two stores under one service provider", () => {
  it("are each led their own notices, from one address, as often as they come", async () => {
    const bought = [await buy(mine), await buy(theirs)];
    for (const { order } of bought) {
      expect(new URL(order.notifyUrl).pathname).toBe(at);
      payOrder(simulator.platform, order);
      expect(await Promise.all([tell(at, order), tell(at, order)])).toEqual([200, 200]);
    }
    for (const [index, store] of [mine, theirs].entries()) {
      expect(await stateOf(store, bought[index]!.checkout)).toBe("placed");
      expect(await books(store)).toMatchObject({ orders: 1, paid: 18000, ledger: 0, cases: 0 });
    }
  });

  it("get nothing of each other, whatever a notice says", async () => {
    const { order, checkout } = await buy(mine);
    payOrder(simulator.platform, order);
    const other = await books(theirs);
    const own = await books(mine);
    const swapped = await tell(at, order, { sub_mchid: theirs.subMchid });
    const toNobody = await tell(at, order, { sub_mchid: "1900000001" });
    const foreignProvider = await tell(at, order, { sp_mchid: "1900000001" });
    const asDirect = await tell(at, order, { mchid: order.mchid, sp_mchid: undefined });
    const foreignApp = await tell(at, order, { sub_appid: "wx0000000000000000" });
    expect([swapped, toNobody, foreignProvider, asDirect, foreignApp]).toEqual([404, 404, 401, 401, 401]);
    // At another account's address, of this service provider or of a direct merchant's.
    const astray = [theirs, direct].map(({ account }) =>
      tell(`/payments/notices/wechat-pay/${account}`, order),
    );
    expect(await Promise.all(astray)).toEqual([401, 401]);
    expect([await books(theirs), await books(mine)]).toEqual([other, own]);
    expect(await tell(at, order)).toBe(200);
    expect(await stateOf(mine, checkout)).toBe("placed");
    expect(await books(theirs)).toEqual(other);
  });

  it("take no notice that was altered, and the platform takes none of a direct merchant's", async () => {
    const { order } = await buy(mine);
    payOrder(simulator.platform, order);
    const merchant = simulator.platform.merchants.get(order.mchid)!;
    const body = orderNotice(simulator.platform, order);
    const headers = signatureHeaders(simulator.platform, merchant, "public-key", body);
    const before = [await books(mine), await books(theirs)];
    for (let position = 0; position < body.length; position += 5) {
      const letter = body[position] === "A" ? "B" : "A";
      const altered = body.slice(0, position) + letter + body.slice(position + 1);
      expect(await post(at, headers, altered)).toBe(401);
    }
    const own = await buy(direct);
    payOrder(simulator.platform, own.order);
    expect(await tell(at, own.order)).toBe(401);
    expect(await tell(`/payments/notices/wechat-pay/${direct.account}`, own.order)).toBe(200);
    expect([await books(mine), await books(theirs)]).toEqual(before);
    expect(await post(at, headers, body)).toBe(200);
  });

  it("give back their own money only, and are told of their own refunds", async () => {
    const { shop } = mine;
    const [[payment]] = await shop.platform.read(
      sql<{
        id: string;
      }>`select id from payments where store_id = ${shop.storeId} order by captured_at limit 1`,
    );
    const other = await books(theirs);
    const { refundId } = await shop.platform.write((tx) =>
      requestRefund(tx, {
        paymentId: payment!.id,
        amount: 100,
        currency: "CNY",
        requestKey: "r",
        reason: "x",
      }),
    );
    await expect(makeRefund(shop.platform, { refundId })).rejects.toThrow("refund pending");
    simulator.platform.notices.length = 0;
    simulator.platform.clock.advance(4000);
    simulator.platform.faults.notices = ["drop"];
    await tick(simulator.platform);
    const [notice] = simulator.platform.notices;
    const merchant = simulator.platform.merchants.get(provider.mchid)!;
    const headers = signatureHeaders(simulator.platform, merchant, "public-key", notice!.body);
    expect(await post(new URL(notice!.url).pathname, headers, notice!.body)).toBe(200);
    expect(await books(mine)).toMatchObject({ refunded: 100, ledger: 0 });
    expect(await books(theirs)).toEqual(other);
    // What the neighbour knows of the payment helps them to nothing.
    const [paid] =
      await database.owner`select attempt_id, provider_payment_id from payments where id = ${payment!.id}`;
    const { connected } = await openAccount(
      theirs.shop.platform,
      await findAccount(theirs.shop.platform, theirs.account),
    );
    const amount = { amount: 18000, currency: "CNY" };
    const outcome = await connected.refund({
      requestKey: "theirs",
      attemptId: paid!.attempt_id,
      paymentId: paid!.provider_payment_id,
      amount: { ...amount, amount: 100 },
      paid: amount,
    });
    expect(outcome.kind).toBe("failed");
  });

  it("get their own bill", async () => {
    const day = new Date(simulator.platform.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    simulator.platform.clock.advance(2 * 86_400_000);
    const clock = simulator.platform.clock;
    for (const { shop, account } of [mine, theirs]) {
      const ctx = shop.platform.as({ clock });
      const { connected } = await openAccount(ctx, await findAccount(ctx, account));
      const statement = await connected.statement!(day);
      if (statement.kind !== "ready") throw new Error(statement.kind);
      const attempts = new Set<string>();
      for await (const line of statement.lines) attempts.add(line.attemptId!);
      const rows =
        await database.owner`select id from payment_attempts where store_id = ${shop.storeId} and state = 'paid'`;
      expect([...attempts].sort()).toEqual(rows.map((row) => row.id).sort());
    }
  });
});

describe("a sub-merchant", () => {
  it("belongs to one store, and a store's own people name only what they were given", async () => {
    const { shop } = theirs;
    const named = { mode: "service-provider", subMchid: mine.subMchid };
    const connect = (ctx: typeof shop.platform, credentials: unknown) =>
      connectAccount(ctx, { provider: "wechat-pay", title, credentials });
    await expect(connect(shop.platform, named)).rejects.toMatchObject({ code: "sub_account_taken" });
    const free = registerSub(simulator.platform, provider.mchid);
    for (const credentials of [named, free])
      await expect(connect(shop.staff, credentials)).rejects.toMatchObject({
        code: "sub_account_not_assigned",
      });
    // The same store may name it again, as for its mini program.
    await expect(connect(shop.staff, { ...named, subMchid: theirs.subMchid })).resolves.toMatchObject({});
    const rows =
      await database.owner`select store_id from payment_sub_accounts where sub_account = ${mine.subMchid}`;
    expect(rows.map((row) => row.store_id)).toEqual([mine.shop.storeId]);
  });

  it("keeps no key that can be read, and no store's transaction sees the platform's", async () => {
    const [row] = await database.owner`select credentials from platform_payment_accounts`;
    for (const secret of [provider.apiV3Key, provider.mchid, "PRIVATE KEY"])
      expect(row!.credentials).not.toContain(secret);
    const seen = sql`select 1 from platform_payment_accounts`;
    expect(await mine.shop.platform.read(seen)).toEqual([[]]);
    await mine.shop.platform.write(async (tx) => {
      expect(await tx.run(seen)).toEqual([]);
      expect(await tx.run(sql`update platform_payment_accounts set credentials = '' returning 1`)).toEqual(
        [],
      );
    });
    expect(await mine.shop.platform.readPlatform(seen)).toEqual([[expect.anything()]]);
  });
});
