import { readNotice, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { listDisputes, listOrders, refundOrder } from "@hutong/orders";
import { connectAccount, connectPlatformAccount, makeRefund, saveAccount } from "@hutong/payments";
import {
  connectTo,
  eventView,
  openDispute,
  paySession,
  register,
  type Session,
  type Simulator,
  signatureHeader,
  startSimulator,
} from "@hutong/simulator-stripe";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

interface Store {
  readonly shop: TestShop;
  readonly account: string;
  readonly connectedAccount: string;
}

let database: TestDatabase;
let simulator: Simulator;
let secretKey: string;
let mine: Store;
let theirs: Store;

const title = { en: "Card" };
const connected = (connectedAccount: string) => ({ mode: "connected", connectedAccount });

async function openStoreWith(connectedAccount: string): Promise<Store> {
  const shop = await openTestShop(database);
  const credentials = connected(connectedAccount);
  const { id } = await connectAccount(shop.platform, { provider: "stripe", title, credentials });
  return { shop, account: id, connectedAccount };
}

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  const { publishableKey: _, ...credentials } = register(simulator.platform);
  secretKey = credentials.secretKey;
  await connectPlatformAccount(database.cell, { provider: "stripe", credentials }, "en");
  const hub = simulator.platform.merchants.get(secretKey)!;
  mine = await openStoreWith(connectTo(simulator.platform, hub).accountId);
  theirs = await openStoreWith(connectTo(simulator.platform, hub).accountId);
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});

async function pay({ shop, account }: Store): Promise<Session> {
  const { checkout } = await readyCheckout(shop, shop.variants.card);
  await submitCheckout(shop.buyer, {
    checkout,
    accountId: account,
    key: "k",
    returnUrl: "http://x.localhost/return",
    customer: { kind: "desktop" },
  });
  const session = [...simulator.platform.books.sessions.values()].at(-1)!;
  paySession(simulator.platform, session);
  return session;
}

/** Tells the platform of the newest event of a type, as its Connect endpoint is told; `account` says another's number. */
async function tell(type: string, account?: string) {
  const { platform } = simulator;
  const event = [...platform.books.events.values()].reverse().find((one) => one.type === type)!;
  const body = JSON.stringify({ ...eventView(platform, event), ...(account ? { account } : {}) });
  const signature = signatureHeader(platform, platform.merchants.get(secretKey)!, body);
  const request = { headers: { "stripe-signature": signature }, body: Buffer.from(body) };
  return await readNotice(database.cell, { provider: "stripe", accountId: "platform", request });
}
const ordersOf = async ({ shop }: Store) => (await listOrders(shop.staff, {})).items;

it("a store whose account is connected to the platform's is paid on its own account, and told by the platform's endpoint", async () => {
  const session = await pay(mine);
  expect(session.accountId).toBe(mine.connectedAccount);
  for (const type of ["payment_intent.succeeded", "checkout.session.completed"])
    expect((await tell(type)).status).toBe(200);
  expect((await ordersOf(mine)).map(({ paymentState }) => paymentState)).toEqual(["paid"]);
  expect(await ordersOf(theirs)).toEqual([]);
});

it("money of one store is never another's, though the platform's endpoint truly signed it", async () => {
  await pay(theirs);
  const before = (await ordersOf(mine)).length;
  await expect(tell("checkout.session.completed", mine.connectedAccount)).rejects.toMatchObject({
    code: "attempt_not_found",
  });
  await expect(tell("checkout.session.completed", "acct_1NobodysAccount")).rejects.toMatchObject({
    code: "account_not_found",
  });
  expect([(await ordersOf(mine)).length, await ordersOf(theirs)]).toEqual([before, []]);
  await tell("checkout.session.completed");
  expect(await ordersOf(theirs)).toHaveLength(1);
});

it("its refunds and disputes are made and told on its own account", async () => {
  const session = await pay(mine);
  await tell("checkout.session.completed");
  const [order] = await ordersOf(mine);
  const { refundIds } = await refundOrder(mine.shop.staff, { id: order!.id, amount: 1000, key: "r" });
  expect((await makeRefund(mine.shop.platform, { refundId: refundIds[0]! })).kind).toBe("succeeded");
  const { books } = simulator.platform;
  expect([...books.refunds.values()].at(-1)!.accountId).toBe(mine.connectedAccount);
  openDispute(simulator.platform, books.charges.get(books.intents.get(session.intentId!)!.chargeId!)!, {
    amount: 2000,
  });
  await tell("charge.dispute.created");
  expect(await listDisputes(mine.shop.staff)).toMatchObject([{ taken: 2000, order: { id: order!.id } }]);
  expect(await listDisputes(theirs.shop.staff)).toEqual([]);
});

it("its number is given by an operator, once; a store's own people may name only their own", async () => {
  const other = await openTestShop(database);
  const again = connectAccount(other.platform, {
    provider: "stripe",
    title,
    credentials: connected(mine.connectedAccount),
  });
  await expect(again).rejects.toMatchObject({ code: "sub_account_taken" });
  const staff = saveAccount(other.staff, {
    provider: "stripe",
    title,
    credentials: connected(theirs.connectedAccount),
  });
  await expect(staff).rejects.toMatchObject({ code: "sub_account_not_assigned" });
});
