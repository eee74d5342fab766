import type { CredentialField } from "../contract.ts";
import type { WechatPayCredentials } from "./credentials.ts";

/** How the credentials stand in the form, and where WeChat Pay's own pages show each of them. */
export const credentialFields: { readonly [Field in keyof Required<WechatPayCredentials>]: CredentialField } =
  {
    mchid: {
      label: { "zh-CN": "商户号", en: "Merchant number (mchid)" },
      help: {
        "zh-CN": "商户平台 › 账户中心 › 商户信息。",
        en: "Merchant platform › Account centre › Merchant information.",
      },
    },
    appid: {
      label: { "zh-CN": "AppID", en: "AppID" },
      help: {
        "zh-CN": "已认证的服务号或小程序，并已在商户平台关联这个商户号。",
        en: "A verified service account or mini program, bound to this merchant number.",
      },
    },
    serialNo: {
      label: { "zh-CN": "商户 API 证书序列号", en: "Serial of the merchant API certificate" },
      help: {
        "zh-CN": "商户平台 › 账户中心 › API 安全 › 商户 API 证书。",
        en: "Merchant platform › Account centre › API security › Merchant API certificate.",
      },
    },
    privateKey: {
      label: { "zh-CN": "商户 API 私钥", en: "Merchant API private key" },
      help: { "zh-CN": "apiclient_key.pem 的全部内容。", en: "The whole content of apiclient_key.pem." },
      isSecret: true,
      isLong: true,
    },
    apiV3Key: {
      label: { "zh-CN": "APIv3 密钥", en: "APIv3 key" },
      help: {
        "zh-CN": "32 个字符，在“API 安全”里自己设的那一个。",
        en: "The 32 characters that you set under API security.",
      },
      isSecret: true,
    },
    publicKeyId: {
      label: { "zh-CN": "微信支付公钥 ID", en: "WeChat Pay public key id" },
      help: {
        "zh-CN": "以 PUB_KEY_ID_ 开头；没有就留空，改用平台证书。",
        en: "Begins with PUB_KEY_ID_. Leave it empty to go by platform certificates.",
      },
    },
    publicKey: {
      label: { "zh-CN": "微信支付公钥", en: "WeChat Pay public key" },
      help: { "zh-CN": "pub_key.pem 的全部内容。", en: "The whole content of pub_key.pem." },
      isLong: true,
    },
    apiBase: {
      label: { "zh-CN": "模拟器地址", en: "Simulator address" },
      isForSimulators: true,
    },
  };
