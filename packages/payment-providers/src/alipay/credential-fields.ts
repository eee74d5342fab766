import type { CredentialField } from "../contract.ts";
import type { AlipayCredentials } from "./credentials.ts";

/** How the credentials stand in the form, and where Alipay's own pages show each of them. */
export const credentialFields: { readonly [Field in keyof Required<AlipayCredentials>]: CredentialField } = {
  appId: {
    label: { "zh-CN": "APPID", en: "App id" },
    help: {
      "zh-CN": "开放平台 › 控制台 › 应用详情；应用要已上线，并绑定了支付产品。",
      en: "Open Platform › Console › your app; it must be live and have the payment products.",
    },
  },
  privateKey: {
    label: { "zh-CN": "应用私钥", en: "App private key" },
    help: {
      "zh-CN": "密钥工具生成的应用私钥（RSA2），PEM 或整段字符都可以。",
      en: "The private key that the key tool made (RSA2), in PEM or as its bare text.",
    },
    isSecret: true,
    isLong: true,
  },
  alipayPublicKey: {
    label: { "zh-CN": "支付宝公钥", en: "Alipay public key" },
    help: {
      "zh-CN": "应用详情 › 接口加签方式 › 查看支付宝公钥；不是应用公钥。",
      en: "Your app › interface signing › Alipay public key; not your app's public key.",
    },
    isLong: true,
  },
  sellerId: {
    label: { "zh-CN": "商户 PID", en: "Merchant PID" },
    help: {
      "zh-CN": "以 2088 开头的 16 位数字。填错了，收款通知就不会被相信。",
      en: "16 digits beginning with 2088. With a wrong one, notices of payments are not believed.",
    },
  },
  desktop: {
    label: { "zh-CN": "电脑上怎样付款", en: "What a computer shows" },
    help: {
      "zh-CN": "在本店页面上显示二维码，需要签约当面付。",
      en: "A code on the shop's page needs the face-to-face product.",
    },
    choices: {
      page: { "zh-CN": "支付宝的收银台", en: "Alipay's own page" },
      qr: { "zh-CN": "本店页面上的二维码", en: "A code on the shop's page" },
    },
  },
  apiBase: {
    label: { "zh-CN": "模拟器地址", en: "Simulator address" },
    isForSimulators: true,
  },
};
