import { z } from "zod";
import type { Reply } from "./api.ts";
import type { Incoming } from "./authorization.ts";
import { confirmInBridge, NotPayable, orderOfCode } from "./buyer.ts";
import { confirmation, escaped, page } from "./phone.ts";
import type { Platform } from "./platform.ts";
import { merchantOfApp, newLoginCode, userOf } from "./wechat-login.ts";

const Answer = z.union([
  z.object({ payment: z.record(z.string(), z.string()) }),
  z.object({ error: z.string(), message: z.string() }),
]);

const patienceMs = 10_000;

// What `wx.request` does in the mini program: JSON to a registered host, no cookies.
async function askPayHost(payOrigin: string, ticket: string, code: string) {
  const response = await fetch(`${payOrigin}/pay/${encodeURIComponent(ticket)}/mini-program`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code }),
    signal: AbortSignal.timeout(patienceMs),
  });
  return Answer.parse(await response.json());
}

async function open(platform: Platform, request: Incoming, given: URLSearchParams): Promise<Reply> {
  const [appid, payOrigin] = [given.get("appid") ?? "", given.get("pay") ?? ""];
  const merchant = merchantOfApp(platform, "miniProgram", appid);
  const host = URL.parse(payOrigin)?.host;
  if (!merchant || !host || !merchant.webHosts.has(host))
    return page(409, "<h1>url 不在以下 request 合法域名列表中</h1>");
  const { user, headers } = userOf(request);
  const told = await askPayHost(payOrigin, given.get("ticket") ?? "", newLoginCode(platform, appid, user));
  if ("error" in told) return page(409, `<h1>${escaped(told.message)}</h1>`);
  const order = orderOfCode(platform, (told.payment.package ?? "").replace(/^prepay_id=/, ""));
  const parameters = encodeURIComponent(JSON.stringify(told.payment));
  const shown = page(200, confirmation(order, `/mini-program?parameters=${parameters}`));
  return { ...shown, headers: { ...shown.headers, ...headers } };
}

function pay(platform: Platform, request: Incoming, given: URLSearchParams): Reply {
  if (new URLSearchParams(request.body.toString()).get("choice") !== "pay")
    return page(200, "<h1>没有付款</h1>");
  const parameters = z.record(z.string(), z.string()).parse(JSON.parse(given.get("parameters") ?? "{}"));
  confirmInBridge(platform, parameters, { user: userOf(request).user });
  return page(200, "<h1>支付成功</h1>");
}

/**
 * The mini program's own pay page, as `/pages/pay?ticket=…` opens it: logs in, asks the pay host, shows what is to be
 * paid, and pays. `appid` is the mini program's, `pay` the origin that it may ask.
 */
export async function answerMiniProgram(platform: Platform, request: Incoming): Promise<Reply> {
  const given = new URLSearchParams(request.path.split("?")[1] ?? "");
  try {
    return request.method === "POST" ? pay(platform, request, given) : await open(platform, request, given);
  } catch (error) {
    if (error instanceof NotPayable) return page(409, `<h1>${escaped(error.message)}</h1>`);
    throw error;
  }
}
