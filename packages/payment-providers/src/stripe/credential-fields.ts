import type { CredentialField } from "../contract.ts";
import type { StripeCredentials } from "./credentials.ts";

/** How the credentials stand in the form, and where Stripe's own pages show each of them. */
export const credentialFields: { readonly [Field in keyof Required<StripeCredentials>]: CredentialField } = {
  secretKey: {
    label: { "zh-CN": "密钥（Secret key）", en: "Secret key" },
    help: {
      "zh-CN":
        "Stripe 管理平台 › 开发者 › API 密钥。sk_live_ 收真钱，sk_test_ 只是测试。也可以用受限密钥（rk_…），要有 Checkout Sessions、Refunds 的写权限和 PaymentIntents、Balance 的读权限。",
      en: "Stripe Dashboard › Developers › API keys. sk_live_ takes real money, sk_test_ only tests. A restricted key (rk_…) needs write on Checkout Sessions and Refunds, read on PaymentIntents and Balance.",
    },
    isSecret: true,
  },
  webhookSecret: {
    label: { "zh-CN": "Webhook 签名密钥", en: "Webhook signing secret" },
    help: {
      "zh-CN":
        "在“开发者 › Webhooks”里添加端点，网址填上面的通知地址，事件选 checkout.session.*、payment_intent.succeeded、payment_intent.canceled、refund.*，再复制以 whsec_ 开头的签名密钥。",
      en: "Under Developers › Webhooks, add an endpoint at the notice address above for checkout.session.*, payment_intent.succeeded, payment_intent.canceled and refund.*, then copy the signing secret that begins with whsec_.",
    },
    isSecret: true,
  },
  previousWebhookSecret: {
    label: { "zh-CN": "上一个 Webhook 签名密钥", en: "Previous webhook signing secret" },
    help: {
      "zh-CN": "轮换签名密钥时填旧的那一个，过渡期结束后清空。平时留空。",
      en: "The old one, while the signing secret is being rolled. Leave it empty otherwise.",
    },
    isSecret: true,
  },
  apiBase: {
    label: { "zh-CN": "模拟器地址", en: "Simulator address" },
    isForSimulators: true,
  },
};
