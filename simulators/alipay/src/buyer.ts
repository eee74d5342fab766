import type { Offer, Trade } from "./books.ts";
import { enqueueNotice, paymentNotice } from "./notices.ts";
import type { Platform } from "./platform.ts";
import { businessFailed } from "./refused.ts";
import { arrive } from "./trade-calls.ts";

/** The offer behind a cashier's token or a code's text. Refuses what is unknown or too old. */
export function offerOf(platform: Platform, code: string): Offer {
  const token = /^(?:https:\/\/qr\.alipay\.com\/)?([0-9a-f]{24})$/.exec(code)?.[1] ?? "";
  const known = platform.offers.get(token);
  if (!known || known.until < platform.clock.now().getTime())
    throw businessFailed("ACQ.QRCODE_INVALID", "二维码或页面已失效");
  return known.offer;
}

/** The buyer pays a trade that they have come to; the notice is put on its way. */
export function payTrade(platform: Platform, trade: Trade): void {
  const now = platform.clock.now().getTime();
  if (trade.status !== "WAIT_BUYER_PAY") throw businessFailed("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
  if (now > trade.expiresAt) throw businessFailed("ACQ.TRADE_HAS_CLOSE", "订单已超过付款时间");
  trade.status = "TRADE_SUCCESS";
  trade.paidAt = now;
  enqueueNotice(platform, trade, paymentNotice(platform, trade), now);
}

/** Comes to an offer and pays it. */
export function payOffer(platform: Platform, offer: Offer): Trade {
  const trade = arrive(platform, offer);
  payTrade(platform, trade);
  return trade;
}
