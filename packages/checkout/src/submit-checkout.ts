import { authorize, fragment, nothing, type StoreContext, system, type WriteContext } from "@hutong/db";
import { releaseStock, takeStock } from "@hutong/inventory";
import { AppError, type Id, isId, money, newId } from "@hutong/kernel";
import { placeOrder } from "@hutong/orders";
import { type Action, findProvider, type PaymentProvider } from "@hutong/payment-providers";
import {
  type AttemptRequest,
  attemptMinutes,
  holdSeconds,
  insertAttempt,
  whyNotOffered,
} from "@hutong/payments";
import type { z } from "zod";
import { callProvider, keepAnswer, noteUnreached } from "./call-provider.ts";
import { completedCheckout } from "./completed-checkout.ts";
import { isForPayHost, payAddress } from "./pay-host/pay-address.ts";
import { at } from "./points.ts";
import { quoteMinutes } from "./quote.ts";
import { openRef, refOf } from "./references.ts";
import { requote } from "./requote.ts";
import { SubmitInput } from "./schemas.ts";
import { settle } from "./settle.ts";
import { type AttemptRow, lockCheckout, type PayingRow } from "./submit-rows.ts";
import type { SubmitOutcome } from "./views.ts";

// A manual attempt stays open until staff see the money; ten years is "until then".
const manualLifetimeSeconds = 10 * 365 * 86_400;

/** Thrown to roll a reservation back; answered as an outcome. */
class SoldOut extends Error {
  readonly short: readonly string[];
  readonly checkout: PayingRow;
  constructor(checkout: PayingRow, short: readonly string[]) {
    super("sold out");
    this.checkout = checkout;
    this.short = short;
  }
}

type Given = Pick<z.output<typeof SubmitInput>, "accountId" | "returnUrl"> & {
  readonly customer: AttemptRequest["customer"];
  /** Fingerprint of who pays; another's attempt is not gone on with. */
  readonly payer?: string;
  /** The customer asks for a page of the provider's own. */
  readonly isHosted?: boolean;
};

/** `known` spares reading a row that was written a moment ago. */
type Call = { kind: "call"; attemptId: Id<"payment-attempt">; known?: AttemptRow };
type Prepared = Call | SubmitOutcome;

function providerOf(checkout: PayingRow): PaymentProvider {
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
    total: answer.total,
    device: given.customer?.kind ?? null,
  });
  if (why) throw new AppError("conflict", "method_not_offered", { field: "accountId", params: { why } });
}

async function take(tx: WriteContext, checkout: PayingRow, into: "reserved" | "committed"): Promise<void> {
  const wanted = checkout.quote!.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const taking = await takeStock(tx, { checkoutId: checkout.id, wanted, into, holdSeconds });
  if (!taking.ok) throw new SoldOut(checkout, taking.short);
}

function customerOf({ customer }: Given): AttemptRequest["customer"] {
  if (!customer) return null;
  const { kind, ipAddress } = customer;
  return ipAddress === undefined ? { kind } : { kind, ipAddress };
}

function requestOf(checkout: PayingRow, given: Given): AttemptRequest {
  const titles = checkout.quote!.lines.map((line) => line.title);
  return {
    description: titles.join(", ").slice(0, 120),
    returnUrl: given.returnUrl,
    customer: customerOf(given),
    ...(given.payer === undefined ? {} : { payer: given.payer }),
    ...(given.isHosted ? { isHosted: true } : {}),
  };
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
    amount: money(quote.answer.total, quote.input.currency),
    request: requestOf(checkout, given),
    isCalled,
    lifetimeSeconds: isCalled ? attemptMinutes * 60 : manualLifetimeSeconds,
  });
}

// Another method is chosen while a payment waits: what it held is taken anew, and it is closed at its provider.
async function letGo(tx: WriteContext, checkout: PayingRow): Promise<void> {
  await releaseStock(tx, { checkoutId: checkout.id });
  if (checkout.attempt?.isOpen) tx.enqueue("close-attempt", { attemptId: checkout.attempt.id });
}

// Reserve and place in one transaction where no provider is called.
async function placeNow(tx: WriteContext, checkout: PayingRow, given: Given): Promise<SubmitOutcome> {
  if (checkout.state === "awaiting_payment") await letGo(tx, checkout);
  await take(tx, checkout, "committed");
  const attemptId = newId<"payment-attempt">();
  const { orderId } = placeOrder(
    tx,
    {
      ...checkout,
      checkoutId: checkout.id,
      quote: checkout.quote!,
      marketId: checkout.market_id,
      isTest: checkout.is_test,
      accountId: checkout.account!.id,
      paid: 0,
    },
    fragment`, ${attemptCte(tx, checkout, attemptId, given, false)}, ${completedCheckout(tx, checkout, attemptId)}`,
  );
  return { kind: "placed", orderRef: refOf(tx, "order", orderId) };
}

