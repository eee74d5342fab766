import type { LocalizedText } from "@hutong/kernel";

/** What a merchant reads about a fault in the credentials, by the fault's code. */
export const credentialFaults: Readonly<Record<string, LocalizedText>> = {
  mchid_not_digits: {
    "zh-CN": "商户号应是一串数字，在商户平台首页可以看到。",
    en: "The merchant number is digits only; the merchant platform shows it on its first page.",
  },
  mode_unknown: {
    "zh-CN": "接入方式只有“direct”（自己的商户号）和“service-provider”（平台的服务商）。",
    en: "The mode is direct (a merchant number of your own) or service-provider (the platform's).",
  },
  sub_mchid_not_digits: {
    "zh-CN": "特约商户号应是一串数字，平台为您进件后会告诉您。",
    en: "The sub-merchant number is digits only; the platform tells it to you once you are registered.",
  },
  field_of_other_mode: {
    "zh-CN": "这一项不属于所选的接入方式，请清空。",
    en: "This field does not belong to the chosen mode; leave it empty.",
  },
  company_name_ill_formed: {
    "zh-CN": "商户全称应与商户平台上登记的一字不差，最多 128 个字。",
    en: "The company name is the one registered with the merchant number, to the letter; 128 letters at most.",
  },
  appid_ill_formed: {
    "zh-CN": "AppID 应以 wx 开头，共 18 个字符。",
    en: "An AppID begins with wx and has 18 characters.",
  },
  serial_not_40_hex: {
    "zh-CN": "商户 API 证书序列号应是 40 位十六进制字符，不是公钥 ID，也不是商户号。",
    en: "The serial of the merchant API certificate is 40 hexadecimal characters; it is not the public key's id.",
  },
  private_key_missing: {
    "zh-CN": "请粘贴 apiclient_key.pem 的全部内容。",
    en: "Paste the whole content of apiclient_key.pem.",
  },
  private_key_half_pasted: {
    "zh-CN": "私钥没有粘贴完整：要从 -----BEGIN 那一行到 -----END 那一行。",
    en: "The private key is not whole: paste it from the BEGIN line to the END line.",
  },
  private_key_is_certificate: {
    "zh-CN": "这是证书（apiclient_cert.pem），这里要私钥（apiclient_key.pem）。",
    en: "This is the certificate (apiclient_cert.pem); the private key is in apiclient_key.pem.",
  },
  private_key_is_other_key: {
    "zh-CN": "这是公钥，这里要商户私钥（apiclient_key.pem）。",
    en: "This is a public key; the merchant's private key is in apiclient_key.pem.",
  },
  private_key_unreadable: {
    "zh-CN": "私钥读不出来，可能少了几个字符。请重新打开文件，全部复制。",
    en: "The private key cannot be read; some characters may be missing. Copy the whole file again.",
  },
  private_key_not_rsa: { "zh-CN": "微信支付只用 RSA 私钥。", en: "WeChat Pay takes RSA keys only." },
  private_key_too_short: {
    "zh-CN": "私钥太短，微信支付的私钥是 2048 位。",
    en: "The private key is too short; WeChat Pay's keys have 2048 bits.",
  },
  api_v3_key_not_32_bytes: {
    "zh-CN": "APIv3 密钥应正好 32 个字符；不是 APIv2 密钥。",
    en: "The APIv3 key has exactly 32 characters; it is not the APIv2 key.",
  },
  public_key_id_ill_formed: {
    "zh-CN": "微信支付公钥 ID 以 PUB_KEY_ID_ 开头，后面是数字。",
    en: "The public key's id is PUB_KEY_ID_ followed by digits.",
  },
  public_key_needs_its_id: {
    "zh-CN": "微信支付公钥和公钥 ID 要一起填；都不填则用平台证书。",
    en: "Give WeChat Pay's public key and its id together; leave both out to use platform certificates.",
  },
  public_key_missing: {
    "zh-CN": "请粘贴 pub_key.pem 的全部内容。",
    en: "Paste the whole content of pub_key.pem.",
  },
  public_key_half_pasted: {
    "zh-CN": "公钥没有粘贴完整：要从 -----BEGIN 那一行到 -----END 那一行。",
    en: "The public key is not whole: paste it from the BEGIN line to the END line.",
  },
  public_key_is_certificate: {
    "zh-CN": "这是证书，这里要微信支付公钥（pub_key.pem）。",
    en: "This is a certificate; WeChat Pay's public key is in pub_key.pem.",
  },
  public_key_is_other_key: {
    "zh-CN": "这是私钥，这里要微信支付公钥（pub_key.pem）。",
    en: "This is a private key; WeChat Pay's public key is in pub_key.pem.",
  },
  public_key_unreadable: {
    "zh-CN": "公钥读不出来，可能少了几个字符。请重新打开文件，全部复制。",
    en: "The public key cannot be read; some characters may be missing. Copy the whole file again.",
  },
  public_key_not_rsa: { "zh-CN": "微信支付公钥是 RSA 公钥。", en: "WeChat Pay's public key is an RSA key." },
  public_key_too_short: {
    "zh-CN": "公钥太短，微信支付公钥是 2048 位。",
    en: "The public key is too short; WeChat Pay's has 2048 bits.",
  },
  app_secret_ill_formed: {
    "zh-CN": "AppSecret 是 32 位十六进制字符；不是 APIv3 密钥，也不是 AppID。",
    en: "An AppSecret is 32 hexadecimal characters; it is neither the APIv3 key nor the AppID.",
  },
  mini_program_needs_both: {
    "zh-CN": "小程序的 AppID 和 AppSecret 要一起填；没有小程序就都留空。",
    en: "Give the mini program's AppID and AppSecret together, or leave both empty.",
  },
  api_base_not_url: { "zh-CN": "模拟器地址应是网址。", en: "The simulator's address is a URL." },
};
