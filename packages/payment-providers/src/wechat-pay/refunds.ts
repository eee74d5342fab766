import { z } from "zod";
import type { RefundOutcome, RefundToMake } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { queryOf } from "./addressing.ts";
import type { Refusal } from "./client.ts";
import { presentCode } from "./error-codes.ts";
import { toRefundNumber } from "./numbers.ts";
import { merchantText } from "./refusals.ts";
import { toRefundOutcome } from "./translate.ts";

type Asked = RefundOutcome | { readonly kind: "not-made" };

/** `status` in answers, `refund_status` in notices. */
const Refund = z.object({
  refund_id: z.string().min(1),
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  status: z.string(),
  amount: z.object({ refund: z.int() }),
});

const foreignNumber = {
  "zh-CN": "这个商户退款单号已经用于另一笔退款，没有退这一笔。",
  en: "This refund number was used for another refund; this one was not made.",
};

function outcomeOf(refund: RefundToMake, body: unknown): RefundOutcome {
  const told = Refund.parse(body);
  const isThis =
    told.out_refund_no === toRefundNumber(refund.requestKey) &&
    told.out_trade_no === toTradeNumber(refund.attemptId) &&
    told.amount.refund === refund.amount.amount;
  return isThis ? toRefundOutcome(told.status, told.refund_id) : { kind: "failed", merchant: foreignNumber };
}

/** Where a refund stands. Throws when nothing is known. */
export async function fetchRefund(account: Account, refund: RefundToMake): Promise<Asked> {
  const number = encodeURIComponent(toRefundNumber(refund.requestKey));
  const path = `/v3/refund/domestic/refunds/${number}${queryOf(account.address.part)}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "ok") return outcomeOf(refund, answer.body);
  if (answer.status === 404 && presentCode(answer.code) === "RESOURCE_NOT_EXISTS")
    return { kind: "not-made" };
  throw new Error(`refund query refused: ${merchantText(answer).en}`);
}

// A refusal is not the last word: an earlier try with this number may have been accepted (document 4014959631).
async function afterRefusal(
  account: Account,
  refund: RefundToMake,
  refusal: Refusal,
): Promise<RefundOutcome> {
  const standing = await fetchRefund(account, refund);
  if (standing.kind !== "not-made") return standing;
  if (refusal.status === 429) return { kind: "pending" };
  const canGoOn = presentCode(refusal.code) === "NOT_ENOUGH";
  return { kind: canGoOn ? "pending" : "failed", merchant: merchantText(refusal) };
}

/** Gives money back, once for a request key. Throws when nothing is known: then make it again, with the same key. */
export async function makeRefund(account: Account, refund: RefundToMake): Promise<RefundOutcome> {
  const answer = await account.client.call({
    method: "POST",
    path: "/v3/refund/domestic/refunds",
    body: {
      ...account.address.part,
      transaction_id: refund.paymentId,
      out_refund_no: toRefundNumber(refund.requestKey),
      // Without it the notice would come in the form of v2, or not at all.
      notify_url: account.notifyUrl,
      amount: {
        refund: refund.amount.amount,
        total: refund.paid.amount,
        currency: refund.amount.currency,
      },
    },
  });
  return answer.kind === "ok" ? outcomeOf(refund, answer.body) : await afterRefusal(account, refund, answer);
}
