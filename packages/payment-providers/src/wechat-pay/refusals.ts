import type { LocalizedText } from "@hutong/kernel";
import type { Outcome } from "../contract.ts";
import type { Refusal } from "./client.ts";
import { presentCode } from "./error-codes.ts";

const tryAnother: LocalizedText = {
  "zh-CN": "微信支付暂时用不了，没有扣款。请换一种付款方式。",
  en: "WeChat Pay is not available right now and nothing was charged. Please pay another way.",
};

/** What the customer reads by code; anything else is the shop's affair and reads as `tryAnother`. */
const forCustomer: Readonly<Record<string, LocalizedText>> = {
  USER_ACCOUNT_ABNORMAL: {
    "zh-CN": "您的微信支付账户状态异常，没有扣款。请在微信里查看，或换一种付款方式。",
    en: "Your WeChat Pay account is restricted and nothing was charged. Check it in WeChat, or pay another way.",
  },
  ORDER_CLOSED: {
    "zh-CN": "这笔付款已经关闭，没有扣款。请重新付款。",
    en: "This payment was closed and nothing was charged. Please pay again.",
  },
};

/** What the merchant reads by code: what is wrong and what to do. */
const forMerchant: Readonly<Record<string, LocalizedText>> = {
  PARAM_ERROR: {
    "zh-CN": "微信支付说参数有误。",
    en: "WeChat Pay found a parameter at fault.",
  },
  INVALID_REQUEST: {
    "zh-CN": "微信支付说这个请求现在不能做。",
    en: "WeChat Pay cannot do this request as things stand.",
  },
  APPID_MCHID_NOT_MATCH: {
    "zh-CN": "AppID 和商户号没有绑定。请在商户平台的“AppID 账号管理”里关联。",
    en: "The AppID is not bound to the merchant number. Bind it in the merchant platform under AppID management.",
  },
  MCH_NOT_EXISTS: {
    "zh-CN": "商户号不存在。请核对商户号。",
    en: "There is no such merchant number. Check it.",
  },
  SIGN_ERROR: {
    "zh-CN": "微信支付不认我们的签名。请核对商户私钥和证书序列号是不是同一张证书的，并检查服务器时钟。",
    en: "WeChat Pay does not accept our signature. Check that private key and serial belong to one certificate, and the server's clock.",
  },
  NO_AUTH: {
    "zh-CN": "商户号没有开通这种支付产品。请在商户平台的“产品中心”申请。",
    en: "The merchant number has no right to this product. Apply for it in the merchant platform.",
  },
  RULE_LIMIT: {
    "zh-CN": "微信支付的风控限制了这笔交易。请在商户平台查看。",
    en: "WeChat Pay's rules limit this transaction. See the merchant platform.",
  },
  NOT_ENOUGH: {
    "zh-CN": "商户账户余额不足，退款等您充值后继续。",
    en: "The merchant's balance is too low; the refund goes on after a top-up.",
  },
  ORDER_CLOSED: { "zh-CN": "订单已关闭。", en: "The order is closed." },
  OUT_TRADE_NO_USED: {
    "zh-CN": "这个商户订单号已经用别的参数下过单。",
    en: "This order number was used before with other parameters.",
  },
  ORDER_NOT_EXIST: { "zh-CN": "微信支付没有这笔订单。", en: "WeChat Pay has no such order." },
};

/** What a merchant reads about a refusal; WeChat Pay's own words follow, since they name the field. */
export function merchantText({ status, code, message }: Refusal): LocalizedText {
  const known = forMerchant[presentCode(code)] ?? (status === 401 ? forMerchant.SIGN_ERROR : undefined);
  const detail = [status, code, message].filter(Boolean).join(" ");
  return {
    "zh-CN": `${known?.["zh-CN"] ?? "微信支付没有接受。"}（${detail}）`,
    en: `${known?.en ?? "WeChat Pay did not accept this."} (${detail})`,
  };
}

/** A decline that WeChat Pay stands behind: nothing was ordered. */
export function declinedBy(refusal: Refusal): Outcome {
  const customer = forCustomer[presentCode(refusal.code)] ?? tryAnother;
  return { kind: "declined", customer, merchant: merchantText(refusal) };
}

/** A decline of ours, before WeChat Pay is asked. */
export function declinedByUs(merchant: LocalizedText): Outcome {
  return { kind: "declined", customer: tryAnother, merchant };
}
