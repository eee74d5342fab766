import { newNumber, newToken, type Order } from "./books.ts";
import { isSigned } from "./certificate.ts";
import { enqueueNotice, orderNotice, refundNotice } from "./notices.ts";
import type { Platform } from "./platform.ts";
import { openIdOf } from "./wechat-login.ts";

/** Why a buyer can not pay: said on the phone, in Chinese as WeChat does. */
export class NotPayable extends Error {}

/** The order behind a code_url, an h5_url's prepay_id or a JSAPI prepay_id. Throws `NotPayable`. */
export function orderOfCode(platform: Platform, code: string): Order {
  const token = /^(?:weixin:\/\/wxpay\/bizpayurl\?pr=|wx)?([0-9a-f]{24})$/.exec(code)?.[1];
  const now = platform.clock.now().getTime();
  const order = [...platform.orders.values()].find((one) => one.codes.some((known) => known.token === token));
  if (!token || !order) throw new NotPayable("二维码已失效");
  if (order.codes.find((known) => known.token === token)!.until < now) throw new NotPayable("二维码已过期");
  return order;
}

/** The buyer pays; the notice is put on its way. `payer` is an openid; a JSAPI order takes its own only. */
export function payOrder(platform: Platform, order: Order, payer = `o${newToken()}`): void {
  const now = platform.clock.now().getTime();
  if (order.state !== "NOTPAY") throw new NotPayable(order.state === "CLOSED" ? "订单已关闭" : "订单已支付");
  if (now > order.expiresAt) throw new NotPayable("订单已过期");
  order.state = "SUCCESS";
  order.paidAt = now;
  order.payer = order.openid ?? payer;
  order.transactionId = newNumber("420");
  enqueueNotice(platform, order.mchid, order.notifyUrl, orderNotice(platform, order));
}

/** Where the bridge was called and by whom; what is not said is not looked at. */
interface Caller {
  readonly page?: string | undefined;
  readonly user?: string | undefined;
}

/** The appid that the customer is known by, and that the parameters are signed for. */
function payingApp(order: Order): string {
  return order.payerOf === "sub_appid" ? order.subAppid! : order.appid;
}

function refuseForeignCaller(platform: Platform, order: Order, { page, user }: Caller): void {
  const { webHosts } = platform.merchants.get(order.mchid)!;
  const host = page === undefined ? undefined : URL.parse(page)?.host;
  if (page !== undefined && webHosts.size > 0 && !webHosts.has(host ?? ""))
    throw new NotPayable(`当前页面的URL未注册：${page}`);
  if (user !== undefined && openIdOf(payingApp(order), user) !== order.openid)
    throw new NotPayable("下单账号与支付账号不一致，请核实后再支付");
}

/**
 * The bridge inside WeChat: takes the page's parameters, checks who signed them, where they are used and by whom, and
 * pays. Answers the order. Throws `NotPayable`.
 */
export function confirmInBridge(
  platform: Platform,
  parameters: Readonly<Record<string, string>>,
  caller: Caller = {},
): Order {
  const prepay = parameters.package ?? "";
  const order = orderOfCode(platform, prepay.replace(/^prepay_id=/, ""));
  const appid = payingApp(order);
  const text = `${appid}\n${parameters.timeStamp}\n${parameters.nonceStr}\n${prepay}\n`;
  const merchant = platform.merchants.get(order.mchid)!;
  const isByMerchant = isSigned(merchant.publicKey, text, parameters.paySign ?? "");
  const isOfOrder = parameters.appId === undefined || parameters.appId === appid;
  if (!isByMerchant || !isOfOrder || parameters.signType !== "RSA") throw new NotPayable("支付验证签名失败");
  refuseForeignCaller(platform, order, caller);
  payOrder(platform, order);
  return order;
}

const refundTakesMs = 3000;

/** Ends the refunds that were accepted more than three seconds ago, and puts their notices on their way. */
export function finishRefunds(platform: Platform): void {
  const now = platform.clock.now().getTime();
  for (const refund of platform.refunds.values()) {
    if (refund.state !== "PROCESSING" || now - refund.createdAt < refundTakesMs) continue;
    refund.state = platform.faults.refundsEnd;
    refund.endedAt = now;
    if (refund.notifyUrl)
      enqueueNotice(platform, refund.mchid, refund.notifyUrl, refundNotice(platform, refund));
  }
}
