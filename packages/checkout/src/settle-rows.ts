import { fragment, sql, type WriteContext } from "@hutong/db";
import { TendersShort } from "@hutong/gift-cards";
import { sellReserved, takeStock } from "@hutong/inventory";
import { AppError, type Id, type Money } from "@hutong/kernel";
import { dueOf, type FrozenQuote, placeOrder } from "@hutong/orders";
import type { Happening, Outcome } from "@hutong/payment-providers";
import { completedCheckout } from "./completed-checkout.ts";
import { DiscountsGone, holdDiscounts } from "./discounts/hold-discounts.ts";
import { rowsHeld, unitsByVariant } from "./lines/line-id.ts";
import { at } from "./points.ts";
import { captureCards, takeCards } from "./tenders/hold-tenders.ts";

/** What a door has to say about an attempt; `source` tells which door. */
export interface PaymentFacts {
  readonly attemptId: string;
  /** The account that the facts came through: another's attempt is none of its business. */
  readonly accountId: string;
  readonly outcome: Outcome;
  readonly happening?: Happening;
  readonly source: "answer" | "return" | "notice" | "query" | "bill" | "staff";
}

export interface Settled {
  readonly kind: "waiting" | "placed" | "declined" | "refunded" | "parked" | "known";
  readonly orderId: Id<"order"> | null;
}

/** An attempt and its checkout, both locked. */
export interface SettleRow {
  readonly attempt_id: Id<"payment-attempt">;
  readonly account_id: string;
  readonly attempt_state: string;
  readonly amount: number;
  readonly currency: string;
  readonly id: Id<"checkout">;
  readonly cart_id: string;
  readonly state: "open" | "awaiting_payment" | "completed" | "expired";
  readonly current_attempt: string | null;
  readonly order_id: Id<"order"> | null;
  readonly customer_id: Id<"customer"> | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { name: string } & Record<string, string>;
  readonly note: string;
  readonly locale: string;
  readonly market_id: string;
  readonly quote: FrozenQuote;
  readonly is_test: boolean;
  /** Which door the facts came through. */
  readonly source: PaymentFacts["source"];
}

/**
 * Locks what facts are about. The checkout's lock comes first (architecture: lock order); every door of a payment takes turns
 * on it. Throws `attempt_not_found`.
 */
export async function lockAttempt(tx: WriteContext, facts: PaymentFacts): Promise<SettleRow> {
  const [row] = await tx.run(sql<Omit<SettleRow, "source">>`
    select t.id as attempt_id, t.account_id, t.state as attempt_state, t.amount, t.currency, k.id, k.cart_id, k.state,
      k.attempt_id as current_attempt, k.order_id, k.customer_id, k.email, k.phone, k.address, k.note, k.locale, k.market_id, k.quote, s.is_test
    from payment_attempts t
    join checkouts k on k.store_id = ${tx.storeId} and k.id = (
      select reference_id::uuid from payment_attempts where store_id = ${tx.storeId} and id = ${facts.attemptId})
    join stores s on s.store_id = t.store_id
    where t.store_id = ${tx.storeId} and t.id = ${facts.attemptId}
    for update of k, t`);
  if (row?.account_id !== facts.accountId) throw new AppError("not_found", "attempt_not_found");
  return { ...row, source: facts.source };
}

/** What the hold of a checkout wrote a moment ago, in a transaction that is over: another door may have been there since. */
export type Written = Omit<SettleRow, "source">;

/** The attempt's id in a statement of `placeFor` with `isUnlocked`; null where it is not as it was written. */
export const unchangedAttempt = fragment`(select attempt_id from unchanged)`;

function lockUnchanged(tx: WriteContext, { id, attempt_id }: SettleRow): object {
  return fragment`unchanged as (
      select t.id as attempt_id from checkouts k
      join payment_attempts t on t.store_id = ${tx.storeId} and t.id = ${attempt_id}
      where k.store_id = ${tx.storeId} and k.id = ${id} and k.state = 'awaiting_payment' and k.attempt_id = ${attempt_id} and t.state = 'pending'
      for update of k, t
    )`;
}

/** Thrown to roll back when goods, the uses of a discount, or what gift cards were to pay are gone by the time the money comes. */
export class GoodsGone extends Error {}

/** Why money is not what was asked for; null when it is. */
export function mismatch(row: SettleRow, { amount, currency }: Money): string | null {
  if (currency !== row.currency) return "currency_mismatch";
  return amount === row.amount ? null : "amount_mismatch";
}

/** Whether the checkout still is what the attempt was to pay: the customer may have gone back and changed the order. */
export function isForThis(row: SettleRow): boolean {
  return dueOf(row.quote) === row.amount && row.quote.input.currency === row.currency;
}

/**
 * Writes the order that money makes, together with `money`, the CTEs that write what came, and sells what was held; goods
 * and gift cards that were given back meanwhile are taken anew. Throws `GoodsGone`.
 */
export async function placeFor(
  tx: WriteContext,
  row: SettleRow,
  paying: {
    readonly paid: number;
    readonly isAuthorized?: boolean;
    readonly money: object;
    /** The row is what was written, and is locked by the statement that places it; `money` makes that fail where it changed. */
    readonly isUnlocked?: boolean;
  },
): Promise<Settled> {
  const isHeld = row.state === "awaiting_payment";
  if (isHeld) captureCards(tx, row);
  else {
    await takeCards(tx, row, "captured").catch((error: unknown) => {
      throw error instanceof TendersShort ? new GoodsGone() : error;
    });
    const wanted = unitsByVariant(row.quote.lines);
    const locationId = row.quote.pickup?.locationId;
    const taking = await takeStock(tx, {
      checkoutId: row.id,
      wanted,
      locationId,
      into: "committed",
      holdSeconds: 0,
    });
    if (!taking.ok) throw new GoodsGone();
    await holdDiscounts(tx, row).catch((error: unknown) => {
      throw error instanceof DiscountsGone ? new GoodsGone() : error;
    });
  }
  const { money, isUnlocked, ...state } = paying;
  const order = {
    ...row,
    ...state,
    checkoutId: row.id,
    customerId: row.customer_id,
    marketId: row.market_id,
    isTest: row.is_test,
    accountId: row.account_id,
  };
  // Money, sale and order are one statement: what was known already refuses them all.
  const lock = isUnlocked ? { rows: lockUnchanged(tx, row), name: fragment`unchanged` } : undefined;
  if (isHeld) sellReserved(tx, row.id, rowsHeld(row.quote.lines), lock);
  const also = fragment`, ${money}, ${completedCheckout(tx, row, row.attempt_id)}`;
  const { orderId } = placeOrder(tx, order, also);
  if (row.current_attempt && row.current_attempt !== row.attempt_id)
    tx.enqueue("close-attempt", { attemptId: row.current_attempt });
  await at("settle.before_commit");
  return { kind: "placed", orderId };
}
