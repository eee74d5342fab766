import { z } from "zod";
import { canonical, keyOf, newNumber, type Order, refundedOf } from "./books.ts";
import type { Merchant } from "./merchants.ts";
import { readBody } from "./parameters.ts";
import { isOf, type Party } from "./parties.ts";
import type { Platform } from "./platform.ts";
import { parameterError, Refused } from "./refused.ts";
import { appNames, listOf, maxRatio, openName, receiverType, sharingParty } from "./sharing-receivers.ts";

interface Part {
  readonly type: string;
  readonly account: string;
  readonly amount: number;
  /** NO_RELATION for one who is not on the list. */
  readonly failure: string | null;
  returned: number;
}

/** A sharing, an unfreezing or a return; it ends three seconds after it was taken. */
export interface Sharing {
  readonly mchid: string;
  readonly subMchid: string | null;
  readonly transactionId: string;
  readonly outOrderNo: string;
  readonly orderId: string;
  readonly parameters: string;
  readonly createdAt: number;
  readonly parts: Part[];
}

export interface SharingReturn {
  readonly returnId: string;
  readonly parameters: string;
  readonly outReturnNo: string;
  readonly outOrderNo: string;
  readonly returnMchid: string;
  readonly amount: number;
  readonly createdAt: number;
}

const takesMs = 3000;
const waitMs = 60_000;
const returnableMs = 180 * 86_400_000;
const mostRequests = 50;

const text = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => [...value].length <= most);
const outNumber = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/);
const fen = z.int().min(1);
const ShareParameters = z.strictObject({
  ...appNames,
  transaction_id: z.string().min(1).max(32),
  out_order_no: outNumber,
  receivers: z
    .array(
      z.strictObject({
        type: receiverType,
        account: z.string().min(1).max(64),
        name: z.string().optional(),
        amount: fen,
        description: text(80),
      }),
    )
    .min(1)
    .max(50),
  unfreeze_unsplit: z.boolean(),
});
const UnfreezeParameters = z.strictObject({
  sub_mchid: appNames.sub_mchid,
  transaction_id: z.string().min(1).max(32),
  out_order_no: outNumber,
  description: text(80),
});
const ReturnParameters = z.strictObject({
  sub_mchid: appNames.sub_mchid,
  out_order_no: outNumber,
  out_return_no: outNumber,
  return_mchid: z.string().min(1).max(32),
  amount: fen,
  description: text(80),
});

const isOver = (platform: Platform, { createdAt }: { readonly createdAt: number }) =>
  platform.clock.now().getTime() - createdAt >= takesMs;

function sharingView(platform: Platform, sharing: Sharing): object {
  const done = isOver(platform, sharing);
  return {
    ...(sharing.subMchid ? { sub_mchid: sharing.subMchid } : {}),
    transaction_id: sharing.transactionId,
    out_order_no: sharing.outOrderNo,
    order_id: sharing.orderId,
    state: done ? "FINISHED" : "PROCESSING",
    receivers: sharing.parts.map(({ type, account, amount, failure }) => ({
      type,
      account,
      amount,
      result: done ? (failure ? "CLOSED" : "SUCCESS") : "PENDING",
      ...(done && failure ? { fail_reason: failure } : {}),
    })),
  };
}

