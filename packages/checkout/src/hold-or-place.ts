import { fragment, type LaterRows, nothing, type WriteContext } from "@hutong/db";
import { releaseStock, takeStock } from "@hutong/inventory";
import { AppError, type Id, money, newId } from "@hutong/kernel";
import { placeOrder } from "@hutong/orders";
import { findProvider, type PaymentProvider } from "@hutong/payment-providers";
import {
  type AttemptRequest,
  attemptMinutes,
  holdSeconds,
  insertAttempt,
  whyNotOffered,
} from "@hutong/payments";
import type { z } from "zod";
import { completedCheckout } from "./completed-checkout.ts";
import { holdDiscounts, prolongedDiscounts, releaseDiscounts } from "./discounts/hold-discounts.ts";
import { unitsByVariant } from "./lines/line-id.ts";
import { at } from "./points.ts";
import { refOf } from "./references.ts";
import type { SubmitInput } from "./schemas.ts";
import type { Written } from "./settle-rows.ts";
import type { AttemptRow, PayingRow } from "./submit-rows.ts";
import { releaseCards, takeCards } from "./tenders/hold-tenders.ts";
import type { SubmitOutcome } from "./views.ts";

// A manual attempt stays open until staff see the money; ten years is "until then".
const manualLifetimeSeconds = 10 * 365 * 86_400;

/** Thrown to roll a reservation back; answered as an outcome. */
export class SoldOut extends Error {
  readonly short: readonly string[];
  readonly checkout: PayingRow;
  constructor(checkout: PayingRow, short: readonly string[]) {
    super("sold out");
    this.checkout = checkout;
    this.short = short;
  }
}

/** How a checkout is to be paid. */
export type Given = Pick<z.output<typeof SubmitInput>, "accountId" | "returnUrl"> & {
  readonly customer: AttemptRequest["customer"];
  /** Fingerprint of who pays; another's attempt is not gone on with. */
  readonly payer?: string;
  /** The customer asks for a page of the provider's own. */
  readonly isHosted?: boolean;
};

/** An attempt that was written and is to be called; `known` spares reading a row that was written a moment ago. */
export interface Call {
  readonly kind: "call";
  readonly checkoutId: Id<"checkout">;
  readonly attemptId: Id<"payment-attempt">;
  readonly known?: AttemptRow;
  /** What was held with it, which spares the settling of an answer at once reading it. */
  readonly written?: Written;
}
export type Prepared = Call | SubmitOutcome;

/** The provider of the method that was chosen. Throws `method_unknown`. */
export function providerOf(checkout: PayingRow): PaymentProvider {
  const provider = checkout.account ? findProvider(checkout.account.provider) : undefined;
  if (!provider) throw new AppError("invalid", "method_unknown", { field: "accountId" });
  return provider;
}

// Judged as the list was, of what is to be paid now: the method may have been switched off since, or the sum changed.
function demandOffered(checkout: PayingRow, provider: PaymentProvider, given: Given): void {
  const { answer, input } = checkout.quote!;
  const why = whyNotOffered(provider, checkout.account!.conditions, {
    isTestStore: checkout.is_test,
    country: checkout.address.country ?? "",
    currency: input.currency,
    total: answer.due,
    device: given.customer?.kind ?? null,
  });
  if (why) throw new AppError("conflict", "method_not_offered", { field: "accountId", params: { why } });
}

async function take(tx: WriteContext, checkout: PayingRow, into: "reserved" | "committed"): Promise<void> {
  await takeCards(tx, checkout, into === "reserved" ? "held" : "captured");
  const { lines, pickup } = checkout.quote!;
  const wanted = unitsByVariant(lines);
  const locationId = pickup?.locationId;
  const taking = await takeStock(tx, {
    checkoutId: checkout.id,
    wanted,
    locationId,
    defaultLocationId: checkout.default_location_id,
    into,
    holdSeconds,
    isFirst: checkout.is_new ?? false,
  });
  if (!taking.ok) throw new SoldOut(checkout, taking.short);
  await holdDiscounts(tx, checkout);
}

function customerOf({ customer }: Given): AttemptRequest["customer"] {
  if (!customer) return null;
  const { kind, ipAddress } = customer;
  return ipAddress === undefined ? { kind } : { kind, ipAddress };
}

function requestOf(checkout: PayingRow, given: Given): AttemptRequest {
  const { shareBasisPoints: share, capture } = checkout.account!;
  const titles = checkout.quote!.lines.map((line) => line.title);
  return {
    description: titles.join(", ").slice(0, 120),
    returnUrl: given.returnUrl,
    customer: customerOf(given),
    ...(given.payer === undefined ? {} : { payer: given.payer }),
    ...(share > 0 ? { shareBasisPoints: share } : {}),
    ...(capture === "at-once" ? {} : { capture }),
    ...(given.isHosted ? { isHosted: true } : {}),
  };
}

// The row and the first call carry the same moment: a provider refuses a repetition that says another.
function expiryOf(checkout: PayingRow, isCalled: boolean): Date {
  const seconds = isCalled ? attemptMinutes * 60 : manualLifetimeSeconds;
  return new Date(checkout.now.getTime() + seconds * 1000);
}

function attemptCte(
  tx: WriteContext,
  checkout: PayingRow,
  id: Id<"payment-attempt">,
  given: Given,
  isCalled: boolean,
): object {
  const quote = checkout.quote!;
  return insertAttempt(tx, {
    id,
    accountId: checkout.account!.id,
    provider: checkout.account!.provider,
    purpose: "checkout",
    referenceId: checkout.id,
    amount: money(quote.answer.due, quote.input.currency),
    request: requestOf(checkout, given),
    isCalled,
    expiresAt: expiryOf(checkout, isCalled),
  });
}

