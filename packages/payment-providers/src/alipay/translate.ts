import { type LocalizedText, money } from "@hutong/kernel";
import type { Outcome } from "../contract.ts";
import { yuanToFen } from "../yuan.ts";

/** A trade as a query and a notice tell of it, in our names. */
export interface Trade {
  readonly status: string;
  readonly tradeNo: string | undefined;
  /** Yuan. */
  readonly totalAmount: string | undefined;
  /** TRADE_CLOSED alone does not say whether it was never paid or was given back in full. */
  readonly hasBeenPaid: boolean;
}

const closedForCustomer: LocalizedText = {
  "zh-CN": "这笔付款已经关闭，没有扣款。可以重新付款。",
  en: "This payment was closed and nothing was charged. You can pay again.",
};

/** A closed attempt: nobody can pay it any more. `state` as Alipay writes it. */
export function closedOutcome(state: string): Outcome {
  const merchant = {
    "zh-CN": `支付宝交易已关闭（${state}）。`,
    en: `The trade is closed at Alipay (${state}).`,
  };
  return { kind: "declined", customer: closedForCustomer, merchant };
}

/** TRADE_FINISHED: paid, and past the time of refunds. */
const paidStates = new Set(["TRADE_SUCCESS", "TRADE_FINISHED"]);

/** Their words → ours; what we do not know is pending. Throws when a paid trade names no money. */
export function toOutcome(trade: Trade): Outcome {
  const { status, tradeNo, totalAmount } = trade;
  const isClosed = status === "TRADE_CLOSED";
  if (!paidStates.has(status) && !(isClosed && trade.hasBeenPaid))
    return isClosed ? closedOutcome(status) : { kind: "pending" };
  if (!tradeNo || totalAmount === undefined) throw new Error("paid, but without trade_no or total_amount");
  return { kind: "paid", payments: [{ id: tradeNo, amount: money(yuanToFen(totalAmount), "CNY") }] };
}
