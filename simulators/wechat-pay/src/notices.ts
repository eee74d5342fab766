import { randomUUID } from "node:crypto";
import { deliverDue as deliverAll, type Pending, postNotice } from "@hutong/simulator";
import { chinaTime, keyOf, namesOf, type Order, type Refund, transactionView } from "./books.ts";
import type { NoticeFault } from "./faults.ts";
import type { Merchant } from "./merchants.ts";
import { type Platform, type SigningKind, seal, signatureHeaders } from "./platform.ts";

/** Seconds between one try and the next, 15 times, about a day in all. */
export const resendSchedule = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
];

/** A notice under way: always the same id and body, signed anew at each try. */
export interface PendingNotice extends Pending {
  readonly mchid: string;
  readonly url: string;
  readonly body: string;
}

/** What one try came to. */
export interface Delivery {
  readonly url: string;
  /** The shop's answer; 0 when it did not come, or the notice was dropped. */
  readonly status: number;
}

function noticeBody(
  merchant: Merchant,
  event: string,
  type: "transaction" | "refund",
  plain: object,
  at: number,
) {
  return JSON.stringify({
    id: randomUUID(),
    create_time: chinaTime(at),
    resource_type: "encrypt-resource",
    event_type: event,
    summary: type === "refund" ? "退款通知" : "支付成功",
    resource: { original_type: type, ...seal(merchant.apiV3Key, JSON.stringify(plain), type) },
  });
}

/** Body of the notice of a paid order; `change` alters what it says. */
export function orderNotice(platform: Platform, order: Order, change: object = {}): string {
  const merchant = platform.merchants.get(order.mchid)!;
  const plain = {
    ...transactionView(order),
    trade_state: "SUCCESS",
    trade_state_desc: "支付成功",
    ...change,
  };
  return noticeBody(merchant, "TRANSACTION.SUCCESS", "transaction", plain, platform.clock.now().getTime());
}

/** Body of the notice of a refund that ended. */
export function refundNotice(platform: Platform, refund: Refund): string {
  const merchant = platform.merchants.get(refund.mchid)!;
  const order = platform.orders.get(keyOf(refund.mchid, refund.outTradeNo))!;
  const plain = {
    ...namesOf({ mchid: refund.mchid, subMchid: refund.subMchid }),
    out_trade_no: refund.outTradeNo,
    transaction_id: order.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.state,
    ...(refund.state === "SUCCESS" ? { success_time: chinaTime(refund.endedAt!) } : {}),
    user_received_account: "支付用户零钱",
    amount: {
      total: order.total,
      refund: refund.amount,
      payer_total: order.total,
      payer_refund: refund.amount,
    },
  };
  return noticeBody(merchant, `REFUND.${refund.state}`, "refund", plain, platform.clock.now().getTime());
}

/** Puts a notice on its way; it goes out with the next `deliverDue`. */
export function enqueueNotice(platform: Platform, mchid: string, url: string, body: string): void {
  platform.notices.push({ mchid, url, body, tries: 0, dueAt: platform.clock.now().getTime() });
}

/** By which key a merchant's notices are signed; while it switches, now by one and now by the other. */
export function noticeSigning(platform: Platform, merchant: Merchant): SigningKind {
  if (merchant.keyMode !== "switching") return merchant.keyMode;
  return platform.faults.random() < 0.5 ? "public-key" : "certificate";
}

// Alterations that only one with the platform's keys could sign, and one that anybody could make.
function alter(platform: Platform, notice: PendingNotice, fault: NoticeFault | undefined): string {
  const parsed = JSON.parse(notice.body) as { resource: { ciphertext: string } };
  if (fault === "wrong-tag") {
    const bytes = Buffer.from(parsed.resource.ciphertext, "base64");
    bytes[bytes.length - 1]! ^= 1;
    return JSON.stringify({
      ...parsed,
      resource: { ...parsed.resource, ciphertext: bytes.toString("base64") },
    });
  }
  if (fault !== "wrong-amount" && fault !== "foreign-merchant") return notice.body;
  const order = [...platform.orders.values()].find(
    (one) => one.mchid === notice.mchid && one.paidAt !== null,
  )!;
  const change =
    fault === "wrong-amount"
      ? { amount: { total: 1, payer_total: 1, currency: "CNY" } }
      : { [order.subMchid === null ? "mchid" : "sub_mchid"]: "1900000001" };
  return orderNotice(platform, order, change);
}

const alterations: readonly unknown[] = ["wrong-tag", "wrong-amount", "foreign-merchant"];

/** Sends what is due by the platform's clock, each once, and says how the shops answered. */
export function deliverDue(platform: Platform): Promise<Delivery[]> {
  return deliverAll(platform, {
    schedule: resendSchedule,
    async post(notice, fault) {
      const merchant = platform.merchants.get(notice.mchid)!;
      const body = alter(platform, notice, fault);
      const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
      if (fault === "wrong-signature")
        headers["wechatpay-signature"] = `WECHATPAY/SIGNTEST/${headers["wechatpay-signature"]}`;
      const all = { "content-type": "application/json", "user-agent": "Mozilla/4.0", ...headers };
      return { url: notice.url, status: (await postNotice(notice.url, all, body))?.status ?? 0 };
    },
    dropped: ({ url }) => ({ url, status: 0 }),
    isHeard: ({ status }, fault) => (status === 200 || status === 204) && !alterations.includes(fault),
  });
}
