import { authorize, type StoreContext, system } from "@hutong/db";
import { localized } from "@hutong/kernel";
import type { Embedded } from "@hutong/payment-providers";
import { callProvider, keepAnswer } from "./call-provider.ts";
import { openRef } from "./references.ts";
import { settle } from "./settle.ts";
import type { EmbeddedView, OpenedEmbedded } from "./views.ts";
import { isUnderWay, readWaiting, waitingView } from "./waiting.ts";

function viewOf(ctx: StoreContext, action: Embedded): EmbeddedView | null {
  const { island, script, parameters, secret, problem } = action;
  if (!secret) return null;
  return { island, script, parameters, secret, problem: problem ? localized(problem, ctx.locale) : null };
}

/**
 * Opens a payment that is drawn inside our page: the provider tells anew what the page's island needs, the customer's secret
 * among it, which is kept nowhere; and what came of the payment meanwhile is settled. Only the holder of the checkout's
 * reference gets here. Throws `checkout_not_found`.
 */
export async function openEmbedded(ctx: StoreContext, input: { checkout: string }): Promise<OpenedEmbedded> {
  authorize(ctx, "checkout.openEmbedded");
  const checkoutId = openRef(ctx, "checkout", input.checkout);
  const row = await readWaiting(ctx, checkoutId);
  const attemptId = row.attempt_id;
  if (!attemptId || !isUnderWay(row) || row.action?.kind !== "embedded")
    return { view: waitingView(ctx, input.checkout, row), embedded: null, isAnswered: true };
  const platform = ctx.as({ actor: system });
  const { row: attempt, outcome, isAnswered } = await callProvider(platform, attemptId, "start");
  if (outcome.kind === "action-required" && outcome.action.kind === "embedded") {
    // Before the secret leaves: what can be paid can be found again.
    if (outcome.reference !== attempt.request.reference) await keepAnswer(platform, attemptId, outcome);
    const embedded = viewOf(ctx, outcome.action);
    return { view: waitingView(ctx, input.checkout, row), embedded, isAnswered };
  }
  await settle(platform, { attemptId, accountId: attempt.account.id, outcome, source: "return" });
  const view = waitingView(ctx, input.checkout, await readWaiting(ctx, checkoutId));
  return { view, embedded: null, isAnswered };
}
