import { money } from "@hutong/kernel";
import { z } from "zod";
import { type AddressedNotice, type Notification, NotProven, type RawRequest } from "../contract.ts";
import { toAttemptId } from "../trade-number.ts";
import type { Account, Keyed, ProviderAccount } from "./account.ts";
import { callMs } from "./client.ts";
import { decrypt, Sealed } from "./decrypt.ts";
import { toRequestKey } from "./numbers.ts";
import { namedFields, Transaction, toOutcome, toRefundOutcome } from "./translate.ts";

type Fact = Notification["facts"][number];

const Notice = z.object({
  event_type: z.string(),
  resource: Sealed.extend({ original_type: z.string() }),
});

const RefundNotice = z.object({
  ...namedFields,
  out_trade_no: z.string(),
  out_refund_no: z.string(),
  refund_id: z.string().min(1),
  refund_status: z.string(),
  amount: z.object({ refund: z.int(), currency: z.string().default("CNY") }),
});
const Addressed = z.object({ ...namedFields, out_trade_no: z.string() });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotProven("not JSON");
    throw error;
  }
}

function open(account: Keyed, sealed: Sealed): unknown {
  let plain: string;
  try {
    plain = decrypt(account.apiV3Key, sealed);
  } catch (error) {
    // node:crypto throws plain errors for a tag that does not fit: another merchant's notice, or a forged one.
    throw new NotProven(error instanceof Error ? error.message : "not decrypted");
  }
  return parse(plain);
}

function refuseForeign(foreign: string | null): void {
  if (foreign) throw new NotProven(foreign);
}

// Numbers that are not ours belong to what the merchant sells elsewhere: nothing to record, nothing to send again.
function paymentFacts(account: Account, plain: unknown): Fact[] {
  const transaction = Transaction.parse(plain);
  refuseForeign(account.address.findForeignOrder(transaction));
  const attemptId = toAttemptId(transaction.out_trade_no);
  return attemptId ? [{ attemptId, outcome: toOutcome(transaction) }] : [];
}

function refundFacts(account: Account, plain: unknown): Fact[] {
  const refund = RefundNotice.parse(plain);
  refuseForeign(account.address.findForeignRefund(refund));
  const attemptId = toAttemptId(refund.out_trade_no);
  const outcome = toRefundOutcome(refund.refund_status, refund.refund_id);
  const requestKey = toRequestKey(refund.out_refund_no);
  const amount = money(refund.amount.refund, refund.amount.currency);
  return attemptId ? [{ kind: "refund", attemptId, requestKey, amount, outcome }] : [];
}

/** By event, the type that the sealed part must have, and how it is read. Other events say nothing about our money. */
const readers: Readonly<
  Record<string, { type: "transaction" | "refund"; read: (account: Account, plain: unknown) => Fact[] }>
> = {
  "TRANSACTION.SUCCESS": { type: "transaction", read: paymentFacts },
  "REFUND.SUCCESS": { type: "refund", read: refundFacts },
  "REFUND.ABNORMAL": { type: "refund", read: refundFacts },
  "REFUND.CLOSED": { type: "refund", read: refundFacts },
};

// The signature over the raw bytes first, then the seal. Null for an event that says nothing about our money.
async function proven(account: Keyed, request: RawRequest) {
  const fault = await account.keys.findFault(request.headers, request.body, AbortSignal.timeout(callMs));
  if (fault) throw new NotProven(fault);
  const notice = Notice.parse(parse(Buffer.from(request.body).toString("utf8")));
  const reader = readers[notice.event_type];
  if (!reader) return null;
  if (notice.resource.original_type !== reader.type) throw new NotProven("event and resource do not fit");
  return { reader, plain: open(account, notice.resource) };
}

const taken = { status: 200, body: "" };

/**
 * Reads a notice: signature, seal, then whose it is. Amount and currency are passed on as told. Throws `NotProven`, or
 * plainly when the certificates could not be had, so that it is sent again.
 */
export async function readNotification(account: Account, request: RawRequest): Promise<Notification> {
  const known = await proven(account, request);
  return { facts: known ? known.reader.read(account, known.plain) : [], reply: taken };
}

/**
 * Whose a notice is that came for the service provider: proven as any other before it is looked at. The account of that
 * sub-merchant then reads it anew, by its own stricter comparison.
 */
export async function addressNotice(
  provider: ProviderAccount,
  request: RawRequest,
): Promise<AddressedNotice> {
  const known = await proven(provider, request);
  if (!known) return { addressee: null, reply: taken };
  const told = Addressed.parse(known.plain);
  refuseForeign(provider.findForeign(told, known.reader.type));
  if (told.sub_mchid === undefined) throw new NotProven("names no sub-merchant");
  const attemptId = toAttemptId(told.out_trade_no);
  return { addressee: attemptId ? { subAccount: told.sub_mchid, attemptId } : null, reply: taken };
}
