import { toDecimal } from "@hutong/kernel";
import { z } from "zod";
import type { RefundOutcome, RefundToMake } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import { yuanToFen } from "../yuan.ts";
import type { Account } from "./account.ts";
import { callLimit, isTooOften, type Refusal } from "./client.ts";
import { toRefundNumber } from "./numbers.ts";
import { merchantText } from "./refusals.ts";

type Asked = RefundOutcome | { readonly kind: "not-made" };

const RefundAnswer = z.object({
  out_trade_no: z.string(),
  /** `Y`: this call moved the money; `N`: an earlier one did, or none. `refund_fee` is the sum of all refunds. */
  fund_change: z.string().default("N"),
});

/** Of a refund that Alipay has not got, or that failed, there are no fields. */
const RefundQueryAnswer = z.object({
  out_trade_no: z.string().optional(),
  out_request_no: z.string().optional(),
  refund_amount: z.string().optional(),
  refund_status: z.string().optional(),
});

const foreignNumber = {
  "zh-CN": "这个退款请求号已经用于另一笔退款，没有退这一笔。",
  en: "This refund number was used for another refund; this one was not made.",
};

async function query(account: Account, refund: RefundToMake, by: AbortSignal): Promise<Asked> {
  const outTradeNo = toTradeNumber(refund.attemptId);
  const outRequestNo = toRefundNumber(refund.requestKey);
  const content = { out_trade_no: outTradeNo, out_request_no: outRequestNo };
  const answer = await account.client.call({ method: "alipay.trade.fastpay.refund.query", content }, by);
  if (answer.kind === "refused") {
    if (/(TRADE|REFUND)_NOT_EXIST/.test(answer.subCode)) return { kind: "not-made" };
    throw new Error(`refund query refused: ${merchantText(answer).en}`);
  }
  const told = RefundQueryAnswer.parse(answer.body);
  if (told.refund_amount === undefined) return { kind: "not-made" };
  if (told.out_trade_no !== outTradeNo || told.out_request_no !== outRequestNo)
    throw new Error("answer about another refund");
  if (yuanToFen(told.refund_amount) !== refund.amount.amount)
    return { kind: "failed", merchant: foreignNumber };
  return told.refund_status === "REFUND_SUCCESS"
    ? { kind: "succeeded", refundId: outRequestNo }
    : { kind: "pending" };
}

/** Where a refund stands. Throws when nothing is known. */
export async function fetchRefund(account: Account, refund: RefundToMake): Promise<Asked> {
  return await query(account, refund, callLimit());
}

/** Refusals after which no repetition of the same refund can go through. */
const final =
  /NOT_ALLOW_REFUND|REFUND_AMT_NOT_EQUAL|REFUND_FEE_ERR|TRADE_HAS_FINISHED|TRADE_NOT_EXIST|TRADE_STATUS_ERROR|TRADE_HAS_CLOSE|DISCORDANT_REPEAT|INVALID_PARAMETER|permissions|invalid-/;

// A refusal is not the last word: an earlier try with this number may have been accepted.
async function afterRefusal(
  account: Account,
  refund: RefundToMake,
  refusal: Refusal,
  by: AbortSignal,
): Promise<RefundOutcome> {
  // Refunds of one trade are to be three seconds apart; the next try goes through.
  if (isTooOften(refusal)) return { kind: "pending" };
  const standing = await query(account, refund, by);
  if (standing.kind !== "not-made") return standing;
  return { kind: final.test(refusal.subCode) ? "failed" : "pending", merchant: merchantText(refusal) };
}

/** Gives money back, once for a request key. Throws when nothing is known: then make it again, with the same key. */
export async function makeRefund(account: Account, refund: RefundToMake): Promise<RefundOutcome> {
  const by = callLimit();
  const outTradeNo = toTradeNumber(refund.attemptId);
  const outRequestNo = toRefundNumber(refund.requestKey);
  const content = {
    out_trade_no: outTradeNo,
    trade_no: refund.paymentId,
    refund_amount: toDecimal(refund.amount),
    out_request_no: outRequestNo,
  };
  const answer = await account.client.call({ method: "alipay.trade.refund", content }, by);
  if (answer.kind === "refused") return await afterRefusal(account, refund, answer, by);
  const told = RefundAnswer.parse(answer.body);
  if (told.out_trade_no !== outTradeNo) throw new Error("answer about another trade");
  if (told.fund_change === "Y") return { kind: "succeeded", refundId: outRequestNo };
  const standing = await query(account, refund, by);
  return standing.kind === "not-made" ? { kind: "pending" } : standing;
}
