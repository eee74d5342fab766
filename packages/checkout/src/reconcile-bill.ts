import { authorize, type StoreContext } from "@hutong/db";
import { AppError, money } from "@hutong/kernel";
import {
  type BillKey,
  ClaimLost,
  claimBill,
  closeBill,
  type HealableDifference,
  healableKinds,
  listHealable,
  putOffBill,
  readBill,
  recordHealing,
} from "@hutong/payments";
import { healUnrecordedDispute } from "./heal-dispute.ts";
import {
  type Healing,
  healReturnedRefund,
  healUnrecordedRefund,
  healUnsettledRefund,
} from "./heal-refund.ts";
import { settlePayment } from "./settle-payment.ts";

async function healPayment(ctx: StoreContext, accountId: string, one: HealableDifference): Promise<Healing> {
  const settled = await settlePayment(ctx, {
    attemptId: one.attemptId!,
    accountId,
    source: "bill",
    outcome: {
      kind: "paid",
      payments: [{ id: one.providerPaymentId, amount: money(one.amount, one.currency) }],
    },
  });
  return { isHealed: true, outcome: `payment_${settled.kind}`, orderId: settled.orderId };
}

async function heal(ctx: StoreContext, accountId: string, one: HealableDifference): Promise<Healing> {
  try {
    if (one.kind === "refund_unsettled") return await healUnsettledRefund(ctx, one);
    if (one.kind === "refund_unrecorded") return await healUnrecordedRefund(ctx, accountId, one);
    if (one.kind === "dispute_unrecorded") return await healUnrecordedDispute(ctx, accountId, one);
    if (one.kind === "refund_returned") return await healReturnedRefund(ctx, accountId, one);
    return await healPayment(ctx, accountId, one);
  } catch (error) {
    if (error instanceof AppError) return { isHealed: false, outcome: error.code };
    throw error;
  }
}

const first = "00000000-0000-0000-0000-000000000000";

// Of all days of the account: what could not be healed last night is tried again. One that fails does not stop the others.
async function healAll(
  ctx: StoreContext,
  accountId: string,
): Promise<{ days: Set<string>; failures: unknown[] }> {
  const days = new Set<string>();
  const failures: unknown[] = [];
  for (const kind of healableKinds) {
    let after = first;
    for (;;) {
      const rows = await listHealable(ctx, { accountId, kind, after });
      for (const one of rows) {
        try {
          const { isHealed, outcome, orderId = null, days: others = [] } = await heal(ctx, accountId, one);
          await recordHealing(ctx, { id: one.id, isHealed, outcome, orderId });
          for (const day of isHealed ? [one.day, ...others] : []) days.add(day);
        } catch (error) {
          failures.push(error);
        }
      }
      if (rows.length === 0) break;
      after = rows.at(-1)!.id;
    }
  }
  return { days, failures };
}

/** How it went: "skipped" while another worker is at it, or when the bill is not ready; "failed": it was put off. */
export type Reconciled =
  | { readonly kind: "compared"; readonly failures: readonly unknown[] }
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly failures: readonly unknown[] };

/**
 * Fetches a provider's bill of a day and compares it with our books, line by line. What the rules allow is healed by the
 * same ways as every other payment fact; fees are booked; the rest waits for a person. May run any number of times and
 * beside itself. A bill that can not be read changes nothing and is put off to a later time; a difference that can not be
 * healed now is tried again with the account's next bill.
 */
export async function reconcileBill(ctx: StoreContext, input: BillKey): Promise<Reconciled> {
  authorize(ctx, "checkout.reconcileBill");
  const bill = await claimBill(ctx, input);
  if (!bill) return { kind: "skipped" };
  try {
    if (!(await readBill(ctx, bill))) return { kind: "skipped" };
    const { days, failures } = await healAll(ctx, bill.accountId);
    await closeBill(ctx, bill, [...days]);
    return { kind: "compared", failures };
  } catch (error) {
    if (error instanceof ClaimLost) return { kind: "skipped" };
    await putOffBill(ctx, bill, error instanceof Error ? error.message : String(error));
    return { kind: "failed", failures: [error] };
  }
}
