import { randomBytes } from "node:crypto";
import type { Pending } from "@hutong/simulator";
import { chinaTime, type Refund, refundedOf, type Trade, yuan } from "./books.ts";
import type { Platform } from "./platform.ts";
import { signNotice } from "./signing.ts";

/** A notice under way: always the same fields, notify_time too. */
export interface PendingNotice extends Pending {
  /** Milliseconds, of the first try as it was planned. */
  readonly madeAt: number;
  readonly appId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Fields = Record<string, string>;

function baseOf(platform: Platform, trade: Trade): Fields {
  const now = platform.clock.now().getTime();
  return {
    notify_time: chinaTime(now),
    notify_type: "trade_status_sync",
    notify_id: `${chinaTime(now).slice(0, 10).replaceAll("-", "")}${randomBytes(12).toString("hex")}`,
    app_id: trade.appId,
    auth_app_id: trade.appId,
    charset: "utf-8",
    version: "1.0",
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    trade_status: trade.status,
    total_amount: yuan(trade.total),
    seller_id: trade.sellerId,
    buyer_id: trade.buyerId,
    buyer_logon_id: "159****5620",
    subject: trade.subject,
    ...(trade.body === undefined ? {} : { body: trade.body }),
    ...(trade.passback === undefined ? {} : { passback_params: trade.passback }),
    gmt_create: chinaTime(trade.createdAt),
    ...(trade.paidAt === null ? {} : { gmt_payment: chinaTime(trade.paidAt) }),
  };
}

/** Fields of the notice of a paid trade; `change` alters what it says. */
export function paymentNotice(platform: Platform, trade: Trade, change: Fields = {}): Fields {
  const amount = yuan(trade.total);
  const channel = [{ amount, fundChannel: "ALIPAYACCOUNT" }];
  return {
    ...baseOf(platform, trade),
    receipt_amount: amount,
    buyer_pay_amount: amount,
    invoice_amount: amount,
    point_amount: "0.00",
    fund_bill_list: JSON.stringify(channel),
    ...change,
  };
}

/** Fields of the notice of a refund; `refund_fee` is the sum of all. */
export function refundNotice(platform: Platform, trade: Trade, refund: Refund): Fields {
  return {
    ...baseOf(platform, trade),
    gmt_refund: `${chinaTime(refund.doneAt)}.000`,
    refund_fee: yuan(refundedOf(trade)),
    out_biz_no: refund.outRequestNo,
    ...(trade.closedAt === null ? {} : { gmt_close: chinaTime(trade.closedAt) }),
  };
}

/** The form that is posted for fields, signed by the key of the trade's app. */
export function noticeForm(platform: Platform, appId: string, fields: Readonly<Fields>): string {
  return new URLSearchParams(signNotice(platform.apps.get(appId)!.alipayKey, fields)).toString();
}

/** Puts a notice on its way, if the shop said where; it goes out with the next `deliverDue`. */
export function enqueueNotice(platform: Platform, trade: Trade, fields: Fields, dueAt: number): void {
  const { appId, notifyUrl: url } = trade;
  if (url) platform.notices.push({ appId, url, fields, madeAt: dueAt, tries: 0, dueAt });
}
