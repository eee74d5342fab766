import type { StoreContext } from "@hutong/db";
import { AppError, money } from "@hutong/kernel";
import { applyRefund } from "@hutong/orders";
import {
  type BilledPayment,
  findAccount,
  findBilledPayment,
  type HealableDifference,
  makeRefund,
  openAccount,
  RefundPending,
  recordBilledRefund,
  returnBilledRefund,
} from "@hutong/payments";

/** What became of a difference: healed, or why it waits for a person. */
export interface Healing {
  readonly isHealed: boolean;
  readonly outcome: string;
  readonly orderId?: string | null;
  /** Days whose sums it changed beside the difference's own. */
  readonly days?: readonly string[];
}

/** Thrown to roll back when the refund is more than is left of its payment. */
class DoesNotFit extends Error {}

/**
 * A refund that we asked for and the bill has: the provider is asked how it ended, by the call that makes a refund once.
 * A line says that it was taken up, not that it went through.
 */
export async function healUnsettledRefund(ctx: StoreContext, one: HealableDifference): Promise<Healing> {
  try {
    const outcome = await makeRefund(ctx, { refundId: one.refundId! });
    return { isHealed: outcome.kind === "succeeded", outcome: `refund_${outcome.kind}` };
  } catch (error) {
    if (!(error instanceof RefundPending)) throw error;
    return { isHealed: false, outcome: "refund_pending" };
  }
}

// Where the provider can be asked by the number that it wrote, its word counts more than the line's.
async function isStillOpen(
  ctx: StoreContext,
  accountId: string,
  one: HealableDifference,
  payment: BilledPayment,
): Promise<string | null> {
  const { connected } = await openAccount(ctx, await findAccount(ctx, accountId));
  if (!connected.fetchRefund || one.requestKey === null) return null;
  const outcome = await connected.fetchRefund({
    requestKey: one.requestKey,
    attemptId: payment.attemptId,
    paymentId: one.providerPaymentId,
    amount: money(one.amount, one.currency),
    paid: money(payment.amount, payment.currency),
  });
  return outcome.kind === "pending" || outcome.kind === "failed" ? `refund_${outcome.kind}` : null;
}

/** A refund that was made outside, as on the provider's own pages: recorded where its payment is ours and it fits. */
export async function healUnrecordedRefund(
  ctx: StoreContext,
  accountId: string,
  one: HealableDifference,
): Promise<Healing> {
  const { providerPaymentId, amount, currency } = one;
  // The way back of a refund that failed: nothing was given.
  if (amount <= 0) return { isHealed: false, outcome: "refund_returned" };
  const payment = await findBilledPayment(ctx, { accountId, providerPaymentId });
  if (!payment) return { isHealed: false, outcome: "payment_unknown" };
  const open = await isStillOpen(ctx, accountId, one, payment);
  if (open) return { isHealed: false, outcome: open };
  try {
    await ctx.write(async (tx) => {
      const record = async () => {
        const isRecorded = await recordBilledRefund(tx, {
          accountId,
          payment,
          requestKey: `bill:${accountId}:${providerPaymentId}:${one.providerRefundId}`,
          providerRefundId: one.providerRefundId!,
          amount,
          currency,
        });
        if (!isRecorded) throw new DoesNotFit();
      };
      if (payment.use === "applied") await applyRefund(tx, payment.referenceId, record);
      else await record();
    });
  } catch (error) {
    if (error instanceof DoesNotFit) return { isHealed: false, outcome: "refund_too_large" };
    if (error instanceof AppError) return { isHealed: false, outcome: error.code };
    throw error;
  }
  return { isHealed: true, outcome: "refund_recorded" };
}

/** A refund that failed after its money went out: the way back stands in the bill, so it counts no more. */
export async function healReturnedRefund(
  ctx: StoreContext,
  accountId: string,
  one: HealableDifference,
): Promise<Healing> {
  const returned = await returnBilledRefund(ctx, accountId, one);
  if (typeof returned === "string") return { isHealed: false, outcome: returned };
  return { isHealed: true, outcome: "refund_taken_back", days: returned };
}
