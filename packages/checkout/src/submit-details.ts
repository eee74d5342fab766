import { isDeepStrictEqual } from "node:util";
import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { isStanding } from "./checkout-view.ts";
import { type Given, holdOrPlace, type Prepared } from "./hold-or-place.ts";
import { type Details, judgeDetails } from "./judge-details.ts";
import { readInMarket } from "./market/read-in-market.ts";
import type { CheckoutRow, HeadRow } from "./read-checkout.ts";
import { findRef, openRef, refOf } from "./references.ts";
import { placeOf, quoteDetails } from "./save-details.ts";
import { type SubmitDetailsInput, SubmitShown } from "./schemas.ts";
import { signedIn } from "./signed-in.ts";
import { prepare, submitBy } from "./submit-checkout.ts";
import type { PayingRow } from "./submit-rows.ts";
import type { SubmitOutcome } from "./views.ts";
import { reopen, writeCheckout, writePaying } from "./write-checkout.ts";

interface Shown extends Given {
  /** What the page said that it comes to, in minor units, and what was left of it to pay: all, where it did not say. */
  readonly total: number;
  readonly due?: number | undefined;
  /** In which currency; the market's, where it did not say. */
  readonly currency?: string | undefined;
}

function isAsShown({ answer, input }: FrozenQuote, { total, due = total, currency }: Shown): boolean {
  return (
    answer.total === total && answer.due === due && (currency === undefined || currency === input.currency)
  );
}

/** A checkout that these details would be: the cart's, where it has one, else the form's. */
interface Draft {
  readonly id: Id<"checkout">;
  readonly head: HeadRow;
  readonly quote: FrozenQuote;
  readonly details: Details;
}

function isSaved(checkout: CheckoutRow, head: HeadRow, details: Details): boolean {
  return (
    isStanding(checkout.quote, head) &&
    checkout.email === details.email &&
    checkout.phone === details.phone &&
    checkout.note === details.note &&
    isDeepStrictEqual(checkout.invoice, details.invoice) &&
    checkout.shipping_rate_id === (details.shippingRateId || null) &&
    isDeepStrictEqual(checkout.address, { ...details.address })
  );
}

async function save(tx: WriteContext, draft: Draft): Promise<void> {
  await reopen(tx, draft.head.checkout);
  if ((await writeCheckout(tx, draft).rows()).length === 0) throw new AppError("conflict", "checkout_busy");
}

// What the page said may be of another minute; then the new sum is saved to be shown.
async function saveChanged(tx: WriteContext, draft: Draft): Promise<Prepared> {
  await save(tx, draft);
  return { kind: "changed" };
}

function payNew(tx: WriteContext, draft: Draft, given: Given): Promise<Prepared> {
  const { id, head, quote, details } = draft;
  const checkout: PayingRow = {
    id,
    cart_id: head.cart_id!,
    state: "open",
    email: details.email,
    phone: details.phone,
    address: { ...details.address },
    note: details.note,
    locale: tx.locale,
    market_id: head.terms.market_id,
    quote,
    order_id: null,
    customer_id: signedIn(tx),
    is_test: head.is_test,
    cart_stamp: head.cart_stamp!,
    is_young: true,
    now: head.now,
    is_new: !head.is_known,
    default_location_id: head.terms.default_location_id ?? undefined,
    account: head.terms.accounts.find((one) => one.id === given.accountId) ?? null,
    attempt: null,
  };
  return holdOrPlace(tx, checkout, given, (paying) =>
    writePaying(tx, { ...draft, attemptId: paying?.attemptId ?? null }),
  );
}

async function paySaved(
  tx: WriteContext,
  draft: Draft,
  checkout: CheckoutRow,
  given: Shown,
): Promise<Prepared> {
  if (isSaved(checkout, draft.head, draft.details)) {
    if (!isAsShown(checkout.quote!, given)) return { kind: "changed" };
  } else {
    if (!isAsShown(draft.quote, given)) return await saveChanged(tx, draft);
    await save(tx, draft);
  }
  return await prepare(tx, draft.id, given);
}

