import type { LocalizedText, Money } from "@hutong/kernel";
import { z } from "zod";
import type { DisputeFact, DisputeMovement, DisputeState } from "../disputes.ts";
import type { Account } from "./account.ts";
import { callMs } from "./client.ts";
import { fromUnits } from "./currencies.ts";
import { disputeReasonText } from "./dispute-reasons.ts";
import { attemptIdOf } from "./metadata.ts";
import { merchantText } from "./refusals.ts";
import { PaymentIntent } from "./translate.ts";

/** A movement of the balance for a dispute; amounts in Stripe's units of the currency that the account settles in. */
const DisputeTransaction = z.object({
  id: z.string().min(1),
  amount: z.int(),
  fee: z.int(),
  currency: z.string(),
});
export type DisputeTransaction = z.infer<typeof DisputeTransaction>;

/** A dispute as calls, events and balance transactions tell of it; its payment intent is an id unless it was expanded. */
export const Dispute = z.object({
  id: z.string().min(1),
  object: z.literal("dispute"),
  livemode: z.boolean(),
  amount: z.int(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  created: z.int(),
  payment_intent: z.union([z.string(), PaymentIntent]).nullable(),
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
  balance_transactions: z.array(DisputeTransaction).default([]),
});
export type Dispute = z.infer<typeof Dispute>;

// "prevented" ends one that was settled before it became a chargeback (SDK 23.1.0, type Dispute.Status).
const states: Readonly<Record<string, DisputeState>> = {
  warning_needs_response: "inquiry",
  warning_under_review: "in-review",
  warning_closed: "closed",
  needs_response: "needs-answer",
  under_review: "in-review",
  appeal_needs_response: "needs-answer",
  appeal_under_review: "in-review",
  prevented: "closed",
  won: "won",
  lost: "lost",
};

/** A dispute's status → ours; one that we do not know is looked at by a person. */
export const disputeState = (status: string): DisputeState => states[status] ?? "needs-answer";

/**
 * What a movement took, in the currency of the dispute, which is the payment's: Stripe writes movements in the currency
 * that the account settles in, and says only with the dispute what they were of.
 */
export function takenBy(dispute: Dispute, transaction: DisputeTransaction): Money {
  const { amount, currency } = dispute;
  if (transaction.currency === currency) return fromUnits(-transaction.amount, currency);
  return fromUnits(-Math.sign(transaction.amount) * amount, currency);
}

function movementOf(dispute: Dispute, transaction: DisputeTransaction): DisputeMovement {
  const { id, fee, currency } = transaction;
  return { id, taken: takenBy(dispute, transaction), fee: fromUnits(fee, currency) };
}

/** A dispute's page at Stripe. From memory, not seen with a live account. */
const pageOf = ({ id, livemode }: Dispute) =>
  `https://dashboard.stripe.com/${livemode ? "" : "test/"}disputes/${id}`;

function factOf(account: Account, dispute: Dispute, readAt: Date): DisputeFact | null {
  const intent = dispute.payment_intent;
  if (typeof intent === "string") throw new Error("dispute told without its payment");
  const attemptId = intent && attemptIdOf(account.id, intent.metadata);
  if (!attemptId || dispute.livemode !== account.isLive) return null;
  const state = disputeState(dispute.status);
  const dueBy = dispute.evidence_details?.due_by;
  const isToAnswer = state === "needs-answer" || state === "inquiry";
  const reason: LocalizedText = disputeReasonText(dispute.reason);
  return {
    kind: "dispute",
    attemptId,
    dispute: {
      id: dispute.id,
      paymentId: intent.id,
      amount: fromUnits(dispute.amount, dispute.currency),
      reason,
      state,
      answerBy: isToAnswer && dueBy ? new Date(dueBy * 1000) : null,
      answerAt: pageOf(dispute),
      openedAt: new Date(dispute.created * 1000),
      movements: dispute.balance_transactions.map((one) => movementOf(dispute, one)),
      readAt,
    },
  };
}

/**
 * How a dispute stands at this moment; events come twice and in any order, so what they say is read anew. Null for one that
 * is not of this account's attempts. Throws when nothing is known.
 */
export async function fetchDispute(
  account: Account,
  disputeId: string,
  limitMs = callMs,
): Promise<DisputeFact | null> {
  const readAt = account.clock.now();
  const calls = await account.client.begin(limitMs);
  const answer = await calls.ask((stripe) =>
    stripe.disputes.retrieve(disputeId, { expand: ["payment_intent"] }),
  );
  if (answer.kind === "ok") return factOf(account, Dispute.parse(answer.body), readAt);
  if (answer.code === "resource_missing") return null;
  throw new Error(`dispute not told: ${merchantText(answer).en}`);
}
