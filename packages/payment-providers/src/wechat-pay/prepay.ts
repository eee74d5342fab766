import { type Action, qrCode } from "../actions.ts";
import type { AttemptToPay, CustomerEnvironment } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import type { App } from "./addressing.ts";
import { toDescription } from "./description.ts";
import { newNonce, payParameters } from "./sign.ts";
import { CodeUrl, H5Url, PrepayId } from "./translate.ts";

/** A way to pay by where the customer is: how to ask for it, and what to do with the answer. */
export interface Product {
  readonly path: string;
  readonly body: object;
  toAction(answer: unknown): Action;
}

const twoHours = 7200;
const fiveMinutes = 300;

/** RFC 3339 in China's time: whole seconds, the same for the same instant, as a repetition must say the same. */
export function chinaTime(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

// Nothing here may depend on the time or the try: prepay again with other parameters is refused.
function order(account: Account, attempt: AttemptToPay, app: App = "official") {
  return {
    ...account.address.order(app),
    description: toDescription(attempt.description),
    out_trade_no: toTradeNumber(attempt.id),
    time_expire: chinaTime(attempt.expiresAt),
    notify_url: account.notifyUrl,
    amount: { total: attempt.amount.amount, currency: attempt.amount.currency },
    ...(attempt.isForSharing ? { settle_info: { profit_sharing: true } } : {}),
  };
}

function native(account: Account, attempt: AttemptToPay): Product {
  return {
    path: `${account.address.orders}/native`,
    body: order(account, attempt),
    toAction: (answer) => qrCode(CodeUrl.parse(answer).code_url, twoHours, account.simulator),
  };
}

// The one change allowed to an h5_url is this parameter; its domain is to be registered with the merchant.
function withReturn(h5Url: string, returnUrl: string): string {
  return `${h5Url}&redirect_url=${encodeURIComponent(returnUrl)}`;
}

function h5(account: Account, attempt: AttemptToPay, ipAddress: string): Product {
  return {
    path: `${account.address.orders}/h5`,
    body: {
      ...order(account, attempt),
      scene_info: { payer_client_ip: ipAddress, h5_info: { type: "Wap" } },
    },
    toAction: (answer) => ({
      kind: "redirect",
      url: withReturn(H5Url.parse(answer).h5_url, attempt.payHostReturnUrl ?? attempt.returnUrl),
      isByPayHost: attempt.payHostReturnUrl !== undefined,
      validForSeconds: fiveMinutes,
    }),
  };
}

type Bridge = "wechat-jsapi" | "wechat-mini-program";

function jsapi(account: Account, attempt: AttemptToPay, openId: string, bridge: Bridge): Product {
  const { address } = account;
  const app = bridge === "wechat-mini-program" ? "miniProgram" : "official";
  return {
    path: `${address.orders}/jsapi`,
    body: { ...order(account, attempt, app), payer: address.payer(openId, app) },
    toAction(answer) {
      const { appId, ...signed } = payParameters(account.privateKey, {
        appid: address.appid(app),
        prepayId: PrepayId.parse(answer).prepay_id,
        timestamp: String(Math.floor(account.clock.now().getTime() / 1000)),
        nonce: newNonce(),
      });
      const parameters = app === "miniProgram" ? signed : { appId, ...signed };
      return { kind: "client-confirm", bridge, parameters, validForSeconds: twoHours };
    },
  };
}

function identify(account: Account, by: "wechat-web" | "wechat-mini-program"): Action {
  const kind = by === "wechat-web" ? "official" : "miniProgram";
  const appId = account.address.appid(kind);
  return { kind: "identify", by, appId, ...(account.apps[kind] ? { canIdentify: true } : {}) };
}

/** How this customer can pay: a product to order, something to do before, or null when their address is missing. */
export function productFor(
  account: Account,
  attempt: AttemptToPay,
  customer: CustomerEnvironment,
): Product | Action | null {
  const { kind, openId, ipAddress } = customer;
  // Alipay does not hand a page on to WeChat.
  if (kind === "alipay") return { kind: "open-in-browser" };
  if (kind === "desktop") return native(account, attempt);
  if (kind === "phone-browser") return ipAddress ? h5(account, attempt, ipAddress) : null;
  if (kind === "wechat")
    return openId ? jsapi(account, attempt, openId, "wechat-jsapi") : identify(account, "wechat-web");
  return openId
    ? jsapi(account, attempt, openId, "wechat-mini-program")
    : identify(account, "wechat-mini-program");
}