function frozenOrder(platform: Platform, party: Party, transactionId: string): Order {
  const order = [...platform.orders.values()].find(
    (one) => one.transactionId === transactionId && isOf(party, one),
  );
  if (!order) throw new Refused(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  if (!order.isForSharing) throw new Refused(400, "INVALID_REQUEST", "非分账订单不支持分账");
  return order;
}

const sharingsOf = (platform: Platform, transactionId: string) =>
  [...platform.sharings.values()].filter((one) => one.transactionId === transactionId);

// What did not fail; a part of it may have been given back since.
function sharedOf(platform: Platform, transactionId: string): number {
  const parts = sharingsOf(platform, transactionId).flatMap((one) => one.parts);
  return parts.reduce((sum, part) => sum + (part.failure ? 0 : part.amount), 0);
}

function unsplitOf(platform: Platform, order: Order): number {
  if (platform.unfrozen.has(order.transactionId!)) return 0;
  return order.total - refundedOf(platform, order) - sharedOf(platform, order.transactionId!);
}

// The same number with the same words is the same sharing.
function repeated(platform: Platform, party: Party, number: string, parameters: string): Sharing | undefined {
  const known = platform.sharings.get(keyOf(party.merchant.mchid, number));
  if (known && (known.parameters !== parameters || !isOf(party, known)))
    throw new Refused(400, "INVALID_REQUEST", "分账单号重复，参数与之前不一致");
  return known;
}

function keep(
  platform: Platform,
  party: Party,
  given: { out_order_no: string; transaction_id: string },
  parts: Part[],
) {
  const sharing: Sharing = {
    mchid: party.merchant.mchid,
    subMchid: party.sub?.mchid ?? null,
    transactionId: given.transaction_id,
    outOrderNo: given.out_order_no,
    orderId: newNumber("300"),
    parameters: canonical(given),
    createdAt: platform.clock.now().getTime(),
    parts,
  };
  platform.sharings.set(keyOf(party.merchant.mchid, given.out_order_no), sharing);
  return sharingView(platform, sharing);
}

/** Shares a part of a payment, once for a number. Refuses as section 11 of the reference says. */
export function shareOrder(
  platform: Platform,
  merchant: Merchant,
  body: Buffer,
  keySerial: string | undefined,
): object {
  const given = readBody(ShareParameters, body);
  const { receivers, transaction_id } = given;
  const party = sharingParty(
    merchant,
    given,
    receivers.map(({ type }) => type),
  );
  const names = receivers.map(({ type, account }) => `${type} ${account}`);
  if (new Set(names).size !== names.length) throw parameterError("/receivers", "接收方重复");
  for (const { name } of receivers) if (name !== undefined) openName(platform, merchant, name, keySerial);
  // Each encryption of a name is another text.
  const plain = { ...given, receivers: receivers.map(({ name: _, ...rest }) => rest) };
  const known = repeated(platform, party, given.out_order_no, canonical(plain));
  if (known) return sharingView(platform, known);
  const order = frozenOrder(platform, party, transaction_id);
  if (platform.clock.now().getTime() - order.paidAt! < waitMs)
    throw new Refused(400, "INVALID_REQUEST", "订单支付后一分钟内不可分账");
  if (platform.unfrozen.has(transaction_id))
    throw new Refused(400, "INVALID_REQUEST", "订单已解冻，不能分账");
  if (sharingsOf(platform, transaction_id).length >= mostRequests)
    throw new Refused(403, "RULE_LIMIT", "分账次数超过限制");
  const sum = receivers.reduce((total, one) => total + one.amount, 0);
  const most = Math.floor((order.total * maxRatio) / 10_000);
  if (sharedOf(platform, transaction_id) + sum > most)
    throw new Refused(403, "RULE_LIMIT", "分账金额超过最大比例");
  if (sum > unsplitOf(platform, order)) throw new Refused(403, "NOT_ENOUGH", "分账金额超出剩余待分金额");
  const list = platform.receivers.get(listOf(party));
  const parts = receivers.map(({ type, account, amount }, index) => ({
    type,
    account,
    amount,
    failure: list?.has(names[index]!) ? null : "NO_RELATION",
    returned: 0,
  }));
  if (given.unfreeze_unsplit) platform.unfrozen.add(transaction_id);
  return keep(platform, party, plain, parts);
}

/** Lets go of what is left of a payment. */
export function unfreeze(platform: Platform, merchant: Merchant, body: Buffer): object {
  const given = readBody(UnfreezeParameters, body);
  const party = sharingParty(merchant, given);
  const known = repeated(platform, party, given.out_order_no, canonical(given));
  if (known) return sharingView(platform, known);
  frozenOrder(platform, party, given.transaction_id);
  if (platform.unfrozen.has(given.transaction_id)) throw new Refused(400, "INVALID_REQUEST", "订单已解冻");
  platform.unfrozen.add(given.transaction_id);
  return keep(platform, party, given, []);
}

/** A sharing as it stands. */
export function querySharing(
  platform: Platform,
  merchant: Merchant,
  outOrderNo: string,
  query: URLSearchParams,
): object {
  const party = sharingParty(merchant, { sub_mchid: query.get("sub_mchid") ?? undefined });
  const sharing = platform.sharings.get(keyOf(merchant.mchid, outOrderNo));
  if (!sharing || !isOf(party, sharing) || sharing.transactionId !== query.get("transaction_id"))
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "分账单不存在");
  return sharingView(platform, sharing);
}

