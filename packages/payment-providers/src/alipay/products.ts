import { toDecimal } from "@hutong/kernel";
import type { Action } from "../actions.ts";
import type { AttemptToPay, CustomerEnvironment } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { toChinaTime } from "./china-time.ts";
import { type ApiRequest, pageUrl } from "./request.ts";
import { toSubject } from "./subject.ts";

/** Seconds after which a page is opened by a fresh address: it is signed with the time, and asked about before. */
const pageSeconds = 900;
/** Seconds for which a code can be scanned. */
export const codeSeconds = 7200;

// Nothing here may depend on the try: the same number with other parameters is refused.
function order(attempt: AttemptToPay) {
  return {
    out_trade_no: toTradeNumber(attempt.id),
    total_amount: toDecimal(attempt.amount),
    subject: toSubject(attempt.description),
    time_expire: toChinaTime(attempt.expiresAt),
  };
}

function page(account: Account, attempt: AttemptToPay, method: string, content: object): Action {
  const request = {
    method,
    content: { ...order(attempt), ...content },
    notifyUrl: account.notifyUrl,
    returnUrl: attempt.returnUrl,
  };
  const url = pageUrl(account.signer, account.gateway, request);
  return { kind: "redirect", url, validForSeconds: pageSeconds };
}

/** The call that makes a code to be scanned off a second screen. */
export function precreate(account: Account, attempt: AttemptToPay): ApiRequest {
  return {
    method: "alipay.trade.precreate",
    content: { ...order(attempt), product_code: "QR_CODE_OFFLINE" },
    notifyUrl: account.notifyUrl,
  };
}

/** Where the customer can pay without a call; null on a computer of an account that shows codes there. */
export function actionFor(
  account: Account,
  attempt: AttemptToPay,
  { kind }: CustomerEnvironment,
): Action | null {
  if (kind === "desktop" && account.desktop === "qr") return null;
  if (kind === "desktop")
    return page(account, attempt, "alipay.trade.page.pay", { product_code: "FAST_INSTANT_TRADE_PAY" });
  // WeChat does not open Alipay's pages.
  if (kind === "wechat" || kind === "mini-program") return { kind: "open-in-browser" };
  return page(account, attempt, "alipay.trade.wap.pay", {
    product_code: "QUICK_WAP_WAY",
    quit_url: attempt.returnUrl,
  });
}
