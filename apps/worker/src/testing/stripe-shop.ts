import { readNotice, reconcileBill, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import type { TestDatabase } from "@hutong/db/testing";
import { listOrders } from "@hutong/orders";
import { type BillView, connectAccount, getBill, planBills } from "@hutong/payments";
import type { ConnectAccountInput } from "@hutong/payments/schemas";
import {
  eventView,
  paySession,
  register,
  type Session,
  type Simulator,
  signatureHeader,
} from "@hutong/simulator-stripe";

const dayMs = 86_400_000;

type Event =
  ReturnType<Simulator["platform"]["books"]["events"]["values"]> extends Iterable<infer One> ? One : never;

/** An order that was paid at Stripe. */
export interface StripeSale {
  readonly orderId: string;
  readonly session: Session;
  readonly intentId: string;
}

/** A shop with an account at the simulated Stripe, both by one clock, which stands at noon in UTC. */
export interface StripeShop extends TestShop {
  readonly simulator: Simulator;
  readonly stripe: string;
  readonly secretKey: string;
  /** The day in UTC, `count` days on. */
  day(count?: number): string;
  /** Lets time pass to this hour in UTC, `days` on. */
  passTo(days: number, hour: number): void;
  /** An order that was paid at Stripe, or whose money was reserved there, as both sides know: of 62 yuan when nothing is said. */
  sell(variantId?: string, quantity?: number): Promise<StripeSale>;
  /** Events that Stripe has made since they were last taken, in their order; nobody was told of them. */
  takeEvents(): Event[];
  /** Tells the shop of events, each signed now. */
  tell(events: readonly Event[]): Promise<void>;
  reconcile(day: string): Promise<BillView>;
  /** Kinds of a day's differences with how they stand, in order. */
  found(day: string): Promise<string[]>;
  /** What the ledger says by account, in minor units; the provider's own account is "clearing". */
  ledger(): Promise<Record<string, number>>;
}

/** Opens a shop with an account at a simulator, the day after it was connected, at noon in UTC. */
export async function openStripeShop(
  database: TestDatabase,
  simulator: Simulator,
  { capture = "at-once" }: Pick<ConnectAccountInput, "capture"> = {},
): Promise<StripeShop> {
  const shop = await openTestShop(database);
  const { platform } = simulator;
  const credentials = register(platform, {});
  const { secretKey } = credentials;
  const { id: stripe } = await connectAccount(shop.platform, {
    provider: "stripe",
    title: { en: "Card" },
    credentials,
    capture,
  });
  const ahead = platform.clock.offsetMs;
  shop.clock.advance(ahead);
  await database.owner`update payment_accounts set created_at = created_at + ${`${ahead} ms`}::interval where id = ${stripe}`;
  const now = () => shop.clock.now().getTime();
  const advance = (ms: number) => {
    shop.clock.advance(ms);
    platform.clock.advance(ms);
  };
  const day = (count = 0) => new Date(now() + count * dayMs).toISOString().slice(0, 10);
  const passTo = (days: number, hour: number) =>
    advance(Math.floor(now() / dayMs) * dayMs + days * dayMs + hour * 3_600_000 - now());
  passTo(1, 12);

  const merchant = platform.merchants.get(secretKey)!;
  const taken = new Set(platform.books.events.keys());
  function takeEvents(): Event[] {
    const fresh = [...platform.books.events.values()].filter(
      (one) => one.accountId === merchant.accountId && !taken.has(one.id),
    );
    for (const { id } of fresh) taken.add(id);
    return fresh;
  }
  async function tell(events: readonly Event[]): Promise<void> {
    for (const event of events) {
      const body = JSON.stringify(eventView(platform, event));
      const signature = signatureHeader(platform, merchant, body);
      const request = { headers: { "stripe-signature": signature }, body: Buffer.from(body) };
      await readNotice(database.cell, { provider: "stripe", accountId: stripe, request, clock: shop.clock });
    }
  }
  const bill = (of: string) => getBill(shop.staff, { accountId: stripe, day: of });
  return {
    ...shop,
    simulator,
    stripe,
    secretKey,
    day,
    passTo,
    takeEvents,
    tell,
    async sell(variantId = shop.variants.card, quantity = 1) {
      const { checkout } = await readyCheckout(shop, variantId, quantity);
      const customer = { kind: "desktop" } as const;
      const returnUrl = "http://x.localhost/return";
      await submitCheckout(shop.buyer, { checkout, accountId: stripe, key: "k", returnUrl, customer });
      const session = [...platform.books.sessions.values()].at(-1)!;
      paySession(platform, session);
      await tell(takeEvents());
      const [order] = (await listOrders(shop.staff, {})).items;
      return { orderId: order!.id, session, intentId: session.intentId! };
    },
    async reconcile(of) {
      await planBills(shop.platform);
      const done = await reconcileBill(shop.platform, { accountId: stripe, day: of });
      if (done.kind !== "compared" || done.failures.length > 0)
        throw new Error(`${done.kind}: ${"failures" in done ? done.failures.join() : ""}`);
      return await bill(of);
    },
    async found(of) {
      const { differences } = await bill(of);
      return differences
        .map((one) => `${one.kind} ${one.state}${one.outcome ? ` ${one.outcome}` : ""}`)
        .sort();
    },
    async ledger() {
      const rows = await database.owner`select account, sum(amount)::int as sum from ledger_entries
        where store_id = ${shop.storeId} group by 1 order by 1`;
      return Object.fromEntries(rows.map(({ account, sum }) => [account.replace(/:.*/, ""), sum]));
    },
  };
}
