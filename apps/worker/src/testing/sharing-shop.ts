import { settlePayment, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import type { TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import {
  connectAccount,
  connectPlatformAccount,
  makeRefund,
  planShares,
  requestRefund,
  settleShare,
} from "@hutong/payments";
import { keyOf, payOrder, register, registerSub, type Simulator, tick } from "@hutong/simulator-wechat-pay";

export const dayMs = 86_400_000;

/** The platform's own account at a simulated WeChat Pay. */
export async function openPlatform(database: TestDatabase, simulator: Simulator, companyName?: string) {
  const provider = register(simulator.platform, { isServiceProvider: true });
  const credentials = companyName === undefined ? provider : { ...provider, companyName };
  await connectPlatformAccount(database.cell, { provider: "wechat-pay", credentials }, "en");
  return provider;
}

/** A payment that both sides know. */
export interface Sold {
  readonly paymentId: string;
  readonly attemptId: string;
  readonly transactionId: string;
}

/** A shop that is a sub-merchant of the platform's, both by one clock. */
export interface SharingShop extends TestShop {
  readonly wechat: string;
  readonly subMchid: string;
  readonly pass: (ms: number) => void;
  /** A card at 50 yuan and 12 for shipping. */
  sell(): Promise<Sold>;
  refund(sold: Sold, amount: number): Promise<void>;
  /** What the queue was handed of shares, taken off it. */
  handed(): Promise<{ paymentId: string }[]>;
  /** Plans and does what is due, minute by minute; `times` workers do each job at once. */
  work(times?: number): Promise<void>;
}

/** Opens a shop under the platform's account `mchid`. */
export async function openSharingShop(
  database: TestDatabase,
  simulator: Simulator,
  mchid: string,
): Promise<SharingShop> {
  const shop = await openTestShop(database, { stock: 50 });
  const { platform } = simulator;
  const credentials = registerSub(platform, mchid);
  const title = { en: "WeChat Pay" };
  const { id: wechat } = await connectAccount(shop.platform, { provider: "wechat-pay", title, credentials });
  shop.clock.advance(platform.clock.offsetMs);
  const { owner } = database;
  const pass = (ms: number) => {
    shop.clock.advance(ms);
    platform.clock.advance(ms);
  };
  async function handed() {
    const rows =
      await owner`delete from outbox where store_id = ${shop.storeId} and kind = 'share' returning payload`;
    return rows.map(({ payload }) => payload as { paymentId: string });
  }
  return {
    ...shop,
    wechat,
    subMchid: credentials.subMchid,
    pass,
    handed,
    async sell() {
      const { checkout } = await readyCheckout(shop, shop.variants.card);
      const customer = { kind: "desktop" } as const;
      await submitCheckout(shop.buyer, {
        checkout,
        accountId: wechat,
        key: "k",
        returnUrl: "http://x",
        customer,
      });
      const [attempt] =
        await owner`select id from payment_attempts where store_id = ${shop.storeId} order by id desc limit 1`;
      const order = platform.orders.get(keyOf(mchid, attempt!.id.replaceAll("-", "")))!;
      payOrder(platform, order);
      await settlePayment(shop.platform, {
        attemptId: attempt!.id,
        accountId: wechat,
        source: "query",
        outcome: {
          kind: "paid",
          payments: [{ id: order.transactionId!, amount: money(order.total, "CNY") }],
        },
      });
      const [payment] =
        await owner`select id from payments where store_id = ${shop.storeId} and attempt_id = ${attempt!.id}`;
      return { paymentId: payment!.id, attemptId: attempt!.id, transactionId: order.transactionId! };
    },
    async refund({ paymentId }, amount) {
      const requestKey = `r-${paymentId}-${shop.clock.now().getTime()}`;
      const asked = { paymentId, amount, currency: "CNY", requestKey, reason: "test" };
      const refund = await shop.platform.write((tx) => requestRefund(tx, asked));
      await makeRefund(shop.platform, refund).catch(() => {});
      pass(61_000);
      await tick(platform);
      await makeRefund(shop.platform, refund);
    },
    async work(times = 1) {
      for (let minute = 0; minute < 6; minute += 1) {
        await planShares(shop.platform);
        const jobs = await handed();
        for (const job of jobs)
          await Promise.all(Array.from({ length: times }, () => settleShare(shop.platform, job)));
        pass(61_000);
      }
    },
  };
}