// The attempt and the hold are written and committed before anybody is called.
async function holdAndAttempt(tx: WriteContext, checkout: PayingRow, given: Given): Promise<Prepared> {
  const isHeld = checkout.state === "awaiting_payment";
  if (!isHeld) await take(tx, checkout, "reserved");
  else if (checkout.attempt?.isOpen) tx.enqueue("close-attempt", { attemptId: checkout.attempt.id });
  const prolonged = fragment`, prolonged as (
      update reservations set expires_at = app_now() + ${holdSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and checkout_id = ${checkout.id} and state not in ('sold', 'released')
    )`;
  const attemptId = newId<"payment-attempt">();
  tx.last(fragment`${attemptCte(tx, checkout, attemptId, given, true)}, awaiting as (
      update checkouts set state = 'awaiting_payment', attempt_id = ${attemptId},
        expires_at = app_now() + ${holdSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and id = ${checkout.id}
    )${isHeld ? prolonged : nothing}`);
  tx.remind("reservations", holdSeconds);
  tx.remind("attempts", 5);
  const known: AttemptRow = {
    id: attemptId,
    amount: checkout.quote!.answer.total,
    currency: checkout.quote!.input.currency,
    state: "pending",
    request: requestOf(checkout, given),
    action: null,
    expires_at: new Date(tx.clock.now().getTime() + attemptMinutes * 60_000),
    checkout_id: checkout.id,
    account: checkout.account!,
  };
  return { kind: "call", attemptId, known };
}

async function prepare(tx: WriteContext, checkoutId: Id<"checkout">, given: Given): Promise<Prepared> {
  const accountId = isId(given.accountId) ? given.accountId : newId();
  let checkout = await lockCheckout(tx, checkoutId, accountId, quoteMinutes);
  if (checkout.order_id) return { kind: "placed", orderRef: refOf(tx, "order", checkout.order_id) };
  const provider = providerOf(checkout);
  if (!checkout.quote) throw new AppError("precondition", "details_missing");
  const running = checkout.attempt;
  // Elsewhere than it began, the customer needs another product of the provider's: a new attempt, and an end to this one.
  const isSamePlace = running?.place === (given.customer?.kind ?? null);
  const isSamePayer = given.payer === undefined || given.payer === (running?.payer ?? given.payer);
  const isSameWay = running?.accountId === accountId && isSamePlace && isSamePayer;
  if (checkout.state === "awaiting_payment" && running?.isOpen && isSameWay) {
    return { kind: "call", attemptId: running.id };
  }
  if (!checkout.is_young || checkout.quote.cartStamp !== checkout.cart_stamp) {
    const renewed = await requote(tx, checkout);
    if (renewed === "changed") return { kind: "changed" };
    checkout = { ...checkout, quote: renewed };
  }
  demandOffered(checkout, provider, given);
  await at("checkout.before_reserve");
  const isFree = checkout.quote!.answer.total === 0;
  return provider.settles === "at-submit" || isFree
    ? await placeNow(tx, checkout, given)
    : await holdAndAttempt(tx, checkout, given);
}

async function callAndSettle(
  ctx: StoreContext,
  checkoutId: Id<"checkout">,
  prepared: Call,
): Promise<SubmitOutcome> {
  const platform = ctx.as({ actor: system });
  const waiting: SubmitOutcome = { kind: "waiting", checkoutRef: refOf(ctx, "checkout", checkoutId) };
  // What is neither a page of the provider's nor a step on the pay host is shown on the page that waits.
  const asked = (action: Action | null): SubmitOutcome => {
    if (action && isForPayHost(action)) return { kind: "redirect", url: payAddress(ctx, prepared.attemptId) };
    return action?.kind === "redirect" ? { kind: "redirect", url: action.url } : waiting;
  };
  const { row, outcome, isAnswered } = await callProvider(
    platform,
    prepared.attemptId,
    "start",
    prepared.known,
  );
  if (!isAnswered) await noteUnreached(platform, prepared.attemptId);
  await at("checkout.after_call");
  if (outcome.kind === "action-required") {
    await keepAnswer(platform, prepared.attemptId, outcome);
    return asked(outcome.action);
  }
  if (outcome.kind === "pending") return asked(row.action);
  const settled = await settle(platform, {
    attemptId: prepared.attemptId,
    accountId: row.account.id,
    outcome,
    source: "answer",
  });
  if (settled.orderId) return { kind: "placed", orderRef: refOf(ctx, "order", settled.orderId) };
  if (outcome.kind === "declined")
    return { kind: "declined", reason: outcome.customer[ctx.locale] ?? outcome.customer.en ?? "" };
  return waiting;
}

/**
 * Pays a checkout by a method: holds the goods, writes the attempt, commits, calls the provider without a
 * connection, and settles what it answered. Sent again (double click, lost answer, back button) it leads to the same
 * attempt and the same order: the checkout's row, locked first, is its own idempotency record.
 * Throws `checkout_not_found`, `method_unknown`, `method_not_offered` or `details_missing`; all else is an outcome.
 */
export async function submitCheckout(ctx: StoreContext, input: SubmitInput): Promise<SubmitOutcome> {
  authorize(ctx, "checkout.submitCheckout");
  const parsed = SubmitInput.parse(input);
  const checkoutId = openRef(ctx, "checkout", parsed.checkout);
  const returnUrl = parsed.returnUrl.replace("{checkout}", parsed.checkout);
  return await submitFor(ctx, checkoutId, { ...parsed, returnUrl });
}

/** `submitCheckout` for a checkout whose reference was opened, and for a payer who is known. */
export async function submitFor(
  ctx: StoreContext,
  checkoutId: Id<"checkout">,
  given: Given,
): Promise<SubmitOutcome> {
  let prepared: Prepared;
  try {
    prepared = await ctx.write((tx) => prepare(tx, checkoutId, given));
  } catch (error) {
    if (!(error instanceof SoldOut)) throw error;
    const titles = new Map(error.checkout.quote!.lines.map((line) => [line.variantId, line.title]));
    return {
      kind: "sold_out",
      lines: error.short.map((variantId) => ({ variantId, title: titles.get(variantId) ?? "" })),
    };
  }
  await at("checkout.after_reserve");
  return prepared.kind === "call" ? await callAndSettle(ctx, checkoutId, prepared) : prepared;
}
