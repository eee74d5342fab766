import type { CredentialField } from "../contract.ts";
import type { WechatPayCredentials } from "./credentials.ts";

/** How the credentials stand in the form, and where WeChat Pay's own pages show each of them. */
export const credentialFields: { readonly [Field in keyof Required<WechatPayCredentials>]: CredentialField } =
  {
    mode: {
      label: { "zh-CN": "接入方式", en: "Mode" },
      choices: {
        direct: { "zh-CN": "自己的商户号和密钥", en: "Our own merchant number and keys" },
        "service-provider": { "zh-CN": "平台的服务商（特约商户）", en: "The platform's service provider" },
      },
    },
    subMchid: {
      label: { "zh-CN": "特约商户号", en: "Sub-merchant number (sub_mchid)" },
      help: {
        "zh-CN": "平台用服务商为您进件后得到的商户号。",
        en: "The merchant number that you got when the platform registered you.",
      },
      modes: ["service-provider"],
      isNeeded: true,
    },
    subAppid: {
      label: { "zh-CN": "自己的 AppID", en: "AppID of your own (sub_appid)" },
      help: {
        "zh-CN": "您自己的服务号或小程序，已关联特约商户号；没有就留空。",
        en: "Your own service account or mini program, bound to the sub-merchant number; or leave it empty.",
      },
      modes: ["service-provider"],
    },
    mchid: {
      modes: ["direct"],
      isNeeded: true,
      label: { "zh-CN": "商户号", en: "Merchant number (mchid)" },
      help: {
        "zh-CN": "商户平台 › 账户中心 › 商户信息。",
        en: "Merchant platform › Account centre › Merchant information.",
      },
    },
    appid: {
      modes: ["direct"],
      isNeeded: true,
      label: { "zh-CN": "AppID", en: "AppID" },
      help: {
        "zh-CN": "已认证的服务号或小程序，并已在商户平台关联这个商户号。",
        en: "A verified service account or mini program, bound to this merchant number.",
      },
    },
    serialNo: {
      modes: ["direct"],
      isNeeded: true,
      label: { "zh-CN": "商户 API 证书序列号", en: "Serial of the merchant API certificate" },
      help: {
        "zh-CN": "商户平台 › 账户中心 › API 安全 › 商户 API 证书。",
        en: "Merchant platform › Account centre › API security › Merchant API certificate.",
      },
    },
    privateKey: {
      modes: ["direct"],
      isNeeded: true,
      label: { "zh-CN": "商户 API 私钥", en: "Merchant API private key" },
      help: { "zh-CN": "apiclient_key.pem 的全部内容。", en: "The whole content of apiclient_key.pem." },
      isSecret: true,
      isLong: true,
    },
    apiV3Key: {
      modes: ["direct"],
      isNeeded: true,
      label: { "zh-CN": "APIv3 密钥", en: "APIv3 key" },
      help: {
        "zh-CN": "32 个字符，在“API 安全”里自己设的那一个。",
        en: "The 32 characters that you set under API security.",
      },
      isSecret: true,
    },
    publicKeyId: {
      modes: ["direct"],
      label: { "zh-CN": "微信支付公钥 ID", en: "WeChat Pay public key id" },
      help: {
        "zh-CN": "以 PUB_KEY_ID_ 开头；没有就留空，改用平台证书。",
        en: "Begins with PUB_KEY_ID_. Leave it empty to go by platform certificates.",
      },
    },
    publicKey: {
      modes: ["direct"],
      label: { "zh-CN": "微信支付公钥", en: "WeChat Pay public key" },
      help: { "zh-CN": "pub_key.pem 的全部内容。", en: "The whole content of pub_key.pem." },
      isLong: true,
    },
    appSecret: {
      label: { "zh-CN": "服务号 AppSecret", en: "AppSecret of the service account" },
      help: {
        "zh-CN":
          "微信公众平台 › 设置与开发 › 开发接口管理。填了它，顾客在微信里就能直接付款；不填，会请顾客改用手机浏览器。",
        en: "Official accounts platform › Settings and development. With it customers pay inside WeChat; without it they are asked to open their browser.",
      },
      isSecret: true,
    },
    miniProgramAppid: {
      label: { "zh-CN": "小程序 AppID", en: "AppID of the mini program" },
      help: {
        "zh-CN": "店铺也开在小程序里时填，并在商户平台关联这个商户号。",
        en: "Where the shop opens in a mini program too; bind it to this merchant number.",
      },
    },
    miniProgramSecret: {
      label: { "zh-CN": "小程序 AppSecret", en: "AppSecret of the mini program" },
      help: {
        "zh-CN": "小程序后台 › 开发管理 › 开发设置。",
        en: "Mini program console › Development management › Development settings.",
      },
      isSecret: true,
    },
    apiBase: {
      modes: ["direct"],
      label: { "zh-CN": "模拟器地址", en: "Simulator address" },
      isForSimulators: true,
    },
  };
