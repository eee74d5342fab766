import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Incoming, Reply } from "@hutong/simulator";
import { takeAnswerFault } from "./faults.ts";
import type { Merchant } from "./merchants.ts";
import type { Platform } from "./platform.ts";

const fiveMinutesMs = 300_000;
const userCookie = "wechat_user";

/** How an app knows a user: the same user has another openid in each app. */
export function openIdOf(appid: string, user: string): string {
  return `o${createHash("sha256").update(`${appid} ${user}`).digest("base64url").slice(0, 27)}`;
}

/** A code of a user for an app, as `wx.login` and the web authorisation give: once, for five minutes. */
export function newLoginCode(platform: Platform, appid: string, user: string): string {
  const code = randomBytes(16).toString("hex");
  const until = platform.clock.now().getTime() + fiveMinutesMs;
  platform.loginCodes.set(code, { appid, openId: openIdOf(appid, user), until, isUsed: false });
  return code;
}

/** The merchant that owns an app, by its appid. */
export function merchantOfApp(
  platform: Platform,
  kind: "official" | "miniProgram",
  appid: string,
): Merchant | undefined {
  return [...platform.merchants.values()].find((one) => one.apps[kind].appid === appid);
}

/** Who uses this browser, and the header that makes it remember. */
export function userOf(request: Incoming): { user: string; headers: Record<string, string> } {
  const known = new RegExp(`(?:^|; )${userCookie}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
  const user = known ?? randomBytes(9).toString("base64url");
  const cookie = `${userCookie}=${user}; Path=/; HttpOnly; SameSite=Lax`;
  return { user, headers: known ? {} : { "set-cookie": cookie } };
}

function said(text: string): Reply {
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟微信</title><h1>${text}</h1></html>`;
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

const query =
  /^appid=(wx\w{16})&redirect_uri=([^&]+)&response_type=code&scope=snsapi_base&state=([0-9A-Za-z]{1,128})$/;

/** Web authorisation: parameters in their order, a registered host, WeChat's own browser; then back with a code. */
export function answerAuthorize(platform: Platform, request: Incoming): Reply {
  if (!/MicroMessenger/i.test(request.headers["user-agent"] ?? "")) return said("请在微信客户端打开链接");
  const [, appid, encoded, state] = query.exec(request.path.split("?")[1] ?? "") ?? [];
  const merchant = appid ? merchantOfApp(platform, "official", appid) : undefined;
  if (!appid || !merchant || !state) return said("参数错误");
  const redirect = URL.parse(decodeURIComponent(encoded!));
  const isRegistered = redirect && (merchant.webHosts.size === 0 || merchant.webHosts.has(redirect.host));
  if (!isRegistered) return said("redirect_uri域名与后台配置不一致，错误码：10003");
  const { user, headers } = userOf(request);
  redirect.searchParams.set("code", newLoginCode(platform, appid, user));
  redirect.searchParams.set("state", state);
  return { status: 302, headers: { ...headers, location: redirect.href }, body: "" };
}

const exchanges = {
  "/sns/oauth2/access_token": { kind: "official", code: "code" },
  "/sns/jscode2session": { kind: "miniProgram", code: "js_code" },
} as const;

function exchange(platform: Platform, path: keyof typeof exchanges, given: URLSearchParams): object {
  const { kind, code: name } = exchanges[path];
  const appid = given.get("appid") ?? "";
  const merchant = merchantOfApp(platform, kind, appid);
  if (!merchant) return { errcode: 40013, errmsg: "invalid appid" };
  if (given.get("secret") !== merchant.apps[kind].secret)
    return { errcode: 40125, errmsg: "invalid appsecret" };
  if (given.get("grant_type") !== "authorization_code")
    return { errcode: 40002, errmsg: "invalid grant_type" };
  const known = platform.loginCodes.get(given.get(name) ?? "");
  if (!known || known.appid !== appid || known.until < platform.clock.now().getTime())
    return { errcode: 40029, errmsg: "invalid code" };
  if (known.isUsed) return { errcode: 40163, errmsg: "code been used" };
  known.isUsed = true;
  const secret = randomBytes(16).toString("base64");
  return kind === "official"
    ? {
        access_token: secret,
        expires_in: 7200,
        refresh_token: secret,
        openid: known.openId,
        scope: "snsapi_base",
      }
    : { openid: known.openId, session_key: secret };
}

const unknownPath: Reply = { status: 404, headers: {}, body: "" };

/** Exchanges a code for the openid; errors come with status 200. Breaks off or hangs as the faults say. */
export async function answerSns(platform: Platform, request: Incoming): Promise<Reply | null> {
  const [path = "", search] = request.path.split("?");
  if (!(path in exchanges) || request.method !== "GET") return unknownPath;
  const fault = takeAnswerFault(platform.faults, path);
  if (fault?.kind === "break-before") return null;
  // Unreferenced, so that a connection nobody waits for keeps no process alive.
  if (fault?.kind === "hang") return await wait(60_000, null, { ref: false });
  const answer = exchange(platform, path as keyof typeof exchanges, new URLSearchParams(search));
  return { status: 200, headers: { "content-type": "text/plain" }, body: JSON.stringify(answer) };
}
