import { z } from "zod";
import { keyOf, newNumber, newToken } from "./books.ts";
import type { Platform } from "./platform.ts";

const fen = z.int().min(1);
/** Milliseconds since 1970. */
const instant = z.int().min(0);
const RefundEntry = z.strictObject({
  outRefundNo: z.string().min(1).max(64),
  refundId: z.string().optional(),
  amount: fen,
  createdAt: instant,
});
const OrderEntry = z.strictObject({
  outTradeNo: z.string().min(1).max(32),
  transactionId: z.string().optional(),
  total: fen,
  paidAt: instant,
  refunds: z.array(RefundEntry).default([]),
});

export const EntriesInput = z.strictObject({ mchid: z.string(), orders: z.array(OrderEntry).max(5000) });

/** Enters paid orders and ended refunds into a merchant's books, as they would stand there after a busy day. */
export function enterBooks(platform: Platform, input: z.output<typeof EntriesInput>): { orders: number } {
  const merchant = platform.merchants.get(input.mchid);
  if (!merchant) return { orders: 0 };
  const { mchid, appid } = merchant;
  for (const given of input.orders) {
    const transactionId = given.transactionId ?? newNumber("420");
    const key = keyOf(mchid, given.outTradeNo);
    // A number that is taken: the books have it twice, which the API itself would never let happen.
    platform.orders.set(platform.orders.has(key) ? `${key} ${transactionId}` : key, {
      mchid,
      appid,
      subMchid: null,
      subAppid: null,
      payerOf: "appid",
      isForSharing: false,
      outTradeNo: given.outTradeNo,
      product: "native",
      parameters: "",
      description: "瓷器",
      attach: undefined,
      total: given.total,
      notifyUrl: "",
      openid: undefined,
      expiresAt: given.paidAt,
      state: given.refunds.length > 0 ? "REFUND" : "SUCCESS",
      codes: [],
      transactionId,
      payer: `o${newToken()}`,
      paidAt: given.paidAt,
      lastRefundAt: given.refunds.at(-1)?.createdAt ?? null,
    });
    for (const refund of given.refunds)
      platform.refunds.set(keyOf(mchid, refund.outRefundNo), {
        mchid,
        subMchid: null,
        outTradeNo: given.outTradeNo,
        outRefundNo: refund.outRefundNo,
        refundId: refund.refundId ?? newNumber("503"),
        parameters: "",
        amount: refund.amount,
        notifyUrl: undefined,
        createdAt: refund.createdAt,
        state: "SUCCESS",
        endedAt: refund.createdAt,
      });
  }
  return { orders: platform.orders.size };
}
