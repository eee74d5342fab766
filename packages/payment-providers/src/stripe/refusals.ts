import type { LocalizedText } from "@hutong/kernel";
import type { Outcome } from "../contract.ts";
import type { Refusal } from "./client.ts";
import type { AmountFault } from "./currencies.ts";

const tryAnother: LocalizedText = {
  "zh-CN": "现在不能用 Stripe 付款，没有扣款。请换一种付款方式。",
  en: "Paying with Stripe is not possible right now and nothing was charged. Please pay another way.",
};

/** What the merchant reads by code: what is wrong and what to do. */
const forMerchant: Readonly<Record<string, LocalizedText>> = {
  amount_too_small: {
    "zh-CN": "金额低于 Stripe 对这种货币的最低收款额（约合 0.50 美元）。",
    en: "The amount is below the least that Stripe charges in this currency, about 0.50 US dollars.",
  },
  amount_too_large: {
    "zh-CN": "金额超过了 Stripe 允许的上限，或超过了可以退的余额。",
    en: "The amount is more than Stripe allows, or more than is left to refund.",
  },
  charge_already_refunded: {
    "zh-CN": "这笔付款已经全部退过了。",
    en: "This payment was refunded in full before.",
  },
  charge_disputed: {
    "zh-CN": "顾客的银行正就这笔付款提出争议，钱在银行那里，现在不能退。请等争议有结果。",
    en: "The customer’s bank disputes this payment and holds its money, so it cannot be refunded now. Wait for the dispute to end.",
  },
  balance_insufficient: {
    "zh-CN": "Stripe 余额不足，退款等您充值或有新收款后继续。",
    en: "The Stripe balance is too low; the refund goes on after a top-up or new payments.",
  },
  resource_missing: {
    "zh-CN": "Stripe 的这个账户里没有这个对象。请核对密钥是不是换成了另一个账户的。",
    en: "This Stripe account has no such object. Check that the key is not another account's.",
  },
  api_key_expired: {
    "zh-CN": "密钥已经过期。请在 Stripe 复制新的密钥。",
    en: "The secret key has expired. Copy the new one from Stripe.",
  },
};

const byStatus: Readonly<Record<number, LocalizedText>> = {
  401: {
    "zh-CN": "Stripe 不认这个密钥。请重新复制密钥，并看看它有没有被停用。",
    en: "Stripe does not accept this secret key. Copy it again, and look whether it was deactivated.",
  },
  403: {
    "zh-CN": "这个密钥没有所需的权限。请给受限密钥加上权限，或改用 sk_ 密钥。",
    en: "This key lacks a permission. Add it to the restricted key, or use the sk_ key.",
  },
};

/** What a merchant reads about a refusal; Stripe's own words follow, since they name the parameter. */
export function merchantText({ status, code, message }: Refusal): LocalizedText {
  const known = forMerchant[code] ?? byStatus[status];
  const detail = [status, code, message].filter(Boolean).join(" ");
  return {
    "zh-CN": `${known?.["zh-CN"] ?? "Stripe 没有接受。"}（${detail}）`,
    en: `${known?.en ?? "Stripe did not accept this."} (${detail})`,
  };
}

/** A decline that Stripe stands behind: no session was made. */
export function declinedBy(refusal: Refusal): Outcome {
  return { kind: "declined", customer: tryAnother, merchant: merchantText(refusal) };
}

/** What the merchant reads about an amount that cannot go to Stripe at all. */
export const amountTexts: Readonly<Record<AmountFault, LocalizedText>> = {
  currency: {
    "zh-CN": "Stripe 不收这种货币。请为它另设付款方式。",
    en: "Stripe does not take this currency. Offer another method for it.",
  },
  nothing: { "zh-CN": "金额必须大于零。", en: "The amount has to be more than zero." },
  too_large: {
    "zh-CN": "金额超过了 Stripe 的上限（最小单位的八位数）。",
    en: "The amount is more than Stripe takes: eight digits of the smallest unit.",
  },
  not_expressible: {
    "zh-CN": "Stripe 写不出这个金额：三位小数的货币末位必须是 0，马达加斯加阿里亚里只能是整数。请改价格。",
    en: "Stripe cannot write this amount: three-decimal currencies end in 0, and the Malagasy ariary is whole. Change the price.",
  },
};

/** A decline of ours, before Stripe is asked. */
export function declinedByUs(fault: AmountFault): Outcome {
  return { kind: "declined", customer: tryAnother, merchant: amountTexts[fault] };
}
