import { formOf, type Incoming, queryOf, type Reply } from "@hutong/simulator";
import { type Bill, openPhone, type Phone, type Skin } from "@hutong/simulator/phone";
import { type Offer, yuan } from "./books.ts";
import { offerOf, payTrade } from "./buyer.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";
import { arrive } from "./trade-calls.ts";

const skin: Skin = {
  accent: "#0b5ed7",
  room: "radial-gradient(120% 90% at 30% 10%,#e4edf9,#bccfe8)",
  onRoom: "#14294a",
  pay: { "zh-CN": "确认付款", en: "Pay now" },
  leave: { "zh-CN": "不付了", en: "Not now" },
  leaveValue: "quit",
  codeLike: "https://qr.alipay.com/…",
};

function billOf(platform: Platform, { appId, subject, total }: Offer): Bill {
  return { shop: platform.apps.get(appId)!.name, goods: subject, amount: `¥${yuan(total)}` };
}

/** What the buyer reads when Alipay refuses. */
export function refusalPage(request: Incoming, { subCode, message }: Refused): Reply {
  return openPhone(skin, request).refused(`${message}（${subCode}）`);
}

/** The buyer is led back to the shop; the parameters say nothing of money to be believed. */
function back(address: string, parameters: Readonly<Record<string, string>>): Reply {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { status: 303, headers: { location: url.href }, body: "" };
}

function answerOffer(
  platform: Platform,
  request: Incoming,
  { phone, code, action }: { phone: Phone; code: string; action: string },
): Reply {
  const offer = offerOf(platform, code);
  const trade = arrive(platform, offer);
  const bill = billOf(platform, offer);
  if (request.method === "GET") return phone.confirmation(bill, action);
  if (formOf(request).get("choice") !== "pay")
    return offer.quitUrl ? back(offer.quitUrl, {}) : phone.unpaid();
  payTrade(platform, trade);
  if (!offer.returnUrl) return phone.paid(bill);
  return back(offer.returnUrl, {
    method: `alipay.trade.${offer.product}.pay.return`,
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
  });
}

function refusedAsPage(request: Incoming, run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return refusalPage(request, error);
    throw error;
  }
}

/** The cashier of page and wap payments; blocked inside WeChat. */
export function answerCashier(platform: Platform, request: Incoming): Reply {
  const phone = openPhone(skin, request);
  if (request.headers["user-agent"]?.includes("MicroMessenger"))
    return phone.refused("如需浏览，请复制网址后使用浏览器访问", 403);
  const code = queryOf(request).get("token") ?? "";
  return refusedAsPage(request, () => answerOffer(platform, request, { phone, code, action: request.path }));
}

/** The phone that scans a code of precreate. */
export function answerPhone(platform: Platform, request: Incoming): Reply {
  const phone = openPhone(skin, request);
  const code = queryOf(request).get("code");
  if (!code) return phone.scanner("/phone");
  const action = `/phone?code=${encodeURIComponent(code)}`;
  return refusedAsPage(request, () => answerOffer(platform, request, { phone, code, action }));
}
