import { randomBytes } from "node:crypto";
import { digits } from "@hutong/simulator";
import type { Platform } from "./platform.ts";

export type Product = "page" | "wap" | "precreate";

/** What a shop asked to be paid. Amounts in fen, instants in milliseconds. */
export interface Offer {
  readonly appId: string;
  readonly sellerId: string;
  readonly product: Product;
  readonly outTradeNo: string;
  readonly total: number;
  readonly subject: string;
  readonly body: string | undefined;
  readonly passback: string | undefined;
  readonly notifyUrl: string | undefined;
  readonly returnUrl: string | undefined;
  readonly quitUrl: string | undefined;
  /** The last moment to pay. */
  readonly expiresAt: number;
}

export interface Refund {
  readonly outRequestNo: string;
  readonly amount: number;
  readonly createdAt: number;
  /** When it is done; the query says so from then on. */
  readonly doneAt: number;
}

/** A trade: exists from when the buyer has come. */
export interface Trade extends Offer {
  readonly tradeNo: string;
  readonly buyerId: string;
  readonly createdAt: number;
  status: "WAIT_BUYER_PAY" | "TRADE_SUCCESS" | "TRADE_FINISHED" | "TRADE_CLOSED";
  paidAt: number | null;
  closedAt: number | null;
  readonly refunds: Refund[];
}

export const newTradeNo = (at: number) => chinaTime(at).slice(0, 10).replaceAll("-", "") + digits(20);
export const newBuyerId = () => `2088${digits(12)}`;
export const newToken = () => randomBytes(12).toString("hex");

/** Key of a trade: numbers are unique for one app. */
export function keyOf(appId: string, outTradeNo: string): string {
  return `${appId} ${outTradeNo}`;
}

/** China's time without an offset. */
export function chinaTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** Fen as yuan. */
export function yuan(fen: number): string {
  const text = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}

export function refundedOf(trade: Trade): number {
  return trade.refunds.reduce((sum, refund) => sum + refund.amount, 0);
}

/** A trade as it stands now: an unpaid one is closed once its time is over. */
export function findTrade(
  platform: Platform,
  appId: string,
  by: { out_trade_no?: string | undefined; trade_no?: string | undefined },
): Trade | undefined {
  const trade = by.trade_no
    ? [...platform.trades.values()].find((one) => one.appId === appId && one.tradeNo === by.trade_no)
    : platform.trades.get(keyOf(appId, by.out_trade_no ?? ""));
  const now = platform.clock.now().getTime();
  if (trade?.status === "WAIT_BUYER_PAY" && now > trade.expiresAt) {
    trade.status = "TRADE_CLOSED";
    trade.closedAt = trade.expiresAt;
  }
  return trade;
}

/** A trade as a query answers. */
export function tradeView(trade: Trade): object {
  const received = trade.status === "TRADE_CLOSED" ? 0 : trade.total;
  const isPaid = trade.paidAt !== null;
  return {
    buyer_logon_id: "159****5620",
    buyer_pay_amount: yuan(isPaid ? received : 0),
    buyer_user_id: trade.buyerId,
    invoice_amount: yuan(isPaid ? received : 0),
    out_trade_no: trade.outTradeNo,
    point_amount: "0.00",
    receipt_amount: yuan(isPaid ? received : 0),
    ...(isPaid ? { send_pay_date: chinaTime(trade.paidAt!) } : {}),
    total_amount: yuan(trade.total),
    trade_no: trade.tradeNo,
    trade_status: trade.status,
  };
}
