import type { ConnectEnvironment } from "../contract.ts";
import type { WechatPayCredentials } from "./credentials.ts";

/** An app of WeChat's: it knows each of its users by an openid of its own. */
export interface WechatApp {
  readonly appid: string;
  readonly secret: string;
}

/** The apps that can tell this account who a customer is, and WeChat's origins for asking. */
export interface WechatApps {
  readonly official?: WechatApp;
  readonly miniProgram?: WechatApp;
  readonly openOrigin: string;
  readonly apiOrigin: string;
  readonly fetch: typeof fetch;
}

/** The account's apps. A simulator plays WeChat too; `openAccount` has refused one where none is allowed. */
export function wechatApps(credentials: WechatPayCredentials, environment: ConnectEnvironment): WechatApps {
  const { appid, appSecret, miniProgramAppid, miniProgramSecret, apiBase } = credentials;
  const simulator = apiBase && environment.areSimulatorsAllowed ? new URL(apiBase).origin : null;
  return {
    ...(appSecret ? { official: { appid, secret: appSecret } } : {}),
    ...(miniProgramAppid && miniProgramSecret
      ? { miniProgram: { appid: miniProgramAppid, secret: miniProgramSecret } }
      : {}),
    openOrigin: simulator ?? "https://open.weixin.qq.com",
    apiOrigin: simulator ?? "https://api.weixin.qq.com",
    fetch: environment.fetch,
  };
}
