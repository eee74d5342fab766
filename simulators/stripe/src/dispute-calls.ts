import { z } from "zod";
import type { Charge, Dispute, DisputeStatus } from "./books.ts";
import { book, NotPayable } from "./buyer.ts";
import { newToken } from "./merchants.ts";
import { emit } from "./notices.ts";
import { merchantOf, nowOf, type Platform } from "./platform.ts";
import { disputeView } from "./views.ts";

/** What Stripe keeps for a chargeback; not given back when it is won. */
const disputeFee = 1500;
/** From opening until the answer is due. */
const answerMs = 14 * 86_400_000;

const ended: ReadonlySet<DisputeStatus> = new Set(["won", "lost", "warning_closed", "prevented"]);

/** Whether money of a charge is with the customer's bank: then it cannot be refunded. */
export function isHeld(platform: Platform, chargeId: string): boolean {
  const { disputes, transactions } = platform.books;
  const own = [...disputes.values()].filter((one) => one.chargeId === chargeId);
  const moved = own
    .flatMap((one) => one.transactionIds)
    .reduce((sum, id) => sum + transactions.get(id)!.amount, 0);
  return moved < 0;
}

function move(platform: Platform, dispute: Dispute, amount: number, fee: number): void {
  const { accountId, currency, id } = dispute;
  const moved = { accountId, type: "adjustment", amount, fee, currency, sourceId: id } as const;
  dispute.transactionIds.push(book(platform, moved).id);
  const merchant = merchantOf(platform, dispute);
  if (merchant.balance !== null) merchant.balance += amount - fee;
}

const tell = (platform: Platform, dispute: Dispute, what: string) =>
  emit(platform, dispute.accountId, `charge.dispute.${what}`, disputeView(platform, dispute));

function withdraw(platform: Platform, dispute: Dispute): void {
  move(platform, dispute, -dispute.amount, disputeFee);
  tell(platform, dispute, "funds_withdrawn");
}

/** A customer objects to a charge with their bank. An inquiry moves no money; a chargeback takes it at once. */
export function openDispute(
  platform: Platform,
  charge: Charge,
  given: { amount?: number | undefined; reason?: string; isInquiry?: boolean } = {},
): Dispute {
  const isOpen = [...platform.books.disputes.values()].some((one) => one.chargeId === charge.id);
  if (isOpen || charge.captured === 0) throw new NotPayable("this charge cannot be disputed");
  const dispute: Dispute = {
    id: newToken("dp_"),
    accountId: charge.accountId,
    createdAt: nowOf(platform),
    chargeId: charge.id,
    intentId: charge.intentId,
    amount: given.amount ?? charge.captured,
    currency: charge.currency,
    reason: given.reason ?? "fraudulent",
    dueAt: nowOf(platform) + answerMs,
    transactionIds: [],
    status: given.isInquiry ? "warning_needs_response" : "needs_response",
  };
  platform.books.disputes.set(dispute.id, dispute);
  tell(platform, dispute, "created");
  if (!given.isInquiry) withdraw(platform, dispute);
  return dispute;
}

/** Moves a dispute on: the merchant answers, an inquiry becomes a chargeback, the bank decides, or a decision is appealed. */
export function moveDispute(platform: Platform, dispute: Dispute, status: DisputeStatus): void {
  const wasHeld = isHeld(platform, dispute.chargeId);
  dispute.status = status;
  if (status === "needs_response" && !wasHeld && dispute.transactionIds.length === 0)
    withdraw(platform, dispute);
  if (status === "won" && wasHeld) {
    move(platform, dispute, dispute.amount, 0);
    tell(platform, dispute, "funds_reinstated");
  }
  tell(platform, dispute, ended.has(status) ? "closed" : "updated");
}

const statuses = [
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
  "needs_response",
  "under_review",
  "appeal_needs_response",
  "appeal_under_review",
  "prevented",
  "won",
  "lost",
] as const satisfies readonly DisputeStatus[];

const DisputeInput = z.union([
  z.strictObject({
    payment_intent: z.string(),
    amount: z.int().min(1).optional(),
    reason: z.string().default("fraudulent"),
    isInquiry: z.boolean().default(false),
  }),
  z.strictObject({ dispute: z.string(), status: z.enum(statuses) }),
]);

/** The control door's knob: opens a dispute of a payment intent, or moves one on. */
export function controlDispute(platform: Platform, input: unknown) {
  const given = DisputeInput.parse(input);
  const { books } = platform;
  if ("dispute" in given) {
    const dispute = books.disputes.get(given.dispute);
    if (!dispute) throw new NotPayable(`no dispute ${given.dispute}`);
    moveDispute(platform, dispute, given.status);
    return disputeView(platform, dispute);
  }
  const charge = books.charges.get(books.intents.get(given.payment_intent)?.chargeId ?? "");
  if (!charge) throw new NotPayable(`no charge of ${given.payment_intent}`);
  return disputeView(platform, openDispute(platform, charge, given));
}
