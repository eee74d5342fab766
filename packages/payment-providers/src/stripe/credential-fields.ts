import type { CredentialField } from "../contract.ts";
import type { StripeCredentials } from "./credentials.ts";

/** How the credentials stand in the form, and where Stripe's own pages show each of them. */
export const credentialFields: { readonly [Field in keyof Required<StripeCredentials>]: CredentialField } = {
  mode: {
    label: { "zh-CN": "接入方式", en: "Mode" },
    choices: {
      "own-keys": { "zh-CN": "自己的密钥", en: "Our own keys" },
      connected: {
        "zh-CN": "连接到平台的账户（Connect）",
        en: "An account connected to the platform's (Connect)",
      },
    },
  },
  connectedAccount: {
    label: { "zh-CN": "Stripe 账户号", en: "Stripe account" },
    help: {
      "zh-CN": "以 acct_ 开头，由平台为您连接后分给本店。",
      en: "Begins with acct_; the platform gives it to this store once it is connected.",
    },
    modes: ["connected"],
    isNeeded: true,
  },
  secretKey: {
    modes: ["own-keys"],
    isNeeded: true,
    label: { "zh-CN": "密钥（Secret key）", en: "Secret key" },
    help: {
      "zh-CN":
        "Stripe 管理平台 › 开发者 › API 密钥。sk_live_ 收真钱，sk_test_ 只是测试。也可以用受限密钥（rk_…），要有 Checkout Sessions、Refunds 的写权限和 PaymentIntents、Disputes、Balance 的读权限（在本店页面付款、或先授权后扣款时，PaymentIntents 也要写权限）。",
      en: "Stripe Dashboard › Developers › API keys. sk_live_ takes real money, sk_test_ only tests. A restricted key (rk_…) needs write on Checkout Sessions and Refunds, read on PaymentIntents, Disputes and Balance; to pay on our page, or to capture later, write on PaymentIntents.",
    },
    isSecret: true,
  },
  webhookSecret: {
    modes: ["own-keys"],
    isNeeded: true,
    label: { "zh-CN": "Webhook 签名密钥", en: "Webhook signing secret" },
    help: {
      "zh-CN":
        "在“开发者 › Webhooks”里添加端点，网址填上面的通知地址，事件选 checkout.session.*、payment_intent.*、refund.*、charge.dispute.*，再复制以 whsec_ 开头的签名密钥。",
      en: "Under Developers › Webhooks, add an endpoint at the notice address above for checkout.session.*, payment_intent.*, refund.* and charge.dispute.*, then copy the signing secret that begins with whsec_.",
    },
    isSecret: true,
  },
  previousWebhookSecret: {
    modes: ["own-keys"],
    label: { "zh-CN": "上一个 Webhook 签名密钥", en: "Previous webhook signing secret" },
    help: {
      "zh-CN": "轮换签名密钥时填旧的那一个，过渡期结束后清空。平时留空。",
      en: "The old one, while the signing secret is being rolled. Leave it empty otherwise.",
    },
    isSecret: true,
  },
  presentation: {
    modes: ["own-keys"],
    label: { "zh-CN": "顾客在哪里付款", en: "Where customers pay" },
    help: {
      "zh-CN":
        "“本店页面”由 Stripe 自己的脚本画出付款表单，卡号不经过本店；需要可公开的密钥。浏览器跑不了脚本的顾客仍会去 Stripe 的页面。",
      en: "On our page the form is drawn by Stripe's own script and no card number passes through the shop; it needs the publishable key. Customers whose browser does not run scripts still go to Stripe's page.",
    },
    choices: {
      hosted: { "zh-CN": "Stripe 的页面", en: "Stripe's page" },
      "on-page": { "zh-CN": "本店页面", en: "Our page" },
    },
  },
  publishableKey: {
    modes: ["own-keys"],
    label: { "zh-CN": "可公开的密钥（Publishable key）", en: "Publishable key" },
    help: {
      "zh-CN": "和密钥在同一页上，以 pk_live_ 或 pk_test_ 开头，模式要与密钥相同。只有在本店页面付款才需要。",
      en: "On the same page as the secret key and of the same mode; begins with pk_live_ or pk_test_. Needed to pay on our page only.",
    },
  },
  apiBase: {
    modes: ["own-keys"],
    label: { "zh-CN": "模拟器地址", en: "Simulator address" },
    isForSimulators: true,
  },
};
