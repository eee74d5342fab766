import { z } from "zod";
import { checkAmount } from "./amounts.ts";
import { type Refund, refundedOf } from "./books.ts";
import { book } from "./buyer.ts";
import { isHeld } from "./dispute-calls.ts";
import { type Merchant, newToken } from "./merchants.ts";
import { emit } from "./notices.ts";
import { merchantOf, nowOf, type Platform } from "./platform.ts";
import { noSuch, parameterError, parameters, Refused } from "./refused.ts";
import { metadata, whole } from "./session-calls.ts";
import { chargeView, refundView, type View } from "./views.ts";

const RefundInput = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: whole.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata,
});

function chargeOf(platform: Platform, merchant: Merchant, given: z.output<typeof RefundInput>) {
  const { intents, charges } = platform.books;
  const { payment_intent, charge } = given;
  if (!payment_intent && !charge)
    throw parameterError(
      "charge",
      "One of the following params should be provided: payment_intent or charge.",
    );
  const intent = payment_intent ? intents.get(payment_intent) : undefined;
  if (payment_intent && intent?.accountId !== merchant.accountId)
    throw noSuch("payment_intent", payment_intent, "payment_intent");
  const id = charge ?? intent?.chargeId ?? "";
  const found = charges.get(id);
  if (found?.accountId !== merchant.accountId || found.status !== "succeeded" || found.captured === 0)
    throw payment_intent
      ? new Refused(
          400,
          `This PaymentIntent (${payment_intent}) does not have a successful charge to refund.`,
          {
            param: "payment_intent",
          },
        )
      : noSuch("charge", id, "charge");
  return found;
}

/** Gives money back. Refuses 400 for more than is left, or than the balance has. */
export function createRefund(platform: Platform, merchant: Merchant, form: unknown): View {
  const given = parameters(RefundInput, form);
  const charge = chargeOf(platform, merchant, given);
  const left = charge.captured - refundedOf(platform.books, charge.id);
  const amount = given.amount ?? left;
  if (left === 0)
    throw new Refused(400, `Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      isBegun: true,
    });
  if (isHeld(platform, charge.id))
    throw new Refused(400, `Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
      isBegun: true,
    });
  if (amount < 1) throw parameterError("amount", "Invalid positive integer", "parameter_invalid_integer");
  if (amount > left)
    throw new Refused(
      400,
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      {
        param: "amount",
        isBegun: true,
      },
    );
  if (amount !== charge.captured) checkTens(amount, charge.currency);
  if (merchant.balance !== null && merchant.balance < amount)
    throw new Refused(400, "Insufficient funds in your Stripe balance to refund this amount.", {
      code: "balance_insufficient",
      isBegun: true,
    });
  if (merchant.balance !== null) merchant.balance -= amount;
  const { accountId, currency } = charge;
  const id = newToken(charge.card ? "re_" : "pyr_");
  const type = charge.card ? "refund" : "payment_refund";
  const moved = { accountId, type, amount: -amount, fee: 0, currency, sourceId: id } as const;
  const refund: Refund = {
    id,
    accountId,
    createdAt: nowOf(platform),
    intentId: charge.intentId,
    chargeId: charge.id,
    amount,
    currency,
    metadata: given.metadata,
    reason: given.reason ?? null,
    transactionId: book(platform, moved).id,
    status: platform.faults.refundsBegin,
    failureReason: null,
  };
  platform.books.refunds.set(refund.id, refund);
  emit(platform, accountId, "refund.created", refundView(platform, refund));
  emit(platform, accountId, "charge.refunded", chargeView(platform, charge));
  return refundView(platform, refund);
}

// Least amounts are for charges; how a currency is written is for refunds too.
function checkTens(amount: number, currency: string): void {
  try {
    checkAmount(amount, currency, "amount");
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "amount_too_small") throw error;
  }
}

const refundTakesMs = 3000;

/** Ends the refunds that began as pending more than three seconds ago, and puts their events on their way. */
export function finishRefunds(platform: Platform): void {
  for (const refund of platform.books.refunds.values()) {
    const isOpen = refund.status === "pending" || refund.status === "requires_action";
    if (isOpen && nowOf(platform) - refund.createdAt >= refundTakesMs)
      endRefund(platform, refund, platform.faults.refundsEnd);
  }
}

/** Ends a refund; one that fails, even after it looked fine, gives its money back to the balance. */
export function endRefund(platform: Platform, refund: Refund, status: Refund["status"]): void {
  const { accountId, amount, currency, id } = refund;
  refund.status = status;
  if (status === "failed" || status === "canceled") {
    if (status === "failed") refund.failureReason = "lost_or_stolen_card";
    book(platform, { accountId, type: "refund_failure", amount, fee: 0, currency, sourceId: id });
    const merchant = merchantOf(platform, refund);
    if (merchant.balance !== null) merchant.balance += amount;
  }
  const type = status === "failed" ? "refund.failed" : "refund.updated";
  emit(platform, accountId, type, refundView(platform, refund));
}
