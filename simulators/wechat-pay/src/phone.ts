import { formOf, type Incoming, queryOf, type Reply } from "@hutong/simulator";
import { type Bill, openPhone, type Phone, type Skin } from "@hutong/simulator/phone";
import type { Order } from "./books.ts";
import { NotPayable, orderOfCode, payOrder } from "./buyer.ts";
import type { Platform } from "./platform.ts";

const skin: Skin = {
  accent: "#07834a",
  room: "radial-gradient(120% 90% at 30% 10%,#e6efe8,#c3d3c8)",
  onRoom: "#1d3527",
  pay: { "zh-CN": "付款", en: "Pay" },
  leave: { "zh-CN": "不付了", en: "Not now" },
  leaveValue: "decline",
  codeLike: "weixin://wxpay/bizpayurl?pr=…",
};

/** The phone of whoever sent the request. */
export function phoneOf(request: Incoming): Phone {
  return openPhone(skin, request);
}

/** What the phone shows of an order. */
export function billOf(platform: Platform, { mchid, description, total }: Order): Bill {
  const shop = platform.merchants.get(mchid)!.name;
  return { shop, goods: description, amount: `¥${(total / 100).toFixed(2)}` };
}

function refusedOn(phone: Phone, error: unknown): Reply {
  if (error instanceof NotPayable) return phone.refused(error.message);
  throw error;
}

/** The phone that scans a Native code: shows what is to be paid, and pays or lets it be. */
export function answerPhone(platform: Platform, request: Incoming): Reply {
  const phone = phoneOf(request);
  const code = queryOf(request).get("code");
  if (!code) return phone.scanner("/phone");
  try {
    const order = orderOfCode(platform, code);
    // Pressing on the picture, or picking it from the album, is refused; so is the code of another product.
    if (order.product !== "native") throw new NotPayable("请在微信里打开");
    const bill = billOf(platform, order);
    if (request.method === "GET") return phone.confirmation(bill, `/phone?code=${encodeURIComponent(code)}`);
    if (formOf(request).get("choice") !== "pay") return phone.unpaid();
    payOrder(platform, order);
    return phone.paid(bill);
  } catch (error) {
    return refusedOn(phone, error);
  }
}

function refuseForeignPage(platform: Platform, order: Order, referer: string | undefined): void {
  const host = referer ? URL.parse(referer)?.host : undefined;
  if (!host) throw new NotPayable("商家参数格式有误，请联系商家解决（没有Referer）");
  const { h5Hosts } = platform.merchants.get(order.mchid)!;
  if (h5Hosts.size > 0 && !h5Hosts.has(host)) throw new NotPayable("商家存在未配置的参数，请联系商家解决");
}

/** The page of an h5_url, opened from the shop's page; goes to redirect_url after either choice. */
export function answerH5(platform: Platform, request: Incoming): Reply {
  const phone = phoneOf(request);
  const query = queryOf(request);
  try {
    const order = orderOfCode(platform, query.get("prepay_id") ?? "");
    const bill = billOf(platform, order);
    if (request.method === "GET") {
      refuseForeignPage(platform, order, request.headers.referer);
      return phone.confirmation(bill, request.path);
    }
    const isPaying = formOf(request).get("choice") === "pay";
    if (isPaying) payOrder(platform, order);
    const location = query.get("redirect_url");
    if (location) return { status: 303, headers: { location }, body: "" };
    return isPaying ? phone.paid(bill) : phone.unpaid();
  } catch (error) {
    return refusedOn(phone, error);
  }
}
