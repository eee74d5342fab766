import type { z } from "zod";
import type { App } from "./apps.ts";
import {
  findTrade,
  keyOf,
  newBuyerId,
  newToken,
  newTradeNo,
  type Offer,
  type Product,
  type Trade,
  tradeView,
} from "./books.ts";
import { OrderParameters, readContent, TradeParameters } from "./parameters.ts";
import type { Platform } from "./platform.ts";
import { businessFailed, Refused } from "./refused.ts";

const fifteenDaysMs = 15 * 86_400_000;
const twoHoursMs = 7_200_000;

type Outer = ReadonlyMap<string, string>;

function lastMoment(platform: Platform, given: { time_expire?: string; timeout_express?: string }): number {
  const now = platform.clock.now().getTime();
  const { time_expire, timeout_express } = given;
  if (time_expire) {
    const at = Date.parse(`${time_expire.replace(" ", "T")}+08:00`);
    if (Number.isNaN(at) || at > now + fifteenDaysMs)
      throw new Refused("40002", "isv.invalid-parameter", "time_expire无效");
    return at;
  }
  const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };
  const unit = units[(timeout_express?.at(-1) ?? "d") as keyof typeof units];
  return now + (timeout_express ? Number.parseInt(timeout_express, 10) * unit : fifteenDaysMs);
}

function makeOffer(platform: Platform, app: App, product: Product, outer: Outer): Offer {
  const schema = OrderParameters[product] as z.ZodType<{
    out_trade_no: string;
    total_amount: number;
    subject: string;
    body?: string;
    passback_params?: string;
    time_expire?: string;
    timeout_express?: string;
    quit_url?: string;
  }>;
  const given = readContent(schema, outer.get("biz_content") ?? "");
  return {
    appId: app.appId,
    sellerId: app.sellerId,
    product,
    outTradeNo: given.out_trade_no,
    total: given.total_amount,
    subject: given.subject,
    body: given.body,
    passback: given.passback_params,
    notifyUrl: outer.get("notify_url"),
    returnUrl: outer.get("return_url"),
    quitUrl: given.quit_url,
    expiresAt: lastMoment(platform, given),
  };
}

function refuseReuse(platform: Platform, offer: Offer): void {
  const trade = findTrade(platform, offer.appId, { out_trade_no: offer.outTradeNo });
  if (!trade) return;
  if (trade.status === "TRADE_CLOSED") throw businessFailed("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
  if (trade.status !== "WAIT_BUYER_PAY") throw businessFailed("ACQ.TRADE_HAS_SUCCESS", "交易已被支付");
  if (trade.total !== offer.total || trade.subject !== offer.subject)
    throw businessFailed("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改");
}

function keep(platform: Platform, offer: Offer, lifetimeMs: number): string {
  const token = newToken();
  platform.offers.set(token, { offer, until: platform.clock.now().getTime() + lifetimeMs });
  return token;
}

/** A page was opened: the offer it makes, by its token. Nothing exists yet but this. */
export function openPage(platform: Platform, app: App, product: "page" | "wap", outer: Outer): string {
  const offer = makeOffer(platform, app, product, outer);
  refuseReuse(platform, offer);
  return keep(platform, offer, twoHoursMs);
}

/** A code for a second screen. */
export function precreate(platform: Platform, app: App, outer: Outer): object {
  const offer = makeOffer(platform, app, "precreate", outer);
  refuseReuse(platform, offer);
  const qr_code = `https://qr.alipay.com/${keep(platform, offer, twoHoursMs)}`;
  return { out_trade_no: offer.outTradeNo, qr_code };
}

/** The buyer has come: the trade exists from now on. Refuses as the cashier does. */
export function arrive(platform: Platform, offer: Offer): Trade {
  const now = platform.clock.now().getTime();
  refuseReuse(platform, offer);
  const known = findTrade(platform, offer.appId, { out_trade_no: offer.outTradeNo });
  if (known) return known;
  if (now > offer.expiresAt) throw businessFailed("ACQ.TRADE_HAS_CLOSE", "订单已超过付款时间");
  const trade: Trade = {
    ...offer,
    tradeNo: newTradeNo(now),
    buyerId: newBuyerId(),
    createdAt: now,
    status: "WAIT_BUYER_PAY",
    paidAt: null,
    closedAt: null,
    refunds: [],
  };
  platform.trades.set(keyOf(offer.appId, offer.outTradeNo), trade);
  return trade;
}

/** A trade of the app's. Refuses ACQ.TRADE_NOT_EXIST. */
export function getTrade(
  platform: Platform,
  app: App,
  by: { out_trade_no?: string | undefined; trade_no?: string | undefined },
): Trade {
  const trade = findTrade(platform, app.appId, by);
  if (!trade || (by.out_trade_no && trade.outTradeNo !== by.out_trade_no))
    throw businessFailed("ACQ.TRADE_NOT_EXIST", "交易不存在");
  return trade;
}

export function queryTrade(platform: Platform, app: App, outer: Outer): object {
  return tradeView(getTrade(platform, app, readContent(TradeParameters, outer.get("biz_content") ?? "")));
}

/** Closes what is unpaid; what nobody has come for does not exist. */
export function closeTrade(platform: Platform, app: App, outer: Outer): object {
  const trade = getTrade(platform, app, readContent(TradeParameters, outer.get("biz_content") ?? ""));
  if (trade.status !== "WAIT_BUYER_PAY")
    throw businessFailed("ACQ.REASON_TRADE_STATUS_INVALID", "交易状态不合法");
  trade.status = "TRADE_CLOSED";
  trade.closedAt = platform.clock.now().getTime();
  return { out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo };
}
