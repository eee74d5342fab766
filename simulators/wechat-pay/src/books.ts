import { randomBytes } from "node:crypto";
import { digits } from "@hutong/simulator";
import { isOf, type Party } from "./parties.ts";
import type { Platform } from "./platform.ts";

export type Product = "jsapi" | "native" | "h5";

/** An order; amounts in fen. */
export interface Order {
  /** Who signs: the merchant, or the service provider. */
  readonly mchid: string;
  readonly appid: string;
  readonly subMchid: string | null;
  readonly subAppid: string | null;
  /** By which appid `openid` is known. */
  readonly payerOf: "appid" | "sub_appid";
  readonly outTradeNo: string;
  readonly product: Product;
  /** The request's parameters in one way of writing: a repetition must be the same. */
  readonly parameters: string;
  readonly description: string;
  readonly attach: string | undefined;
  readonly total: number;
  readonly notifyUrl: string;
  readonly openid: string | undefined;
  /** Whether the money is frozen until it is shared or let go. */
  readonly isForSharing: boolean;
  /** Milliseconds; the last moment to pay. */
  readonly expiresAt: number;
  state: "NOTPAY" | "SUCCESS" | "REFUND" | "CLOSED";
  /** What a phone shows or scans; a new Native code puts the old one out of use. */
  codes: { readonly token: string; readonly until: number }[];
  transactionId: string | null;
  payer: string | null;
  paidAt: number | null;
  lastRefundAt: number | null;
}

export interface Refund {
  readonly mchid: string;
  readonly subMchid: string | null;
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly parameters: string;
  readonly amount: number;
  readonly notifyUrl: string | undefined;
  readonly createdAt: number;
  state: "PROCESSING" | "SUCCESS" | "ABNORMAL" | "CLOSED";
  endedAt: number | null;
}

/** 28 digits, as transaction and refund ids have. */
export function newNumber(prefix: string): string {
  return prefix + digits(28 - prefix.length);
}

export function newToken(): string {
  return randomBytes(12).toString("hex");
}

/** Key of an order or refund: numbers are unique for one merchant. */
export function keyOf(mchid: string, number: string): string {
  return `${mchid} ${number}`;
}

/** RFC 3339 in China's offset. */
export function chinaTime(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** JSON with sorted keys: two requests that say the same are written the same. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const tradeTypes: Record<Product, string> = { jsapi: "JSAPI", native: "NATIVE", h5: "MWEB" };

/** Whose an order or refund is, as answers and notices tell it; a refund names no appid. */
export function namesOf(one: Pick<Order, "mchid" | "subMchid"> & Partial<Order>): object {
  const appid = one.appid === undefined ? {} : { [one.subMchid === null ? "appid" : "sp_appid"]: one.appid };
  if (one.subMchid === null) return { ...appid, mchid: one.mchid };
  const subAppid = one.subAppid ? { sub_appid: one.subAppid } : {};
  return { ...appid, ...subAppid, sp_mchid: one.mchid, sub_mchid: one.subMchid };
}

function payerOf(order: Order): object {
  if (order.subMchid === null) return { openid: order.payer };
  return order.payerOf === "sub_appid"
    ? { sp_openid: `osp${order.payer}`, sub_openid: order.payer }
    : { sp_openid: order.payer };
}

/** An order as a query answers and a notice tells of it. */
export function transactionView(order: Order): object {
  const base = {
    ...namesOf(order),
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: order.state === "SUCCESS" ? "支付成功" : order.state,
    ...(order.attach === undefined ? {} : { attach: order.attach }),
  };
  const amount = { total: order.total, currency: "CNY" };
  if (order.paidAt === null) return { ...base, amount };
  return {
    ...base,
    transaction_id: order.transactionId,
    trade_type: tradeTypes[order.product],
    bank_type: "OTHERS",
    success_time: chinaTime(order.paidAt),
    payer: payerOf(order),
    amount: { ...amount, payer_total: order.total, payer_currency: "CNY" },
  };
}

/** Fen of an order that were given back, or are on the way. */
export function refundedOf(platform: Platform, order: Order): number {
  return [...platform.refunds.values()]
    .filter(
      (one) => one.mchid === order.mchid && one.outTradeNo === order.outTradeNo && one.state !== "CLOSED",
    )
    .reduce((sum, one) => sum + one.amount, 0);
}

/** A party's order, or undefined; numbers are the signer's, across all of its sub-merchants. */
export function findOrder(platform: Platform, party: Party, outTradeNo: string): Order | undefined {
  const order = platform.orders.get(keyOf(party.merchant.mchid, outTradeNo));
  return order && isOf(party, order) ? order : undefined;
}
