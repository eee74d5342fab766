import { canonical, findOrder, keyOf, newToken, type Order, type Product, transactionView } from "./books.ts";
import type { Merchant } from "./merchants.ts";
import { CloseParameters, PartnerCloseParameters, partnerPrepay, prepay, readBody } from "./parameters.ts";
import { directParty, isOf, type Party, type PartyNames, partnerParty } from "./parties.ts";
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

/** An order's parameters as both kinds of door read them. */
interface OrderParameters extends PartyNames {
  readonly out_trade_no: string;
  readonly description: string;
  readonly attach?: string | undefined;
  readonly amount: { readonly total: number };
  readonly notify_url: string;
  readonly time_expire?: string | undefined;
  readonly settle_info?: { readonly profit_sharing?: boolean | undefined } | undefined;
  readonly payer?: {
    openid?: string | undefined;
    sp_openid?: string | undefined;
    sub_openid?: string | undefined;
  };
}

/** Orders, or gives an unpaid order a fresh code when the request says the same as before. */
export function placeOrder(platform: Platform, merchant: Merchant, product: Product, body: Buffer): object {
  const given: OrderParameters = readBody<OrderParameters>(prepay[product] as never, body);
  const party = directParty(merchant, given);
  if (!merchant.products.has(product)) throw new Refused(403, "NO_AUTH", "商户无权限");
  return place(platform, party, product, given);
}

/** The same for a sub-merchant. */
export function placePartnerOrder(
  platform: Platform,
  merchant: Merchant,
  product: Product,
  body: Buffer,
): object {
  const given: OrderParameters = readBody<OrderParameters>(partnerPrepay[product] as never, body);
  const party = partnerParty(merchant, given, product);
  if (given.payer?.sub_openid !== undefined && given.sub_appid === undefined)
    throw parameterError("/sub_appid", "传了sub_openid时必填");
  return place(platform, party, product, given);
}

function place(platform: Platform, party: Party, product: Product, given: OrderParameters): object {
  const { merchant, sub } = party;
  const key = keyOf(merchant.mchid, given.out_trade_no);
  if (platform.spoiled.has(key)) throw new Refused(400, "INVALID_REQUEST", "订单重入，请更换商户订单号");
  const parameters = canonical({ product, ...given });
  const known = platform.orders.get(key);
  if (known && !isOf(party, known)) throw new Refused(403, "OUT_TRADE_NO_USED", "商户订单号重复");
  if (known) refuseReuse(known, parameters);
  const order: Order = known ?? {
    mchid: merchant.mchid,
    appid: given.appid ?? given.sp_appid!,
    subMchid: sub?.mchid ?? null,
    subAppid: given.sub_appid ?? null,
    payerOf: given.payer?.sub_openid === undefined ? "appid" : "sub_appid",
    outTradeNo: given.out_trade_no,
    product,
    parameters,
    description: given.description,
    attach: given.attach,
    total: given.amount.total,
    notifyUrl: given.notify_url,
    openid: given.payer?.openid ?? given.payer?.sp_openid ?? given.payer?.sub_openid,
    isForSharing: given.settle_info?.profit_sharing ?? false,
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

/** Whose a query is, by its parameters, at either door. */
export function queryParty(merchant: Merchant, isPartner: boolean, query: URLSearchParams): Party {
  const given = Object.fromEntries(query);
  return isPartner ? partnerParty(merchant, given) : directParty(merchant, given);
}

/** An order as it stands. Refuses 404 ORDER_NOT_EXIST. */
export function queryOrder(platform: Platform, party: Party, outTradeNo: string): object {
  const order = findOrder(platform, party, outTradeNo);
  if (!order) throw new Refused(404, "ORDER_NOT_EXIST", "订单不存在");
  return transactionView(order);
}

/** Whose a close is, by its body, at either door. */
export function closeParty(merchant: Merchant, isPartner: boolean, body: Buffer): Party {
  return isPartner
    ? partnerParty(merchant, readBody(PartnerCloseParameters, body))
    : directParty(merchant, readBody(CloseParameters, body));
}

/** Closes an unpaid order; a number that was never ordered can not be ordered after this. */
export function closeOrder(platform: Platform, party: Party, outTradeNo: string): void {
  const order = findOrder(platform, party, outTradeNo);
  if (!order) {
    const key = keyOf(party.merchant.mchid, outTradeNo);
    if (platform.orders.has(key)) throw new Refused(404, "ORDER_NOT_EXIST", "订单不存在");
    platform.spoiled.add(key);
    return;
  }
  if (order.state === "SUCCESS" || order.state === "REFUND")
    throw new Refused(400, "ORDER_PAID", "该订单已支付");
  order.state = "CLOSED";
}
