import { type Reconciled, reconcileBill, submitCheckout } from "../../../packages/checkout/src/index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../../../packages/checkout/src/testing/shop.ts";
import { createTestDatabase, type TestDatabase } from "../../../packages/db/src/testing.ts";
import { connectAccount, planBills } from "../../../packages/payments/src/index.ts";
import type { FarEnd } from "./far-end.ts";

const hourMs = 3_600_000;
const chinaMs = 8 * hourMs;
export const dayMs = 24 * hourMs;

/** A shop that takes WeChat Pay; both sides keep the same time, which the proof moves. */
export interface World {
  readonly database: TestDatabase;
  readonly shop: TestShop;
  readonly far: FarEnd;
  readonly mchid: string;
  readonly account: string;
  /** The day in China, so many days after that on which the account was connected. */
  day(number: number): string;
  /** The first millisecond of that day. */
  startOf(number: number): number;
  passTo(number: number, hour: number): Promise<void>;
  /** Puts a checkout through to WeChat Pay's code; answers the attempt and the code. */
  order(): Promise<{ checkout: string; attemptId: string; code: string }>;
  /** Pays a checkout by the pretend bank, which answers at once. */
  payElsewhere(checkout: string): Promise<void>;
  reconcile(number: number): Promise<Reconciled>;
}

export async function openWorld(far: FarEnd): Promise<World> {
  const database = await createTestDatabase();
  const shop = await openTestShop(database);
  const { mchid, ...credentials } = await far.control<{ mchid: string }>("merchants", {});
  const { id: account } = await connectAccount(shop.platform, {
    provider: "wechat-pay",
    title: { en: "WeChat Pay" },
    credentials: { mchid, ...credentials },
  });
  const first = Math.floor((Date.now() + chinaMs) / dayMs) * dayMs - chinaMs;
  const startOf = (number: number) => first + number * dayMs;
  const day = (number: number) => new Date(startOf(number) + chinaMs).toISOString().slice(0, 10);
  const submit = (checkout: string, accountId: string) =>
    submitCheckout(shop.buyer, {
      checkout,
      accountId,
      key: "k",
      returnUrl: "http://x",
      customer: { kind: "desktop" },
    });
  return {
    database,
    shop,
    far,
    mchid,
    account,
    day,
    startOf,
    async passTo(number, hour) {
      const advanceMs = Math.round(startOf(number) + hour * hourMs - shop.clock.now().getTime());
      shop.clock.advance(advanceMs);
      await far.control("clock", { advanceMs });
    },
    async order() {
      const { checkout } = await readyCheckout(shop, shop.variants.card);
      await submit(checkout, account);
      const [row] = await database.owner<{ id: string; code: string }[]>`
        select id, action->>'text' as code from payment_attempts where store_id = ${shop.storeId} and account_id = ${account}
        order by created_at desc, id desc limit 1`;
      return { checkout, attemptId: row!.id, code: row!.code };
    },
    async payElsewhere(checkout) {
      const outcome = await submit(checkout, shop.accounts.test);
      if (outcome.kind !== "placed") throw new Error(`the pretend bank ended as ${outcome.kind}`);
    },
    async reconcile(number) {
      await planBills(shop.platform);
      return await reconcileBill(shop.platform, { accountId: account, day: day(number) });
    },
  };
}
