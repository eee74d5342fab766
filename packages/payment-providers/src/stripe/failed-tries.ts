import type { LocalizedText } from "@hutong/kernel";
import type { PaymentIntent } from "./translate.ts";

interface FailedTry {
  readonly customer: LocalizedText;
  readonly merchant: LocalizedText;
}

const declined: LocalizedText = {
  "zh-CN": "您的卡被拒绝了，没有扣款。请换一张卡，或换一种付款方式。",
  en: "Your card was declined and nothing was charged. Try another card, or pay another way.",
};

/** What the customer reads, by Stripe's code of the decline or of the error (docs.stripe.com/declines/codes). */
const forCustomer: Readonly<Record<string, LocalizedText>> = {
  insufficient_funds: {
    "zh-CN": "卡里余额不足，没有扣款。请换一张卡，或换一种付款方式。",
    en: "The card has insufficient funds and nothing was charged. Try another card, or pay another way.",
  },
  expired_card: {
    "zh-CN": "这张卡已经过期，没有扣款。请换一张卡。",
    en: "The card has expired and nothing was charged. Try another card.",
  },
  incorrect_cvc: {
    "zh-CN": "卡的安全码不对，没有扣款。请核对后再试。",
    en: "The card's security code is wrong and nothing was charged. Check it and try again.",
  },
  processing_error: {
    "zh-CN": "银行那边出了差错，没有扣款。请过一会儿再试，或换一张卡。",
    en: "Something went wrong at the bank and nothing was charged. Try again in a while, or use another card.",
  },
  payment_intent_authentication_failure: {
    "zh-CN": "银行没能确认是您本人，没有扣款。请再试一次，或换一种付款方式。",
    en: "Your bank could not confirm that it is you, and nothing was charged. Try again, or pay another way.",
  },
  payment_intent_payment_attempt_failed: {
    "zh-CN": "这次没有付成，没有扣款。请再试一次，或换一种付款方式。",
    en: "The payment was not completed and nothing was charged. Try again, or pay another way.",
  },
};

/** What became of the customer's last try, in words for both. The attempt goes on: another card may pay it. */
export function failedTry({ last_payment_error: error }: PaymentIntent): FailedTry {
  const { code, decline_code: declineCode } = error ?? {};
  const detail = [code, declineCode].filter(Boolean).join(": ");
  const inBrackets = (left: string, right: string) => (detail ? `${left}${detail}${right}` : "");
  return {
    customer: forCustomer[declineCode ?? ""] ?? forCustomer[code ?? ""] ?? declined,
    merchant: {
      "zh-CN": `顾客这一次没有付成${inBrackets("（", "）")}，还可以再试。`,
      en: `This try of the customer's failed${inBrackets(" (", ")")}; they can try again.`,
    },
  };
}

export const processing: LocalizedText = {
  "zh-CN": "付款方式已经接受，正等银行入账，可能要几天。",
  en: "The payment was accepted and waits for the bank, for days perhaps.",
};

export const customerAsked: LocalizedText = {
  "zh-CN": "银行或付款方式要顾客先确认（例如 3-D Secure）。",
  en: "The bank or the method asks the customer to confirm first, as 3-D Secure does.",
};
