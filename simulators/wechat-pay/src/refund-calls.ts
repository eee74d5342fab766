import {
  canonical,
  chinaTime,
  findOrder,
  keyOf,
  newNumber,
  type Order,
  type Refund,
  refundedOf,
} from "./books.ts";
import type { Merchant } from "./merchants.ts";
import { RefundParameters, readBody } from "./parameters.ts";
import { isOf, type Party, partyOf } from "./parties.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";

const yearMs = 365 * 86_400_000;
const mostRefunds = 50;

function refundView(platform: Platform, refund: Refund): object {
  const order = platform.orders.get(keyOf(refund.mchid, refund.outTradeNo))!;
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    channel: "ORIGINAL",
    user_received_account: "支付用户零钱",
    ...(refund.state === "SUCCESS" ? { success_time: chinaTime(refund.endedAt!) } : {}),
    create_time: chinaTime(refund.createdAt),
    status: refund.state,
    funds_account: "AVAILABLE",
    amount: {
      total: order.total,
      refund: refund.amount,
      from: [],
      payer_total: order.total,
      payer_refund: refund.amount,
      settlement_refund: refund.amount,
      settlement_total: order.total,
      discount_refund: 0,
      currency: "CNY",
    },
  };
}

function paidOrder(
  platform: Platform,
  party: Party,
  given: { transaction_id?: string | undefined; out_trade_no?: string | undefined },
): Order {
  const order = given.transaction_id
    ? [...platform.orders.values()].find(
        (one) => isOf(party, one) && one.transactionId === given.transaction_id,
      )
    : findOrder(platform, party, given.out_trade_no!);
  if (!order || (given.out_trade_no && order.outTradeNo !== given.out_trade_no))
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "订单号不存在");
  if (order.paidAt === null) throw new Refused(403, "TRADE_ERROR", "订单未支付");
  return order;
}

/** Accepts a refund, once for an out_refund_no; 200 says accepted, not done. */
export function makeRefund(platform: Platform, merchant: Merchant, body: Buffer): object {
  const given = readBody(RefundParameters, body);
  const party = partyOf(merchant, given.sub_mchid, "refund");
  const key = keyOf(merchant.mchid, given.out_refund_no);
  const parameters = canonical(given);
  const known = platform.refunds.get(key);
  if (known) {
    if (known.parameters !== parameters)
      throw new Refused(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试");
    return refundView(platform, known);
  }
  const order = paidOrder(platform, party, given);
  const now = platform.clock.now().getTime();
  const { refund: amount, total } = given.amount;
  if (total !== order.total) throw new Refused(400, "INVALID_REQUEST", "订单金额不一致");
  if (now - order.paidAt! > yearMs) throw new Refused(400, "INVALID_REQUEST", "订单已超过可退款的最大期限");
  if (refundedOf(platform, order) + amount > total)
    throw new Refused(400, "INVALID_REQUEST", "退款金额大于可退金额");
  if (order.lastRefundAt !== null && now - order.lastRefundAt < 60_000)
    throw new Refused(429, "FREQUENCY_LIMITED", "同一订单部分退款间隔不足1分钟");
  const count = [...platform.refunds.values()].filter(
    (one) => one.mchid === order.mchid && one.outTradeNo === order.outTradeNo,
  ).length;
  if (count >= mostRefunds) throw new Refused(400, "INVALID_REQUEST", "部分退款次数已达上限");
  if (merchant.balance !== null && merchant.balance < amount)
    throw new Refused(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起");
  if (merchant.balance !== null) merchant.balance -= amount;
  const refund: Refund = {
    mchid: merchant.mchid,
    subMchid: order.subMchid,
    outTradeNo: order.outTradeNo,
    outRefundNo: given.out_refund_no,
    refundId: newNumber("503"),
    parameters,
    amount,
    notifyUrl: given.notify_url,
    createdAt: now,
    state: "PROCESSING",
    endedAt: null,
  };
  platform.refunds.set(key, refund);
  order.state = "REFUND";
  order.lastRefundAt = now;
  return refundView(platform, refund);
}

/** A refund as it stands. Refuses 404 RESOURCE_NOT_EXISTS. */
export function queryRefund(
  platform: Platform,
  merchant: Merchant,
  outRefundNo: string,
  query: URLSearchParams,
): object {
  const party = partyOf(merchant, query.get("sub_mchid") ?? undefined);
  const refund = platform.refunds.get(keyOf(merchant.mchid, outRefundNo));
  if (!refund || !isOf(party, refund)) throw new Refused(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
  return refundView(platform, refund);
}
