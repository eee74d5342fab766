import { type Offer, yuan } from "./books.ts";
import { offerOf, payTrade } from "./buyer.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";
import type { Incoming, Reply } from "./request.ts";
import { arrive } from "./trade-calls.ts";

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const style = `body{margin:0;background:#f2f5fa;color:#111;font:16px/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:24rem;margin:0 auto;padding:2rem 1.25rem;text-align:center}.amount{font-size:2.5rem;font-weight:600}
input{width:100%;min-height:44px;box-sizing:border-box;font:inherit}button{width:100%;min-height:48px;margin-top:.75rem;border:0;border-radius:8px;font:inherit;cursor:pointer;background:#fff}
button.pay{background:#0b5ed7;color:#fff}button:focus-visible,input:focus-visible{outline:3px solid #111;outline-offset:2px}`;

function page(status: number, inner: string): Reply {
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>模拟支付宝</title><style>${style}</style></head><body><main><p>模拟的支付宝，不动真钱</p>${inner}</main></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

/** What the buyer reads when Alipay refuses. */
export function refusalPage({ subCode, message }: Refused): Reply {
  return page(409, `<h1>${escaped(message)}</h1><p>${escaped(subCode)}</p>`);
}

function form(offer: Offer, action: string): string {
  return `<h1>${escaped(offer.subject)}</h1><p class="amount">¥${yuan(offer.total)}</p>
<form method="post" action="${escaped(action)}"><button class="pay" name="choice" value="pay">确认付款</button>
<button name="choice" value="quit">不付了</button></form>`;
}

const scanner = `<h1>扫一扫</h1><form method="get" action="/phone"><label for="code">二维码里的内容</label>
<input id="code" name="code" placeholder="https://qr.alipay.com/…" required><button class="pay">扫码</button></form>`;

function queryOf(request: Incoming): URLSearchParams {
  return new URLSearchParams(request.path.split("?")[1] ?? "");
}

function isPaying(request: Incoming): boolean {
  return new URLSearchParams(request.body.toString()).get("choice") === "pay";
}

/** The buyer is told what became of it, and led back to the shop; the parameters say nothing of money to be believed. */
function back(address: string | undefined, words: string, parameters: Record<string, string> = {}): Reply {
  if (!address) return page(200, `<h1>${words}</h1>`);
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { status: 303, headers: { location: url.href }, body: "" };
}

function answerOffer(platform: Platform, request: Incoming, code: string, action: string): Reply {
  const offer = offerOf(platform, code);
  const trade = arrive(platform, offer);
  if (request.method === "GET") return page(200, form(offer, action));
  if (!isPaying(request)) return back(offer.quitUrl, "没有付款");
  payTrade(platform, trade);
  const parameters = {
    method: `alipay.trade.${offer.product}.pay.return`,
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
  };
  return back(offer.returnUrl, "支付成功", parameters);
}

function refusedAsPage(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return refusalPage(error);
    throw error;
  }
}

/** The cashier of page and wap payments; blocked inside WeChat. */
export function answerCashier(platform: Platform, request: Incoming): Reply {
  if (request.headers["user-agent"]?.includes("MicroMessenger"))
    return page(403, "<h1>如需浏览，请复制网址后使用浏览器访问</h1>");
  return refusedAsPage(() =>
    answerOffer(platform, request, queryOf(request).get("token") ?? "", request.path),
  );
}

/** The phone that scans a code of precreate. */
export function answerPhone(platform: Platform, request: Incoming): Reply {
  const code = queryOf(request).get("code");
  if (!code) return page(200, scanner);
  return refusedAsPage(() => answerOffer(platform, request, code, `/phone?code=${encodeURIComponent(code)}`));
}
