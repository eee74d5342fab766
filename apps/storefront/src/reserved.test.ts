import { settleAuthorization } from "@hutong/checkout";
import { sql } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import { cancelOrder, captureOrder } from "@hutong/orders";
import { connectAccount, requestVoid } from "@hutong/payments";
import {
  type Intent,
  paySession,
  register,
  type Session,
  type Simulator,
  startSimulator,
} from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { buyOne, waitingAt } from "./trial/buy.ts";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the customer comes back.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let simulator: Simulator;
const accounts = { "by-hand": "", "on-fulfilment": "" };

beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  for (const capture of ["by-hand", "on-fulfilment"] as const) {
    const credentials = register(simulator.platform, { endpoint: "http://127.0.0.1:9/" });
    const account = { provider: "stripe", title: { en: capture }, credentials, capture };
    accounts[capture] = (await connectAccount(store.ctx, account)).id;
  }
});
beforeEach(() => setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 9 }]));
afterAll(async () => {
  await shop.close();
  await simulator.stop();
});

const newest = <One>(all: ReadonlyMap<string, One>): One => [...all.values()].at(-1)!;
const newestSession = (): Session => newest(simulator.platform.books.sessions);
const newestIntent = (): Intent => newest(simulator.platform.books.intents);

/** Opens Stripe's page for one cake; `pay` lets the customer pay there and come back. */
async function buy(capture: keyof typeof accounts) {
  const { path } = await buyOne(shop, {
    store: "eaves",
    variantId: store.variantIds[0]!,
    account: accounts[capture],
  });
  const session = newestSession();
  const pay = async () => {
    paySession(simulator.platform, session);
    await shop.ask("eaves", `${path}/return`);
    return await waitingAt(shop, "eaves", path);
  };
  return { path, attemptId: session.clientReferenceId!, pay };
}

/** Buys and pays; answers the order, its page, and how the worker does what is asked of its money. */
async function reserve(capture: keyof typeof accounts = "by-hand") {
  const { attemptId, pay } = await buy(capture);
  const { state, order } = await pay();
  expect(state).toBe("placed");
  const [[row]] = await store.ctx.read(sql<{ id: string }>`
    select o.id from orders o join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
    where o.store_id = ${store.ctx.storeId} and k.attempt_id = ${attemptId}`);
  return {
    id: row!.id,
    page: async () => await (await shop.ask("eaves", order!)).text(),
    english: async () => await (await shop.ask("eaves", `/en${order!}`)).text(),
    attemptId,
    work: () => settleAuthorization(store.ctx, { attemptId }),
  };
}

it("says that nothing is charged yet, and when it will be", async () => {
  const byHand = await reserve();
  const page = await byHand.page();
  expect(page).toContain('data-state="authorized"');
  expect(page).toContain("还没有扣款。店家确认收款时才扣");
  expect(page).not.toContain("付好了");
  const onFulfilment = await reserve("on-fulfilment");
  expect(await onFulfilment.page()).toContain("还没有扣款。全部发出以后才扣");
  expect(await onFulfilment.english()).toContain("You are charged when your order has been sent.");
});

it("says what was charged when it was less than what was authorised", async () => {
  const { id, page, english, work } = await reserve();
  await captureOrder(store.ctx, { id, amount: 1_000 });
  expect(await page()).toContain('data-state="authorized"');
  await work();
  expect(newestIntent()).toMatchObject({ status: "succeeded" });
  expect(await page()).toMatch(/实际扣了 ¥10\.00，其余的已经放回/);
  expect(await english()).toMatch(/You were charged ¥10\.00 of the ¥\d+\.\d\d that you authorised/);
});

it("says paid once all of it was captured", async () => {
  const { id, page, work } = await reserve();
  await captureOrder(store.ctx, { id });
  await work();
  expect(await page()).toContain("付好了，谢谢您");
});

it("tells of a cancelled order that nobody was charged, before and after the money is let go", async () => {
  const { id, page, work } = await reserve();
  await cancelOrder(store.ctx, { id });
  for (const settle of [null, work]) {
    await settle?.();
    const told = await page();
    expect(told).toContain("这一单已取消");
    expect(told).toContain("没有扣您的钱");
    expect(told).not.toContain("待付款");
  }
  expect(newestIntent()).toMatchObject({ status: "canceled" });
});

it("asks for no money when the reservation is gone", async () => {
  const { page, attemptId, work } = await reserve();
  await store.ctx.write(async (tx) => requestVoid(tx, attemptId));
  await work();
  const told = await page();
  expect(told).toContain("授权已经没有了，没有扣您的钱");
  expect(told).not.toMatch(/请付|待付款/);
});

it("tells whoever authorised too late that nothing was charged, not that it is refunded", async () => {
  const { path, attemptId, pay } = await buy("by-hand");
  await shop.database.owner`update checkouts set state = 'expired' where attempt_id = ${attemptId}`;
  await setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 0 }]);
  expect(await pay()).toMatchObject({ state: "released", order: null });
  const told = await (await shop.ask("eaves", `${path}/waiting`)).text();
  expect(told).toContain('data-code="payment_released"');
  expect(told).toContain("没有扣您的钱");
  expect(told).not.toContain("退");
});
