import type { LocalizedText } from "@hutong/kernel";

// docs.stripe.com/disputes/categories, and the type Dispute.reason of SDK 23.1.0.
const texts: Readonly<Record<string, LocalizedText>> = {
  fraudulent: {
    "zh-CN": "持卡人说这笔付款不是本人操作的",
    en: "The cardholder says that they did not make this payment",
  },
  unrecognized: { "zh-CN": "持卡人认不出这笔扣款", en: "The cardholder does not recognise the charge" },
  product_not_received: {
    "zh-CN": "顾客说没有收到货",
    en: "The customer says that the goods did not arrive",
  },
  product_unacceptable: {
    "zh-CN": "顾客说货有问题，或与描述不符",
    en: "The customer says that the goods are faulty or not as described",
  },
  duplicate: { "zh-CN": "顾客说被扣了两次", en: "The customer says that they were charged twice" },
  credit_not_processed: {
    "zh-CN": "顾客说退了货或取消了订单，却没有收到退款",
    en: "The customer says that they returned the goods or cancelled, and got no refund",
  },
  subscription_canceled: {
    "zh-CN": "顾客说订阅取消后仍被扣款",
    en: "The customer says that they were charged after cancelling a subscription",
  },
  insufficient_funds: { "zh-CN": "顾客账户余额不足", en: "The customer’s account had too little money" },
  incorrect_account_details: { "zh-CN": "账户信息不对", en: "The account details were wrong" },
  debit_not_authorized: {
    "zh-CN": "顾客说没有授权这笔扣款",
    en: "The customer says that they did not authorise the debit",
  },
  bank_cannot_process: { "zh-CN": "银行处理不了这笔付款", en: "The bank could not process the payment" },
  noncompliant: {
    "zh-CN": "银行说这笔付款不合卡组织的规则",
    en: "The bank says that the payment broke the card network’s rules",
  },
  general: { "zh-CN": "顾客没有说明原因", en: "The customer gave no particular reason" },
};

/** Why a customer objects, in words; a reason that we do not know, in Stripe's. */
export function disputeReasonText(reason: string): LocalizedText {
  return texts[reason] ?? { "zh-CN": `Stripe 写的原因：${reason}`, en: `Stripe’s reason: ${reason}` };
}
