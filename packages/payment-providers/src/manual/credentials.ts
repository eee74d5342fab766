import { z } from "zod";
import type { CredentialField } from "../contract.ts";

/** Bank transfer, cash on delivery and the like: how to pay, in the customer's language. */
export const ManualCredentials = z.strictObject({
  kind: z.enum(["bank-transfer", "cash-on-delivery"]).default("bank-transfer"),
  instructions: z.record(z.string(), z.string().max(2000)),
});
export type ManualCredentials = z.infer<typeof ManualCredentials>;

export const credentialFields = {
  kind: {
    label: { "zh-CN": "方式", en: "Kind" },
    choices: {
      "bank-transfer": {
        "zh-CN": "转账：先收到钱，再发货",
        en: "Bank transfer: the money comes first, then you ship",
      },
      "cash-on-delivery": {
        "zh-CN": "货到付款：先发货，快递员收钱",
        en: "Cash on delivery: you ship first, the courier brings the money",
      },
    },
  },
  instructions: {
    label: { "zh-CN": "付款说明", en: "How to pay" },
    help: {
      "zh-CN": "顾客下单后在订单页和邮件里读到：收款账户，或要给快递员准备多少现金。",
      en: "The customer reads it on the order page and in the mail: the account to pay into, or the cash to have ready.",
    },
    isLong: true,
  },
} satisfies Record<string, CredentialField>;