/** What of a payment is still frozen. */
export function unsplitAmount(platform: Platform, merchant: Merchant, transactionId: string): object {
  const order = [...platform.orders.values()].find(
    (one) => one.transactionId === transactionId && one.mchid === merchant.mchid && one.isForSharing,
  );
  if (!order) throw new Refused(404, "RESOURCE_NOT_EXISTS", "订单不存在");
  return { transaction_id: transactionId, unsplit_amount: unsplitOf(platform, order) };
}

function returnView(platform: Platform, one: SharingReturn): object {
  return {
    out_order_no: one.outOrderNo,
    out_return_no: one.outReturnNo,
    return_id: one.returnId,
    return_mchid: one.returnMchid,
    amount: one.amount,
    result: isOver(platform, one) ? "SUCCESS" : "PROCESSING",
  };
}

/** Takes a part back from a merchant, once for a number. */
export function returnShare(platform: Platform, merchant: Merchant, body: Buffer): object {
  const given = readBody(ReturnParameters, body);
  const party = sharingParty(merchant, given);
  const key = keyOf(listOf(party), given.out_return_no);
  const parameters = canonical(given);
  const known = platform.sharingReturns.get(key);
  if (known && known.parameters !== parameters)
    throw new Refused(400, "INVALID_REQUEST", "回退单号重复，参数与之前不一致");
  if (known) return returnView(platform, known);
  const sharing = platform.sharings.get(keyOf(merchant.mchid, given.out_order_no));
  const now = platform.clock.now().getTime();
  const part = sharing?.parts.find(
    ({ type, account, failure }) => type === "MERCHANT_ID" && account === given.return_mchid && !failure,
  );
  if (!sharing || !isOf(party, sharing) || !part)
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "分账单不存在");
  if (!isOver(platform, sharing)) throw new Refused(400, "INVALID_REQUEST", "分账未完成");
  if (now - sharing.createdAt > returnableMs)
    throw new Refused(400, "INVALID_REQUEST", "超过180天，不能回退");
  if (part.returned + given.amount > part.amount)
    throw new Refused(403, "RULE_LIMIT", "回退金额超过分账金额");
  part.returned += given.amount;
  const one: SharingReturn = {
    returnId: newNumber("301"),
    parameters,
    outReturnNo: given.out_return_no,
    outOrderNo: given.out_order_no,
    returnMchid: given.return_mchid,
    amount: given.amount,
    createdAt: now,
  };
  platform.sharingReturns.set(key, one);
  return returnView(platform, one);
}

/** A return as it stands. */
export function queryReturn(
  platform: Platform,
  merchant: Merchant,
  outReturnNo: string,
  query: URLSearchParams,
): object {
  const party = sharingParty(merchant, { sub_mchid: query.get("sub_mchid") ?? undefined });
  const one = platform.sharingReturns.get(keyOf(listOf(party), outReturnNo));
  if (!one || one.outOrderNo !== query.get("out_order_no"))
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "回退单不存在");
  return returnView(platform, one);
}
