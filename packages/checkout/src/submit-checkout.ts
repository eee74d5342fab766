import { authorize, type StoreContext, system, type WriteContext } from "@hutong/db";
import { TendersShort } from "@hutong/gift-cards";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import { dueOf } from "@hutong/orders";
import type { Action } from "@hutong/payment-providers";
import { totalsVersion } from "@hutong/pricing";
import { callProvider, keepAnswer, noteUnreached } from "./call-provider.ts";
import { DiscountsGone } from "./discounts/hold-discounts.ts";
import { type Call, type Given, holdOrPlace, type Prepared, providerOf, SoldOut } from "./hold-or-place.ts";
import { isForPayHost, payAddress } from "./pay-host/pay-address.ts";
import { at } from "./points.ts";
import { quoteMinutes } from "./quote.ts";
import { openRef, refOf } from "./references.ts";
import { requote } from "./requote.ts";
import { SubmitInput } from "./schemas.ts";
import { settle } from "./settle.ts";
import { lockCheckout } from "./submit-rows.ts";
import type { SubmitOutcome } from "./views.ts";
import { reopen } from "./write-checkout.ts";

/** Locks a saved checkout and takes its goods, or goes on with the attempt that is under way. */
export async function prepare(tx: WriteContext, checkoutId: Id<"checkout">, given: Given): Promise<Prepared> {
  const accountId = isId(given.accountId) ? given.accountId : newId();
  let checkout = await lockCheckout(tx, checkoutId, accountId, quoteMinutes);
  if (checkout.order_id) return { kind: "placed", orderRef: refOf(tx, "order", checkout.order_id) };
  if (!checkout.quote || dueOf(checkout.quote) > 0) providerOf(checkout);
  if (!checkout.quote) throw new AppError("precondition", "details_missing");
  const running = checkout.attempt;
  // Elsewhere than it began, the customer needs another product of the provider's: a new attempt, and an end to this one.
  const isSamePlace = running?.place === (given.customer?.kind ?? null);
  const isSamePayer = given.payer === undefined || given.payer === (running?.payer ?? given.payer);
  const isSameWay = running?.accountId === accountId && isSamePlace && isSamePayer;
  if (checkout.state === "awaiting_payment" && running?.isOpen && isSameWay) {
    return { kind: "call", checkoutId, attemptId: running.id };
  }
  const isCurrent =
    checkout.quote.version === totalsVersion && checkout.quote.cartStamp === checkout.cart_stamp;
  if (!(isCurrent && checkout.is_young)) {
    const renewed = await requote(tx, checkout);
    if (renewed === "changed") {
      // What is held is for another bag: the next press takes what the new sum is for.
      await reopen(tx, checkout);
      return { kind: "changed" };
    }
    checkout = { ...checkout, quote: renewed };
  }
  return await holdOrPlace(tx, checkout, given);
}

async function callAndSettle(ctx: StoreContext, prepared: Call): Promise<SubmitOutcome> {
  const platform = ctx.as({ actor: system });
  const waiting: SubmitOutcome = {
    kind: "waiting",
    checkoutRef: refOf(ctx, "checkout", prepared.checkoutId),
  };
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
  const settled = await settle(
    platform,
    { attemptId: prepared.attemptId, accountId: row.account.id, outcome, source: "answer" },
    prepared.written,
  );
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
  return await submitBy(
    ctx,
    (tx) => prepare(tx, checkoutId, given),
    (tx) => renew(tx, checkoutId, given.accountId),
  );
}

// What it comes to without what was used up or spent elsewhere, for the customer to see first.
async function renew(tx: WriteContext, checkoutId: Id<"checkout">, accountId: string): Promise<void> {
  const id = isId(accountId) ? accountId : newId();
  const checkout = await lockCheckout(tx, checkoutId, id, quoteMinutes);
  if (checkout.order_id) return;
  await requote(tx, checkout);
  await reopen(tx, checkout);
}

/**
 * Takes the goods in one transaction, commits, and only then calls the provider and settles what it answered. Where a discount
 * was used up by others meanwhile, or a gift card has less than it was to pay, nothing is taken: `renewQuote` then freezes in
 * another transaction what is to be shown.
 */
export async function submitBy(
  ctx: StoreContext,
  take: (tx: WriteContext) => Promise<Prepared>,
  renewQuote: (tx: WriteContext) => Promise<void>,
): Promise<SubmitOutcome> {
  let prepared: Prepared;
  try {
    // Many wait for the row of a good that sells well; what is told the provider waits for the disk.
    prepared = await ctx.write(take, "early");
  } catch (error) {
    if (error instanceof DiscountsGone || error instanceof TendersShort) {
      await ctx.write(renewQuote);
      return error instanceof DiscountsGone ? { kind: "changed", why: "discount_gone" } : { kind: "changed" };
    }
    if (!(error instanceof SoldOut)) throw error;
    const { lines } = error.checkout.quote!;
    // Of a bundle a part is short: what the customer knows is the bundle.
    const isShort = ({ variantId, parts }: (typeof lines)[number]) =>
      (parts ?? [{ variantId }]).some((unit) => error.short.includes(unit.variantId));
    return {
      kind: "sold_out",
      lines: lines.filter(isShort).map(({ variantId, title }) => ({ variantId, title })),
    };
  }
  await at("checkout.after_reserve");
  return prepared.kind === "call" ? await callAndSettle(ctx, prepared) : prepared;
}
