import { formOf, type Incoming, queryOf, type Reply } from "@hutong/simulator";
import { z } from "zod";
import { confirmInBridge, NotPayable, orderOfCode } from "./buyer.ts";
import { billOf, phoneOf } from "./phone.ts";
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
    return phoneOf(request).refused("url 不在以下 request 合法域名列表中");
  const { user, headers } = userOf(request);
  const told = await askPayHost(payOrigin, given.get("ticket") ?? "", newLoginCode(platform, appid, user));
  if ("error" in told) return phoneOf(request).refused(told.message);
  const order = orderOfCode(platform, (told.payment.package ?? "").replace(/^prepay_id=/, ""));
  const parameters = encodeURIComponent(JSON.stringify(told.payment));
  const action = `/mini-program?parameters=${parameters}`;
  const shown = phoneOf(request).confirmation(billOf(platform, order), action);
  return { ...shown, headers: { ...shown.headers, ...headers } };
}

function pay(platform: Platform, request: Incoming, given: URLSearchParams): Reply {
  const phone = phoneOf(request);
  if (formOf(request).get("choice") !== "pay") return phone.unpaid();
  const parameters = z.record(z.string(), z.string()).parse(JSON.parse(given.get("parameters") ?? "{}"));
  const order = confirmInBridge(platform, parameters, { user: userOf(request).user });
  return phone.paid(billOf(platform, order));
}

/**
 * The mini program's own pay page, as `/pages/pay?ticket=…` opens it: logs in, asks the pay host, shows what is to be
 * paid, and pays. `appid` is the mini program's, `pay` the origin that it may ask.
 */
export async function answerMiniProgram(platform: Platform, request: Incoming): Promise<Reply> {
  const given = queryOf(request);
  try {
    return request.method === "POST" ? pay(platform, request, given) : await open(platform, request, given);
  } catch (error) {
    if (error instanceof NotPayable) return phoneOf(request).refused(error.message);
    throw error;
  }
}