async function payDraft(
  tx: WriteContext,
  cartId: Id<"cart">,
  formId: Id<"checkout">,
  details: Details,
  given: Shown,
): Promise<Prepared> {
  // One at a time for a cart: a form that was sent twice, or from two tabs, finds what the first of them made. Not the
  // cart's row: whoever settles a payment has the checkout before the cart.
  tx.send(sql`select pg_advisory_xact_lock(hashtextextended(${cartId}, 0))`);
  const { head: read, rows } = await readInMarket(tx, cartId, placeOf(details), formId);
  if (read?.ordered) return { kind: "placed", orderRef: refOf(tx, "order", read.ordered) };
  const named = (id: Id<"checkout">): Shown => ({
    ...given,
    returnUrl: given.returnUrl.replace("{checkout}", refOf(tx, "checkout", id)),
  });
  // The bag was emptied between the two answers: its checkout has become an order, or somebody took the goods out.
  if (rows.length === 0 && read?.checkout)
    return await prepare(tx, read.checkout.id, named(read.checkout.id));
  const { head, quote } = await quoteDetails(tx, read, rows, details);
  const id = head.checkout?.id ?? formId;
  const draft: Draft = { id, head, quote, details };
  if (head.checkout) return await paySaved(tx, draft, head.checkout, named(id));
  return isAsShown(quote, given) ? await payNew(tx, draft, named(id)) : await saveChanged(tx, draft);
}

/**
 * Saves the details of a cart's checkout and pays it in one transaction, as `submitCheckout` does, where it comes to
 * what the page said (`total`, minor units); else it saves them and answers `changed`. `checkout` is the page's
 * `formRef`: the same form sent again leads to the same order, whatever became of the cart.
 * Throws as `saveDetails` and `submitCheckout` do.
 */
export async function submitDetails(ctx: StoreContext, input: SubmitDetailsInput): Promise<SubmitOutcome> {
  authorize(ctx, "checkout.submitDetails");
  const { checkout, key, ...given } = SubmitShown.parse(input);
  const formId = openRef(ctx, "checkout", checkout);
  const cartId = findRef(ctx, "cart", input.cart);
  if (!cartId) return await orderOf(ctx, formId);
  const details = judgeDetails({ ...input, cart: input.cart! });
  const outcome = await submitBy(
    ctx,
    (tx) => payDraft(tx, cartId, formId, details, given),
    (tx) => saveAnew(tx, cartId, details),
  );
  if (outcome.kind === "sold_out") await keepDetails(ctx, cartId, details);
  return outcome;
}

// Without a cart there is nothing to save or to pay: the form can only lead to the order that it made before.
async function orderOf(ctx: StoreContext, formId: Id<"checkout">): Promise<SubmitOutcome> {
  const [[row]] = await ctx.read(
    sql<{
      id: Id<"order"> | null;
    }>`select order_id as id from checkouts where store_id = ${ctx.storeId} and id = ${formId}`,
  );
  if (!row?.id) throw new AppError("not_found", "cart_not_found");
  return { kind: "placed", orderRef: refOf(ctx, "order", row.id) };
}

// What it comes to without the discount that was used up is saved, to be shown.
async function saveAnew(tx: WriteContext, cartId: Id<"cart">, details: Details): Promise<void> {
  const { head: read, rows } = await readInMarket(tx, cartId, placeOf(details));
  if (rows.length === 0) return;
  const { head, quote } = await quoteDetails(tx, read, rows, details);
  await save(tx, { id: head.checkout?.id ?? newId<"checkout">(), head, quote, details });
}

// What was typed is not lost with the goods.
async function keepDetails(ctx: StoreContext, cartId: Id<"cart">, details: Details): Promise<void> {
  await ctx.write(async (tx) => {
    const { head: read, rows } = await readInMarket(tx, cartId, placeOf(details));
    if (!read || rows.length === 0) return;
    const all = rows.map((row) => ({ ...row, is_available: true }));
    const { head, quote } = await quoteDetails(tx, { ...read, shorts: [] }, all, details);
    if (head.checkout) return;
    writeCheckout(tx, { id: newId<"checkout">(), head, quote, details });
  });
}
