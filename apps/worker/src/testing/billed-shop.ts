import { type Reconciled, reconcileBill, settlePayment, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import type { TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { type BillView, connectAccount, getBill, planBills } from "@hutong/payments";
import {
  enterBooks,
  keyOf,
  type Order,
  payOrder,
  register,
  type Simulator,
} from "@hutong/simulator-wechat-pay";

const hourMs = 3_600_000;
const chinaMs = 8 * hourMs;
const dayMs = 24 * hourMs;

/** A shop with an account at the simulated WeChat Pay, both by one clock, which stands at noon in China. */
export interface BilledShop extends TestShop {
  readonly simulator: Simulator;
  readonly database: TestDatabase;
  readonly mchid: string;
  readonly wechat: string;
  /** The day in China, `count` days on. */
  day(count?: number): string;
  /** Lets time pass to this hour in China, `days` on. */
  passTo(days: number, hour: number): void;
  /** Chooses WeChat Pay for a card at 50 yuan and 12 for shipping; nothing is paid yet. */
  order(): Promise<Order>;
  /** Pays at WeChat Pay; with `isKnown` we learn of it. */
  pay(order: Order, isKnown: boolean): Promise<string>;
  /** A paid order that both sides know. */
  sell(): Promise<Order>;
  /** Enters what is not to be had by the API into WeChat Pay's books, paid now. */
  enter(
    entry: Omit<Parameters<typeof enterBooks>[1]["orders"][number], "paidAt" | "refunds">,
    refunds?: number[],
  ): void;
  reconcile(day: string): Promise<Reconciled>;
  bill(day: string): Promise<BillView>;
  /** Kinds of a day's differences with how they stand, in order. */
  found(day: string): Promise<string[]>;
}

/** The attempt of an order of WeChat Pay's. */
export const attemptOf = (order: Order) =>
  order.outTradeNo.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** Opens a shop with an account at a simulator, the day after it was connected, at noon in China. */
export async function openBilledShop(database: TestDatabase, simulator: Simulator): Promise<BilledShop> {
  const shop = await openTestShop(database, { answer: "at-once" });
  const credentials = register(simulator.platform, {});
  const { mchid } = credentials;
  const { id: wechat } = await connectAccount(shop.platform, {
    provider: "wechat-pay",
    title: { en: "WeChat Pay" },
    credentials,
  });
  const { platform } = simulator;
  const ahead = platform.clock.offsetMs;
  shop.clock.advance(ahead);
  await database.owner`update payment_accounts set created_at = created_at + ${`${ahead} ms`}::interval where id = ${wechat}`;
  const china = () => shop.clock.now().getTime() + chinaMs;
  const advance = (ms: number) => {
    shop.clock.advance(ms);
    platform.clock.advance(ms);
  };
  const day = (count = 0) => new Date(china() + count * dayMs).toISOString().slice(0, 10);
  const passTo = (days: number, hour: number) =>
    advance(Math.floor(china() / dayMs) * dayMs + days * dayMs + hour * hourMs - china());
  passTo(1, 12);

  async function order(): Promise<Order> {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const known = new Set(platform.orders.keys());
    await submitCheckout(shop.buyer, {
      checkout,
      accountId: wechat,
      key: "k",
      returnUrl: "http://x",
      customer: { kind: "desktop" },
    });
    return [...platform.orders].find(([key]) => !known.has(key))![1];
  }
  async function pay(one: Order, isKnown: boolean): Promise<string> {
    if (one.state === "NOTPAY") payOrder(platform, one);
    if (isKnown)
      await settlePayment(shop.platform, {
        attemptId: attemptOf(one),
        accountId: wechat,
        source: "query",
        outcome: { kind: "paid", payments: [{ id: one.transactionId!, amount: money(one.total, "CNY") }] },
      });
    return one.transactionId!;
  }
  const bill = (of: string) => getBill(shop.staff, { accountId: wechat, day: of });
  return {
    ...shop,
    simulator,
    database,
    mchid,
    wechat,
    day,
    passTo,
    order,
    pay,
    async sell() {
      const one = await order();
      await pay(one, true);
      return one;
    },
    enter(entry, refunds = []) {
      const now = platform.clock.now().getTime();
      enterBooks(platform, {
        mchid,
        orders: [
          {
            ...entry,
            paidAt: now,
            refunds: refunds.map((amount, n) => ({
              outRefundNo: `BY-HAND-${keyOf(mchid, entry.outTradeNo).slice(-8)}-${n}`,
              amount,
              createdAt: now,
            })),
          },
        ],
      });
    },
    async reconcile(of) {
      await planBills(shop.platform);
      return await reconcileBill(shop.platform, { accountId: wechat, day: of });
    },
    bill,
    async found(of) {
      const { differences } = await bill(of);
      return differences
        .map((one) => `${one.kind} ${one.state}${one.outcome ? ` ${one.outcome}` : ""}`)
        .sort();
    },
  };
}
