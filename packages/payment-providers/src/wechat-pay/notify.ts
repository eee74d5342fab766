import { z } from "zod";
import { type Notification, NotProven, type RawRequest } from "../contract.ts";
import { toAttemptId } from "../trade-number.ts";
import { type Account, isAppOf } from "./account.ts";
import { callMs } from "./client.ts";
import { decrypt, Sealed } from "./decrypt.ts";
import { toRequestKey } from "./numbers.ts";
import { Transaction, toOutcome, toRefundOutcome } from "./translate.ts";

type Fact = Notification["facts"][number];

const Notice = z.object({
  event_type: z.string(),
  resource: Sealed.extend({ original_type: z.string() }),
});

const RefundNotice = z.object({
  mchid: z.string(),
  out_trade_no: z.string(),
  out_refund_no: z.string(),
  refund_id: z.string().min(1),
  refund_status: z.string(),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotProven("not JSON");
    throw error;
  }
}

function open(account: Account, sealed: Sealed): unknown {
  let plain: string;
  try {
    plain = decrypt(account.apiV3Key, sealed);
  } catch (error) {
    // node:crypto throws plain errors for a tag that does not fit: another merchant's notice, or a forged one.
    throw new NotProven(error instanceof Error ? error.message : "not decrypted");
  }
  return parse(plain);
}

function sameMerchant(account: Account, told: { mchid: string; appid?: string }): void {
  if (told.mchid !== account.mchid) throw new NotProven("another merchant's");
  if (told.appid !== undefined && !isAppOf(account, told.appid)) throw new NotProven("another appid's");
}

// Numbers that are not ours belong to what the merchant sells elsewhere: nothing to record, nothing to send again.
function paymentFacts(account: Account, plain: unknown): Fact[] {
  const transaction = Transaction.parse(plain);
  sameMerchant(account, transaction);
  const attemptId = toAttemptId(transaction.out_trade_no);
  return attemptId ? [{ attemptId, outcome: toOutcome(transaction) }] : [];
}

function refundFacts(account: Account, plain: unknown): Fact[] {
  const refund = RefundNotice.parse(plain);
  sameMerchant(account, refund);
  const attemptId = toAttemptId(refund.out_trade_no);
  const outcome = toRefundOutcome(refund.refund_status, refund.refund_id);
  const requestKey = toRequestKey(refund.out_refund_no);
  return attemptId ? [{ kind: "refund", attemptId, requestKey, outcome }] : [];
}

/** By event, the type that the sealed part must have, and how it is read. Other events say nothing about our money. */
const readers: Readonly<
  Record<string, { type: string; read: (account: Account, plain: unknown) => Fact[] }>
> = {
  "TRANSACTION.SUCCESS": { type: "transaction", read: paymentFacts },
  "REFUND.SUCCESS": { type: "refund", read: refundFacts },
  "REFUND.ABNORMAL": { type: "refund", read: refundFacts },
  "REFUND.CLOSED": { type: "refund", read: refundFacts },
};

/**
 * Reads a notice: the signature over the raw bytes first, then the seal, then whose it is. Amount and currency are
 * passed on as told. Throws `NotProven`, or plainly when the certificates could not be had, so that it is sent again.
 */
export async function readNotification(account: Account, request: RawRequest): Promise<Notification> {
  const fault = await account.keys.findFault(request.headers, request.body, AbortSignal.timeout(callMs));
  if (fault) throw new NotProven(fault);
  const notice = Notice.parse(parse(Buffer.from(request.body).toString("utf8")));
  const reply = { status: 200, body: "" };
  const reader = readers[notice.event_type];
  if (!reader) return { facts: [], reply };
  if (notice.resource.original_type !== reader.type) throw new NotProven("event and resource do not fit");
  return { facts: reader.read(account, open(account, notice.resource)), reply };
}