// Another method is chosen while a payment waits: what it held is taken anew, and it is closed at its provider.
async function letGo(tx: WriteContext, checkout: PayingRow): Promise<void> {
  await releaseCards(tx, checkout);
  await releaseStock(tx, { checkoutId: checkout.id });
  await releaseDiscounts(tx, checkout.id);
  if (checkout.attempt?.isOpen) tx.enqueue("close-attempt", { attemptId: checkout.attempt.id });
}

/**
 * Writes a checkout that the database does not have yet: being paid by this attempt, or about to be placed (null).
 * Answers no row where it could not be written.
 */
export type WriteNew = (paying: { readonly attemptId: Id<"payment-attempt"> } | null) => LaterRows<unknown>;

async function isWritten(written: LaterRows<unknown> | undefined): Promise<void> {
  if (written && (await written.rows()).length === 0) throw new AppError("conflict", "checkout_busy");
}

// Reserve and place in one transaction where no provider is called.
async function placeNow(
  tx: WriteContext,
  checkout: PayingRow,
  given: Given,
  writeNew: WriteNew | undefined,
): Promise<SubmitOutcome> {
  if (checkout.state === "awaiting_payment") await letGo(tx, checkout);
  const written = writeNew?.(null);
  await take(tx, checkout, "committed");
  await isWritten(written);
  // Nothing is due: there is nobody to pay, and no attempt.
  const attemptId = checkout.quote!.answer.due > 0 ? newId<"payment-attempt">() : null;
  const attempt = attemptId ? fragment`, ${attemptCte(tx, checkout, attemptId, given, false)}` : nothing;
  const { orderId } = placeOrder(
    tx,
    {
      ...checkout,
      checkoutId: checkout.id,
      customerId: checkout.customer_id,
      quote: checkout.quote!,
      marketId: checkout.market_id,
      isTest: checkout.is_test,
      accountId: attemptId && checkout.account!.id,
      paid: 0,
    },
    fragment`${attempt}, ${completedCheckout(tx, checkout, attemptId)}`,
  );
  return { kind: "placed", orderRef: refOf(tx, "order", orderId) };
}

// The last CTEs of a hold: what a new checkout still wants is its cart's link, after the stock as `settle` has it.
function awaiting(tx: WriteContext, checkout: PayingRow, attemptId: string, isNew: boolean): object {
  if (isNew) {
    return fragment`linked as (
      update carts set checkout_id = ${checkout.id} where store_id = ${tx.storeId} and id = ${checkout.cart_id})`;
  }
  const prolonged = fragment`, prolonged as (
      update reservations set expires_at = app_now() + ${holdSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and checkout_id = ${checkout.id} and state not in ('sold', 'released')
    )${prolongedDiscounts(tx, checkout)}`;
  return fragment`awaiting as (
      update checkouts set state = 'awaiting_payment', attempt_id = ${attemptId},
        expires_at = app_now() + ${holdSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and id = ${checkout.id}
    )${checkout.state === "awaiting_payment" ? prolonged : nothing}`;
}

// The rows of checkout and attempt, as this transaction leaves them.
function writtenOf(checkout: PayingRow, attempt: AttemptRow): Written {
  const { id, cart_id, customer_id, email, phone, address, note, locale, market_id, is_test } = checkout;
  return {
    attempt_id: attempt.id,
    account_id: attempt.account.id,
    attempt_state: attempt.state,
    amount: attempt.amount,
    currency: attempt.currency,
    state: "awaiting_payment",
    current_attempt: attempt.id,
    order_id: null,
    quote: checkout.quote!,
    ...{ id, cart_id, customer_id, email, phone, address, note, locale, market_id, is_test },
  };
}

// The attempt and the hold are written and committed before anybody is called.
async function holdAndAttempt(
  tx: WriteContext,
  checkout: PayingRow,
  given: Given,
  writeNew: WriteNew | undefined,
): Promise<Call> {
  const attemptId = newId<"payment-attempt">();
  const written = writeNew?.({ attemptId });
  if (checkout.state !== "awaiting_payment") await take(tx, checkout, "reserved");
  else if (checkout.attempt?.isOpen) tx.enqueue("close-attempt", { attemptId: checkout.attempt.id });
  await isWritten(written);
  tx.last(fragment`${attemptCte(tx, checkout, attemptId, given, true)},
    ${awaiting(tx, checkout, attemptId, written !== undefined)}`);
  tx.remind("reservations", holdSeconds);
  tx.remind("attempts", 5);
  const known: AttemptRow = {
    id: attemptId,
    amount: checkout.quote!.answer.due,
    currency: checkout.quote!.input.currency,
    state: "pending",
    request: requestOf(checkout, given),
    action: null,
    expires_at: expiryOf(checkout, true),
    checkout_id: checkout.id,
    account: checkout.account!,
  };
  return { kind: "call", checkoutId: checkout.id, attemptId, known, written: writtenOf(checkout, known) };
}

/**
 * Takes the goods of a checkout whose quote is what the customer agreed to: holds them beside an attempt that is to be
 * called, or places the order where nobody is, as when nothing is due. The checkout is locked, or written by `writeNew`.
 * Throws `method_unknown`, `method_not_offered`, `checkout_busy`, or SoldOut or TendersShort to roll it all back.
 */
export async function holdOrPlace(
  tx: WriteContext,
  checkout: PayingRow,
  given: Given,
  writeNew?: WriteNew,
): Promise<Prepared> {
  const provider = checkout.quote!.answer.due > 0 ? providerOf(checkout) : null;
  if (provider) demandOffered(checkout, provider, given);
  await at("checkout.before_reserve");
  return provider === null || provider.settles === "at-submit"
    ? await placeNow(tx, checkout, given, writeNew)
    : await holdAndAttempt(tx, checkout, given, writeNew);
}
