import type { App } from "./apps.ts";
import { chinaTime, type Refund, refundedOf, type Trade, yuan } from "./books.ts";
import { enqueueNotice, refundNotice } from "./notices.ts";
import { RefundParameters, RefundQueryParameters, readContent } from "./parameters.ts";
import type { Platform } from "./platform.ts";
import { businessFailed, Refused } from "./refused.ts";
import { getTrade } from "./trade-calls.ts";

const yearMs = 365 * 86_400_000;
const pauseMs = 3000;

function refundView(trade: Trade, fundChange: "Y" | "N"): object {
  return {
    buyer_logon_id: "159****5620",
    buyer_user_id: trade.buyerId,
    fund_change: fundChange,
    out_trade_no: trade.outTradeNo,
    refund_fee: yuan(refundedOf(trade)),
    send_back_fee: yuan(refundedOf(trade)),
    trade_no: trade.tradeNo,
  };
}

function refuseRefund(platform: Platform, app: App, trade: Trade, amount: number): void {
  const now = platform.clock.now().getTime();
  if (trade.status === "TRADE_FINISHED") throw businessFailed("ACQ.TRADE_HAS_FINISHED", "交易已完结");
  if (trade.paidAt === null) throw businessFailed("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
  if (now - trade.paidAt > yearMs) throw businessFailed("ACQ.TRADE_NOT_ALLOW_REFUND", "当前交易不允许退款");
  if (refundedOf(trade) + amount > trade.total)
    throw businessFailed("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限");
  const last = trade.refunds.at(-1);
  if (last && now - last.createdAt < pauseMs)
    throw new Refused("40005", "isv.app-call-limited", "同一笔交易的退款至少间隔3s后发起");
  if (app.balance !== null && app.balance < amount)
    throw businessFailed("ACQ.SELLER_BALANCE_NOT_ENOUGH", "卖家余额不足");
}

/** Gives money back, once for an out_request_no. */
export function makeRefund(platform: Platform, app: App, outer: ReadonlyMap<string, string>): object {
  const given = readContent(RefundParameters, outer.get("biz_content") ?? "");
  const trade = getTrade(platform, app, given);
  const { refund_amount: amount } = given;
  if (given.out_request_no === undefined && amount !== trade.total)
    throw new Refused("40001", "isv.missing-parameter", "部分退款需要out_request_no");
  const outRequestNo = given.out_request_no ?? trade.outTradeNo;
  const known = trade.refunds.find((one) => one.outRequestNo === outRequestNo);
  if (known && known.amount !== amount) throw businessFailed("ACQ.DISCORDANT_REPEAT_REQUEST", "不一致的请求");
  if (known) return refundView(trade, "N");
  refuseRefund(platform, app, trade, amount);
  const now = platform.clock.now().getTime();
  const waitMs = platform.faults.refundSeconds * 1000;
  const refund: Refund = { outRequestNo, amount, createdAt: now, doneAt: now + waitMs };
  trade.refunds.push(refund);
  if (app.balance !== null) app.balance -= amount;
  if (refundedOf(trade) === trade.total) {
    trade.status = "TRADE_CLOSED";
    trade.closedAt = now;
  }
  enqueueNotice(platform, trade, refundNotice(platform, trade, refund), refund.doneAt);
  return refundView(trade, waitMs > 0 ? "N" : "Y");
}

/** A refund as it stands; of one that was never asked for there is nothing to say, and that is no failure. */
export function queryRefund(platform: Platform, app: App, outer: ReadonlyMap<string, string>): object {
  const given = readContent(RefundQueryParameters, outer.get("biz_content") ?? "");
  const trade = getTrade(platform, app, given);
  const refund = trade.refunds.find((one) => one.outRequestNo === given.out_request_no);
  if (!refund) return {};
  const isDone = platform.clock.now().getTime() >= refund.doneAt;
  return {
    out_request_no: refund.outRequestNo,
    out_trade_no: trade.outTradeNo,
    refund_amount: yuan(refund.amount),
    ...(isDone ? { gmt_refund_pay: chinaTime(refund.doneAt), refund_status: "REFUND_SUCCESS" } : {}),
    total_amount: yuan(trade.total),
    trade_no: trade.tradeNo,
  };
}
