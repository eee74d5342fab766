import { z } from "zod";
import type { Identify } from "../actions.ts";
import type { Identity } from "../contract.ts";
import { callMs } from "./client.ts";
import type { WechatApp, WechatApps } from "./wechat-apps.ts";

function appOf(apps: WechatApps, by: Identify["by"]): WechatApp {
  const app = by === "wechat-web" ? apps.official : apps.miniProgram;
  if (!app) throw new Error(`the account has no AppSecret for ${by}`);
  return app;
}

/**
 * Web authorisation of official accounts, silent (`snsapi_base`). WeChat wants this order of parameters and the
 * fragment; the host of `redirectUri` is to be the account's web authorisation domain.
 */
export function identifyAt(apps: WechatApps, redirectUri: string, state: string): string {
  const { appid } = appOf(apps, "wechat-web");
  const query = `appid=${appid}&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&scope=snsapi_base`;
  return `${apps.openOrigin}/connect/oauth2/authorize?${query}&state=${state}#wechat_redirect`;
}

// Errors come with status 200; on success errcode is 0 or missing.
const Answer = z.object({ errcode: z.int().default(0), openid: z.string().min(1).max(128).optional() });

/** 40029: wrong, too old or another app's; 40163: used before. */
const stale = new Set([40029, 40163]);

const paths = {
  "wechat-web": { path: "/sns/oauth2/access_token", code: "code" },
  "wechat-mini-program": { path: "/sns/jscode2session", code: "js_code" },
} as const;

/** Exchanges a code of the web authorisation or of `wx.login`. Throws when WeChat says neither who nor "stale". */
export async function readIdentity(apps: WechatApps, by: Identify["by"], code: string): Promise<Identity> {
  const { appid, secret } = appOf(apps, by);
  const { path, code: name } = paths[by];
  const query = new URLSearchParams({ appid, secret, [name]: code, grant_type: "authorization_code" });
  const response = await apps.fetch(`${apps.apiOrigin}${path}?${query}`, {
    redirect: "error",
    signal: AbortSignal.timeout(callMs),
  });
  if (response.status !== 200) throw new Error(`WeChat answered ${response.status} to ${path}`);
  const { errcode, openid } = Answer.parse(await response.json());
  if (stale.has(errcode)) return { kind: "stale" };
  if (errcode !== 0 || !openid) throw new Error(`WeChat refused ${path}: errcode ${errcode}`);
  return { kind: "known", openId: openid };
}
