import { localized } from "@hutong/kernel";
import { definePaymentProvider, NotProven } from "../contract.ts";
import { credentialFields, ManualCredentials } from "./credentials.ts";

const byHand = {
  "zh-CN": "这笔要您自己退：请把钱退给顾客，然后在订单里确认。",
  en: "Nobody does it for you: give the money back yourself, then confirm it in the order.",
};

/** Money that staff see arrive: nothing is called, and only staff say that it was paid or given back. */
export const manual = definePaymentProvider<ManualCredentials>({
  id: "manual",
  label: { "zh-CN": "线下付款", en: "Manual payment" },
  credentials: ManualCredentials,
  credentialFields,
  settles: "at-submit",
  isPaidOnDelivery: (credentials) => credentials.kind === "cash-on-delivery",
  isForTestStoresOnly: false,
  currencies: "any",
  capabilities: ["partial-refund"],
  instructions: (credentials, locale) => localized(credentials.instructions, locale),
  connect: () => ({
    start: async () => ({ kind: "pending" }),
    fetch: async () => ({ kind: "pending" }),
    // Nobody can pay a closed manual attempt by themselves, so closing it always works.
    cancel: async () => ({ kind: "declined", customer: {}, merchant: { "zh-CN": "已关闭", en: "closed" } }),
    refund: async () => ({ kind: "pending", merchant: byHand }),
    readNotification: async () => {
      throw new NotProven("manual payments have no notices");
    },
  }),
});
