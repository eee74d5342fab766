import type { LocalizedText } from "@hutong/kernel";
import type { Outcome } from "../contract.ts";
import type { Refusal } from "./client.ts";

const tryAnother: LocalizedText = {
  "zh-CN": "支付宝暂时用不了，没有扣款。请换一种付款方式。",
  en: "Alipay is not available right now and nothing was charged. Please pay another way.",
};

/** What the merchant reads by a part of the refusal's sub_code, since spellings vary; the first that fits. */
const forMerchant: readonly (readonly [part: string, text: LocalizedText])[] = [
  [
    "invalid-signature",
    {
      "zh-CN": "支付宝不认我们的签名。请核对应用私钥，它的公钥要已经上传到开放平台。",
      en: "Alipay does not accept our signature. Check the app's private key; its public half must be uploaded.",
    },
  ],
  [
    "missing-signature",
    {
      "zh-CN": "应用还没有配置公钥。请先在开放平台上传应用公钥。",
      en: "The app has no public key yet. Upload it on the Open Platform first.",
    },
  ],
  [
    "app-id",
    {
      "zh-CN": "APPID 不存在或不可用。请核对。",
      en: "The app id does not exist or cannot be used. Check it.",
    },
  ],
  [
    "timestamp",
    {
      "zh-CN": "支付宝说时间不对。请检查服务器时钟。",
      en: "Alipay says the time is wrong. Check the server's clock.",
    },
  ],
  [
    "insufficient-isv-permissions",
    {
      "zh-CN": "应用没有签约这种支付产品。请在开放平台开通。",
      en: "The app has no right to this product. Apply for it on the Open Platform.",
    },
  ],
  [
    "BALANCE_NOT_ENOUGH",
    {
      "zh-CN": "商户账户余额不足，退款等您充值后继续。",
      en: "The merchant's balance is too low; the refund goes on after a top-up.",
    },
  ],
  [
    "CONTEXT_INCONSISTENT",
    {
      "zh-CN": "这个商户订单号已经用别的参数下过单。",
      en: "This order number was used before with other parameters.",
    },
  ],
  ["TRADE_NOT_EXIST", { "zh-CN": "支付宝没有这笔交易。", en: "Alipay has no such trade." }],
];

/** What a merchant reads about a refusal; Alipay's own words follow, since they name the field. */
export function merchantText({ code, subCode, message }: Refusal): LocalizedText {
  const known = forMerchant.find(([part]) => subCode.includes(part))?.[1];
  const detail = [code, subCode, message].filter(Boolean).join(" ");
  return {
    "zh-CN": `${known?.["zh-CN"] ?? "支付宝没有接受。"}（${detail}）`,
    en: `${known?.en ?? "Alipay did not accept this."} (${detail})`,
  };
}

/** A decline that Alipay stands behind: nothing can be paid. */
export function declinedBy(refusal: Refusal): Outcome {
  return { kind: "declined", customer: tryAnother, merchant: merchantText(refusal) };
}

/** A decline of ours, before Alipay is asked. */
export function declinedByUs(merchant: LocalizedText): Outcome {
  return { kind: "declined", customer: tryAnother, merchant };
}
