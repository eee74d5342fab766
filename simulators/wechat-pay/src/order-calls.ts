import { canonical, findOrder, keyOf, newToken, type Order, type Product, transactionView } from "./books.ts";
import type { Merchant } from "./merchants.ts";
import { CloseParameters, prepay, readBody } from "./parameters.ts";
import type { Platform } from "./platform.ts";
import { parameterError, Refused } from "./refused.ts";

const sevenDaysMs = 7 * 86_400_000;
const twoHoursMs = 7_200_000;
const fiveMinutesMs = 300_000;

function lastMoment(platform: Platform, timeExpire: string | undefined): number {
  const now = platform.clock.now().getTime();
  if (timeExpire === undefined) return now + sevenDaysMs;
  const given = Date.parse(timeExpire);
  if (Number.isNaN(given) || given > now + sevenDaysMs) throw parameterError("/time_expire", "无效");
  return Math.max(given, now + 60_000);
}

function refuseReuse(order: Order, parameters: string): void {
  if (order.state === "CLOSED") throw new Refused(400, "ORDER_CLOSED", "订单已关闭");
  if (order.state !== "NOTPAY") throw new Refused(400, "ORDER_PAID", "该订单已支付");
  if (order.parameters !== parameters) throw new Refused(403, "OUT_TRADE_NO_USED", "商户订单号重复");
}

function sameMerchant(merchant: Merchant, given: { mchid: string; appid?: string }): void {
  if (given.mchid !== merchant.mchid) throw parameterError("/mchid", "商户号与签名不一致");
  const appids: (string | undefined)[] = [undefined, merchant.appid, merchant.apps.miniProgram.appid];
  if (!appids.includes(given.appid)) throw new Refused(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配");
}

/** Orders, or gives an unpaid order a fresh code when the request says the same as before. */
export function placeOrder(platform: Platform, merchant: Merchant, product: Product, body: Buffer): object {
  const given = readBody(prepay[product], body);
  sameMerchant(merchant, given);
  if (!merchant.products.has(product)) throw new Refused(403, "NO_AUTH", "商户无权限");
  const key = keyOf(merchant.mchid, given.out_trade_no);
  if (platform.spoiled.has(key)) throw new Refused(400, "INVALID_REQUEST", "订单重入，请更换商户订单号");
  const parameters = canonical({ product, ...given });
  const known = platform.orders.get(key);
  if (known) refuseReuse(known, parameters);
  const order: Order = known ?? {
    mchid: merchant.mchid,
    appid: given.appid,
    outTradeNo: given.out_trade_no,
    product,
    parameters,
    description: given.description,
    attach: given.attach,
    total: given.amount.total,
    notifyUrl: given.notify_url,
    openid: "payer" in given ? (given.payer as { openid: string }).openid : undefined,
    expiresAt: lastMoment(platform, given.time_expire),
    state: "NOTPAY",
    codes: [],
    transactionId: null,
    payer: null,
    paidAt: null,
    lastRefundAt: null,
  };
  platform.orders.set(key, order);
  return newCode(platform, order);
}

function newCode(platform: Platform, order: Order): object {
  const token = newToken();
  const lifetime = order.product === "h5" ? fiveMinutesMs : twoHoursMs;
  const code = { token, until: platform.clock.now().getTime() + lifetime };
  order.codes = order.product === "native" ? [code] : [...order.codes, code];
  if (order.product === "native") return { code_url: `weixin://wxpay/bizpayurl?pr=${token}` };
  if (order.product === "h5") return { h5_url: `${platform.origin}/mweb?prepay_id=wx${token}` };
  return { prepay_id: `wx${token}` };
}

/** An order as it stands. Refuses 404 ORDER_NOT_EXIST. */
export function queryOrder(
  platform: Platform,
  merchant: Merchant,
  outTradeNo: string,
  query: URLSearchParams,
): object {
  if (query.get("mchid") !== merchant.mchid) throw parameterError("mchid", "与签名不一致");
  const order = findOrder(platform, merchant, outTradeNo);
  if (!order) throw new Refused(404, "ORDER_NOT_EXIST", "订单不存在");
  return transactionView(order);
}

/** Closes an unpaid order; a number that was never ordered can not be ordered after this. */
export function closeOrder(platform: Platform, merchant: Merchant, outTradeNo: string, body: Buffer): void {
  sameMerchant(merchant, readBody(CloseParameters, body));
  const order = findOrder(platform, merchant, outTradeNo);
  if (!order) {
    platform.spoiled.add(keyOf(merchant.mchid, outTradeNo));
    return;
  }
  if (order.state === "SUCCESS" || order.state === "REFUND")
    throw new Refused(400, "ORDER_PAID", "该订单已支付");
  order.state = "CLOSED";
}
