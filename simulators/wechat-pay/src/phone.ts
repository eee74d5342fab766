import type { Reply } from "./api.ts";
import type { Incoming } from "./authorization.ts";
import type { Order } from "./books.ts";
import { NotPayable, orderOfCode, payOrder } from "./buyer.ts";
import type { Platform } from "./platform.ts";

/** Text as it may stand in HTML. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const style = `body{margin:0;background:#ededed;color:#111;font:16px/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:24rem;margin:0 auto;padding:2rem 1.25rem;text-align:center}.amount{font-size:2.5rem;font-weight:600}
input{width:100%;min-height:44px;box-sizing:border-box;font:inherit}button{width:100%;min-height:48px;margin-top:.75rem;border:0;border-radius:8px;font:inherit;cursor:pointer;background:#fff}
button.pay{background:#07834a;color:#fff}button:focus-visible,input:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}`;

/** A page of the simulated phone; `inner` is HTML. */
export function page(status: number, inner: string): Reply {
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>模拟微信支付</title><style>${style}</style></head><body><main><p>模拟的手机，不动真钱</p>${inner}</main></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

const scanner = `<h1>扫一扫</h1><form method="get" action="/phone"><label for="code">二维码里的内容</label>
<input id="code" name="code" placeholder="weixin://wxpay/bizpayurl?pr=…" required><button class="pay">扫码</button></form>`;

/** What is to be paid, and the two answers, posted to `action`. */
export function confirmation(order: Order, action: string): string {
  const amount = (order.total / 100).toFixed(2);
  return `<h1>${escaped(order.description)}</h1><p class="amount">¥${amount}</p>
<form method="post" action="${escaped(action)}"><button class="pay" name="choice" value="pay">付款</button><button name="choice" value="decline">不付了</button></form>`;
}

function said(error: unknown): Reply {
  if (error instanceof NotPayable) return page(409, `<h1>${escaped(error.message)}</h1>`);
  throw error;
}

/** The phone that scans a Native code: shows what is to be paid, and pays or lets it be. */
export function answerPhone(platform: Platform, request: Incoming): Reply {
  const code = new URLSearchParams(request.path.split("?")[1] ?? "").get("code");
  if (!code) return page(200, scanner);
  try {
    const order = orderOfCode(platform, code);
    // Pressing on the picture, or picking it from the album, is refused; so is the code of another product.
    if (order.product !== "native") throw new NotPayable("请在微信里打开");
    if (request.method === "GET")
      return page(200, confirmation(order, `/phone?code=${encodeURIComponent(code)}`));
    if (new URLSearchParams(request.body.toString()).get("choice") !== "pay")
      return page(200, "<h1>没有付款</h1>");
    payOrder(platform, order);
    return page(200, "<h1>支付成功</h1>");
  } catch (error) {
    return said(error);
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
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  try {
    const order = orderOfCode(platform, query.get("prepay_id") ?? "");
    if (request.method === "GET") {
      refuseForeignPage(platform, order, request.headers.referer);
      return page(200, confirmation(order, request.path));
    }
    if (new URLSearchParams(request.body.toString()).get("choice") === "pay") payOrder(platform, order);
    const location = query.get("redirect_url");
    return location
      ? { status: 303, headers: { location }, body: "" }
      : page(200, "<h1>可以回到商家页面了</h1>");
  } catch (error) {
    return said(error);
  }
}
