import { z } from "zod";
import type { Statement, StatementLine } from "../statement.ts";
import type { Account } from "./account.ts";
import { fromUnits } from "./currencies.ts";
import { Dispute, takenBy } from "./disputes.ts";
import { attemptIdOf, Metadata } from "./metadata.ts";
import { attemptOfIntent } from "./payment-intents.ts";
import { merchantText } from "./refusals.ts";
import { Refund } from "./translate.ts";

const daySeconds = 86_400;
const pageSize = 100;
/** For one page: nobody waits for it. */
const pageMs = 20_000;

const Charge = z.object({
  id: z.string().min(1),
  object: z.literal("charge"),
  amount: z.int(),
  /** Less than the amount where a part was captured and the rest released. */
  amount_captured: z.int().nullish(),
  currency: z.string(),
  payment_intent: z.string().nullable(),
  metadata: Metadata,
});

const Transaction = z.object({
  id: z.string().min(1),
  type: z.string(),
  created: z.int(),
  currency: z.string(),
  amount: z.int(),
  fee: z.int(),
  reporting_category: z.string(),
  source: z.unknown(),
});
type Transaction = z.infer<typeof Transaction>;
const Page = z.object({ data: z.array(Transaction), has_more: z.boolean() });
type Page = z.infer<typeof Page>;

const payments = new Set(["charge", "payment"]);
const refunds = new Set(["refund", "payment_refund"]);
/** A refund that failed: its money came back. */
const returned = "refund_failure";

/** Adjustments for disputes, by their category: money withdrawn, and money returned. */
const disputes = new Set(["dispute", "dispute_reversal"]);

interface Day {
  readonly gte: number;
  readonly lt: number;
}

async function pageOf(account: Account, day: Day, after?: string): Promise<Page> {
  const calls = await account.client.begin(pageMs);
  const answer = await calls.ask((stripe) =>
    stripe.balanceTransactions.list({
      created: day,
      limit: pageSize,
      expand: ["data.source"],
      ...(after ? { starting_after: after } : {}),
    }),
  );
  if (answer.kind === "refused") throw new Error(`statement refused: ${merchantText(answer).en}`);
  return Page.parse(answer.body);
}

const commonOf = ({ fee, currency, created }: Transaction) => ({
  // In the currency that the account settles in, which need not be the payment's.
  fee: fromUnits(fee, currency),
  occurredAt: new Date(created * 1000).toISOString(),
});

function paymentLine(account: Account, transaction: Transaction): StatementLine {
  const charge = Charge.parse(transaction.source);
  return {
    ...commonOf(transaction),
    kind: "payment",
    attemptId: attemptIdOf(account.id, charge.metadata),
    paymentId: charge.payment_intent ?? charge.id,
    amount: fromUnits(charge.amount_captured || charge.amount, charge.currency),
  };
}

async function refundLine(account: Account, transaction: Transaction): Promise<StatementLine> {
  const refund = Refund.parse(transaction.source);
  const told = attemptIdOf(account.id, refund.metadata);
  const intent = refund.payment_intent;
  const sign = transaction.type === returned ? -1 : 1;
  return {
    ...commonOf(transaction),
    kind: "refund",
    attemptId: told ?? (intent ? await attemptOfIntent(account, intent, pageMs) : null),
    paymentId: intent ?? refund.id,
    refundId: refund.id,
    requestKey: (told && refund.metadata?.hutong_refund) || null,
    amount: fromUnits(sign * refund.amount, refund.currency),
  };
}

// An id in an unexpanded dispute; the intent itself says whose attempt it was.
async function disputeLine(account: Account, transaction: Transaction): Promise<StatementLine> {
  const dispute = Dispute.parse(transaction.source);
  const intent = dispute.payment_intent;
  const paymentId = (typeof intent === "string" ? intent : intent?.id) ?? dispute.id;
  return {
    ...commonOf(transaction),
    kind: "dispute",
    attemptId: intent ? await attemptOfIntent(account, paymentId, pageMs) : null,
    paymentId,
    disputeId: dispute.id,
    movementId: transaction.id,
    amount: takenBy(dispute, transaction),
  };
}

async function* linesOf(account: Account, day: Day, first: Page): AsyncGenerator<StatementLine> {
  for (let page = first; ; ) {
    for (const transaction of page.data) {
      const { type, reporting_category: category } = transaction;
      if (payments.has(type)) yield paymentLine(account, transaction);
      else if (refunds.has(type) || type === returned) yield await refundLine(account, transaction);
      else if (type === "adjustment" && disputes.has(category)) yield await disputeLine(account, transaction);
      // Payouts, Stripe's own bills and bank debits that were taken back have no line in the contract.
    }
    const last = page.data.at(-1);
    if (!page.has_more || !last) return;
    page = await pageOf(account, day, last.id);
  }
}

/**
 * The balance's movements of a day in UTC, newest first: complete once the day is over. Amounts in the customer's
 * currency, fees in the one that the account settles in. A refund that failed comes back as a negative one, and so does money
 * that a dispute had taken.
 */
export async function statement(account: Account, day: string): Promise<Statement> {
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / 1000 : Number.NaN;
  if (Number.isNaN(from)) throw new RangeError(`not a day: ${day}`);
  const range = { gte: from, lt: from + daySeconds };
  if (account.clock.now().getTime() / 1000 < range.lt) return { kind: "not-ready" };
  const first = await pageOf(account, range);
  return first.data.length === 0
    ? { kind: "empty" }
    : { kind: "ready", lines: linesOf(account, range, first) };
}
