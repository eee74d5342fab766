import { type LocalizedText, money } from "@hutong/kernel";
import { z } from "zod";
import type { Outcome, RefundOutcome } from "../contract.ts";

/** Whose an order or refund is; which of these must be there is `addressing.ts`'s to say. */
export const namedFields = {
  mchid: z.string().optional(),
  appid: z.string().optional(),
  sp_mchid: z.string().optional(),
  sp_appid: z.string().optional(),
  sub_mchid: z.string().optional(),
  sub_appid: z.string().optional(),
};

/** An order as a query and a notice tell of it. `amount.total` in fen; a currency left out is CNY. */
export const Transaction = z.object({
  ...namedFields,
  out_trade_no: z.string(),
  transaction_id: z.string().min(1).optional(),
  trade_state: z.string(),
  payer: z
    .object({
      openid: z.string().optional(),
      sp_openid: z.string().optional(),
      sub_openid: z.string().optional(),
    })
    .optional(),
  amount: z.object({ total: z.int(), currency: z.string().default("CNY") }).optional(),
});
export type Transaction = z.infer<typeof Transaction>;

// REFUND: was paid, and something of it was given back; also after a partial refund.
const paidStates = new Set(["SUCCESS", "REFUND"]);
const failedStates = new Set(["CLOSED", "REVOKED"]);

const closedForCustomer: LocalizedText = {
  "zh-CN": "这笔付款已经关闭，没有扣款。可以重新付款。",
  en: "This payment was closed and nothing was charged. You can pay again.",
};

/** A closed attempt: nobody can pay it any more. `state` as WeChat Pay writes it. */
export function closedOutcome(state: string): Outcome {
  const merchant = {
    "zh-CN": `微信支付订单已关闭（${state}）。`,
    en: `The order is closed at WeChat Pay (${state}).`,
  };
  return { kind: "declined", customer: closedForCustomer, merchant };
}

/** Their words → ours; NOTPAY and states that we do not know are pending. Throws when a paid order names no money. */
export function toOutcome(transaction: Transaction): Outcome {
  const { trade_state, transaction_id, amount } = transaction;
  if (paidStates.has(trade_state)) {
    if (!transaction_id || !amount) throw new Error("paid, but without transaction_id or amount");
    return { kind: "paid", payments: [{ id: transaction_id, amount: money(amount.total, amount.currency) }] };
  }
  return failedStates.has(trade_state) ? closedOutcome(trade_state) : { kind: "pending" };
}

const abnormal: LocalizedText = {
  "zh-CN": "退款异常：买家的卡收不了款。请在商户平台的“退款异常”里处理。",
  en: "The refund is stuck: the customer's card cannot take it. Handle it in the merchant platform under abnormal refunds.",
};
const refundClosed: LocalizedText = {
  "zh-CN": "退款已关闭，钱没有退出去。请重新发起一笔退款。",
  en: "The refund was closed and no money went out. Make a new refund.",
};

/** A refund's state → ours; ABNORMAL waits for the merchant, and what we do not know is pending. */
export function toRefundOutcome(status: string, refundId: string): RefundOutcome {
  if (status === "SUCCESS") return { kind: "succeeded", refundId };
  if (status === "CLOSED") return { kind: "failed", merchant: refundClosed };
  return status === "ABNORMAL" ? { kind: "pending", merchant: abnormal } : { kind: "pending" };
}

export const CodeUrl = z.object({ code_url: z.string().min(1) });
export const H5Url = z.object({ h5_url: z.string().min(1) });
export const PrepayId = z.object({ prepay_id: z.string().min(1) });
