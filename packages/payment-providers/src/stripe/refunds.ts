import { createHash } from "node:crypto";
import { z } from "zod";
import type { RefundOutcome, RefundToMake } from "../contract.ts";
import type { Account } from "./account.ts";
import type { Answer, Calls } from "./client.ts";
import { toUnits } from "./currencies.ts";
import { metadataOf } from "./metadata.ts";
import { amountTexts, merchantText } from "./refusals.ts";
import { Refund, toRefundOutcome } from "./translate.ts";

const Page = z.object({ data: z.array(Refund), has_more: z.boolean() });
const pageSize = 100;

const foreignKey = {
  "zh-CN": "这个退款编号已经用于另一笔退款，没有退这一笔。",
  en: "This refund key was used for another refund; this one was not made.",
};

// Stripe takes 255 characters; a longer request key is known by its hash.
function idempotencyKeyOf({ requestKey }: RefundToMake, turn: number): string {
  const isPlain = /^[\x21-\x7e]{1,200}$/.test(requestKey);
  const name = isPlain ? requestKey : createHash("sha256").update(requestKey).digest("hex");
  return `hutong-refund-${name}${turn === 1 ? "" : `-${turn}`}`;
}

const mostKeys = 4;
const emptyBalance = "balance_insufficient";

function outcomeOf(refund: RefundToMake, told: Refund): RefundOutcome {
  const isThis = told.amount === toUnits(refund.amount) && told.payment_intent === refund.paymentId;
  return isThis ? toRefundOutcome(told) : { kind: "failed", merchant: foreignKey };
}

/** The refund under this key, among all of the payment's; null when there is none. Throws when nothing is known. */
async function find(account: Account, calls: Calls, refund: RefundToMake): Promise<Refund | null> {
  let after: string | undefined;
  for (;;) {
    const answer = await calls.ask((stripe) =>
      stripe.refunds.list({
        payment_intent: refund.paymentId,
        limit: pageSize,
        ...(after ? { starting_after: after } : {}),
      }),
    );
    if (answer.kind === "refused") {
      // The account has no such payment, so it has no refund of it.
      if (answer.code === "resource_missing") return null;
      throw new Error(`refund query refused: ${merchantText(answer).en}`);
    }
    const { data, has_more } = Page.parse(answer.body);
    const isOurs = ({ metadata }: Refund) =>
      metadata?.hutong_account === account.id && metadata.hutong_refund === refund.requestKey;
    const known = data.find(isOurs);
    after = data.at(-1)?.id;
    if (known || !has_more || !after) return known ?? null;
  }
}

/** Where a refund stands. Throws when nothing is known. */
export async function fetchRefund(
  account: Account,
  refund: RefundToMake,
): Promise<RefundOutcome | { readonly kind: "not-made" }> {
  const known = await find(account, await account.client.begin(), refund);
  return known ? outcomeOf(refund, known) : { kind: "not-made" };
}

/**
 * Gives money back, once for a request key: looked for first, since Stripe forgets idempotency keys after a day and the
 * queue may try for longer. Throws when nothing is known: then make it again, with the same key.
 */
export async function makeRefund(account: Account, refund: RefundToMake): Promise<RefundOutcome> {
  const units = toUnits(refund.amount);
  if (typeof units === "string") return { kind: "failed", merchant: amountTexts[units] };
  const calls = await account.client.begin();
  const known = await find(account, calls, refund);
  if (known) return outcomeOf(refund, known);
  const answer = await create(account, calls, refund, units);
  if (answer.kind === "ok") return outcomeOf(refund, Refund.parse(answer.body));
  // About the key, or a replayed failure: nothing of it speaks of this refund.
  if (answer.status === 401 || answer.status === 403 || answer.status >= 500)
    throw new Error(`refund refused: ${merchantText(answer).en}`);
  const canGoOn = answer.code === emptyBalance;
  return { kind: canGoOn ? "pending" : "failed", merchant: merchantText(answer) };
}

// That the balance was empty is replayed for a day, topped up or not: said before, it made no refund, and the next key asks anew.
async function create(
  account: Account,
  calls: Calls,
  refund: RefundToMake,
  units: number,
): Promise<Answer<unknown>> {
  const parameters = {
    payment_intent: refund.paymentId,
    amount: units,
    metadata: metadataOf(account.id, refund.attemptId, refund.requestKey),
  };
  for (let turn = 1; ; turn++) {
    const idempotencyKey = idempotencyKeyOf(refund, turn);
    const answer = await calls.ask((stripe) => stripe.refunds.create(parameters, { idempotencyKey }));
    const isOver = answer.kind === "refused" && answer.isReplay && answer.code === emptyBalance;
    if (!isOver || turn === mostKeys) return answer;
  }
}
