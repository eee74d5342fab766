import type { ConnectEnvironment } from "../contract.ts";
import type { Addressing, App } from "./addressing.ts";

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

/** The account's apps, where their secrets are known. A simulator plays WeChat too; `openAccount` has refused one where none is allowed. */
export function wechatApps(
  address: Addressing,
  secrets: { readonly [Kind in App]: string | undefined },
  apiBase: string | undefined,
  environment: ConnectEnvironment,
): WechatApps {
  const { official, miniProgram } = secrets;
  const simulator = apiBase && environment.areSimulatorsAllowed ? new URL(apiBase).origin : null;
  return {
    ...(official ? { official: { appid: address.appid("official"), secret: official } } : {}),
    ...(miniProgram ? { miniProgram: { appid: address.appid("miniProgram"), secret: miniProgram } } : {}),
    openOrigin: simulator ?? "https://open.weixin.qq.com",
    apiOrigin: simulator ?? "https://api.weixin.qq.com",
    fetch: environment.fetch,
  };
}
