import { z } from "zod";
import { type Notification, NotProven, type RawRequest } from "../contract.ts";
import { toAttemptId } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { readChinaTime } from "./china-time.ts";
import { readForm } from "./notice-form.ts";
import { toRequestKey } from "./numbers.ts";
import { isSignedBy, type Parameters, textToSign } from "./sign.ts";
import { toOutcome } from "./translate.ts";

type Fact = Notification["facts"][number];

/**
 * Milliseconds for which a notice is believed. Alipay repeats one for 25 hours and does not say whether it is signed
 * anew; an older one is a replay. Within that time a replay says what was true, and settling twice does no harm.
 */
const lastsMs = 26 * 3_600_000;
/** Milliseconds by which Alipay's clock may be ahead of ours. */
const aheadMs = 300_000;

const Notice = z.object({
  notify_type: z.string(),
  out_trade_no: z.string(),
  trade_no: z.string().min(1),
  trade_status: z.string(),
  total_amount: z.string().optional(),
  gmt_payment: z.string().optional(),
  gmt_refund: z.string().optional(),
  /** Number of the refund that the notice is about. */
  out_biz_no: z.string().optional(),
});
type Notice = z.infer<typeof Notice>;

function prove(account: Account, fields: Parameters): void {
  const { sign, sign_type, ...rest } = fields;
  if (sign_type !== "RSA2") throw new NotProven("not signed by RSA2");
  // Pages differ on whether empty values take part: with them, then without.
  const isSigned = [true, false].some((keepsEmpty) =>
    isSignedBy(account.alipayPublicKey, textToSign(rest, keepsEmpty), sign ?? ""),
  );
  if (!isSigned) throw new NotProven("wrong signature");
  if (fields.app_id !== account.appId) throw new NotProven("another app's");
  if (fields.seller_id !== account.sellerId) throw new NotProven("another seller's");
  const sentAt = readChinaTime(fields.notify_time ?? "");
  const age = sentAt === null ? Number.NaN : account.clock.now().getTime() - sentAt;
  if (!(age < lastsMs && age > -aheadMs)) throw new NotProven("too old");
}

function factsOf(attemptId: string, notice: Notice): Fact[] {
  const { gmt_payment, gmt_refund, out_biz_no } = notice;
  const outcome = toOutcome({
    status: notice.trade_status,
    tradeNo: notice.trade_no,
    totalAmount: notice.total_amount,
    hasBeenPaid: Boolean(gmt_payment ?? gmt_refund),
  });
  if (!gmt_refund || !out_biz_no) return [{ attemptId, outcome }];
  const refund = { kind: "succeeded" as const, refundId: out_biz_no };
  return [
    { attemptId, outcome },
    { kind: "refund", attemptId, requestKey: toRequestKey(out_biz_no), outcome: refund },
  ];
}

/**
 * Reads a notice: the signature over all fields first, then whose it is and how old. The amount is passed on as told.
 * Throws `NotProven`. Numbers that are not ours belong to what the merchant sells elsewhere: nothing to record.
 */
export async function readNotification(account: Account, request: RawRequest): Promise<Notification> {
  const fields = readForm(request.body);
  prove(account, fields);
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const notice = Notice.parse(present);
  const attemptId = toAttemptId(notice.out_trade_no);
  const isAboutTrade = notice.notify_type === "trade_status_sync";
  const reply = { status: 200, body: "success" };
  return { facts: attemptId && isAboutTrade ? factsOf(attemptId, notice) : [], reply };
}
