import { authorize, type StoreContext, system } from "@hutong/db";
import { openRef, refOf } from "./references.ts";
import { SubmitInput } from "./schemas.ts";
import { submitFor } from "./submit-checkout.ts";
import { close } from "./timers.ts";
import type { SubmitOutcome } from "./views.ts";
import { isUnderWay, type PayAgainInput, readWaiting } from "./waiting.ts";

/**
 * Goes on with a payment on a page of the provider's own, for a customer whose browser does not draw it inside ours. That
 * is another attempt: the one that was drawn is closed first, and only what is closed is followed by another, so that never
 * both can be paid. Throws `checkout_not_found` or `method_unknown`; all else is an outcome, as of `submitCheckout`.
 */
export async function payHosted(ctx: StoreContext, input: PayAgainInput): Promise<SubmitOutcome> {
  authorize(ctx, "checkout.payHosted");
  const checkoutId = openRef(ctx, "checkout", input.checkout);
  const row = await readWaiting(ctx, checkoutId);
  if (row.order_id) return { kind: "placed", orderRef: refOf(ctx, "order", row.order_id) };
  // Pressed twice, the other press may be making the page at this moment: that attempt is gone on with.
  if (row.attempt_id && isUnderWay(row) && !row.is_hosted && row.action?.kind !== "redirect") {
    const { outcome } = await close(ctx.as({ actor: system }), row.attempt_id);
    if (outcome.kind !== "declined") {
      const { order_id: orderId } = await readWaiting(ctx, checkoutId);
      return orderId
        ? { kind: "placed", orderRef: refOf(ctx, "order", orderId) }
        : { kind: "waiting", checkoutRef: input.checkout };
    }
  }
  const given = SubmitInput.parse({ ...input, accountId: row.account_id ?? "" });
  const returnUrl = given.returnUrl.replace("{checkout}", given.checkout);
  return await submitFor(ctx, checkoutId, { ...given, returnUrl, isHosted: true });
}
