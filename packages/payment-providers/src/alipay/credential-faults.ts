import type { LocalizedText } from "@hutong/kernel";

/** What a merchant reads about a fault in the credentials, by the fault's code. */
export const credentialFaults: Readonly<Record<string, LocalizedText>> = {
  app_id_not_digits: {
    "zh-CN": "APPID 是 16 位数字，在开放平台的应用详情里。",
    en: "An app id is 16 digits; the Open Platform shows it with the app.",
  },
  seller_id_ill_formed: {
    "zh-CN": "商户 PID 是以 2088 开头的 16 位数字，不是 APPID，也不是登录邮箱。",
    en: "The merchant's PID is 16 digits beginning with 2088; it is neither the app id nor the sign-in address.",
  },
  desktop_unknown: {
    "zh-CN": "电脑上的付款方式请填 page 或 qr。",
    en: "What a computer shows is page or qr.",
  },
  private_key_missing: {
    "zh-CN": "请粘贴应用私钥的全部内容。",
    en: "Paste the whole private key of the app.",
  },
  private_key_half_pasted: {
    "zh-CN": "应用私钥没有粘贴完整：要从 -----BEGIN 那一行到 -----END 那一行，或密钥工具给出的整段字符。",
    en: "The private key is not whole: paste it from the BEGIN line to the END line, or all of the key tool's text.",
  },
  private_key_is_certificate: {
    "zh-CN": "这是证书，这里要应用私钥。",
    en: "This is a certificate; the app's private key is wanted here.",
  },
  private_key_is_other_key: {
    "zh-CN": "这是公钥，这里要应用私钥。密钥工具生成时会给出一对，请粘贴“应用私钥”。",
    en: "This is a public key; paste the private one of the pair that the key tool made.",
  },
  private_key_unreadable: {
    "zh-CN": "应用私钥读不出来，可能少了几个字符。请重新打开文件，全部复制。",
    en: "The private key cannot be read; some characters may be missing. Copy the whole file again.",
  },
  private_key_not_rsa: {
    "zh-CN": "应用私钥要用 RSA2（2048 位）。请用密钥工具重新生成。",
    en: "The app's key must be RSA2 with 2048 bits. Make a new one with the key tool.",
  },
  private_key_too_short: {
    "zh-CN": "应用私钥太短，RSA2 要 2048 位。请用密钥工具重新生成。",
    en: "The private key is too short; RSA2 has 2048 bits. Make a new one with the key tool.",
  },
  public_key_missing: {
    "zh-CN": "请粘贴支付宝公钥的全部内容。",
    en: "Paste the whole public key of Alipay.",
  },
  public_key_half_pasted: {
    "zh-CN": "支付宝公钥没有粘贴完整，请重新全部复制。",
    en: "Alipay's public key is not whole; copy all of it again.",
  },
  public_key_is_certificate: {
    "zh-CN": "这是证书。这里用“公钥”模式，请粘贴支付宝公钥。",
    en: "This is a certificate. Public-key mode is used here: paste Alipay's public key.",
  },
  public_key_is_other_key: {
    "zh-CN": "这是私钥，这里要支付宝公钥。私钥请只填在“应用私钥”里。",
    en: "This is a private key; Alipay's public key is wanted here. A private key belongs in its own field only.",
  },
  public_key_is_app_key: {
    "zh-CN": "这是您的应用公钥。这里要支付宝公钥：在开放平台上传应用公钥之后，旁边会显示“支付宝公钥”。",
    en: "This is your app's own public key. Alipay's is shown beside it on the Open Platform once yours was uploaded.",
  },
  public_key_unreadable: {
    "zh-CN": "支付宝公钥读不出来，可能少了几个字符。请重新全部复制。",
    en: "Alipay's public key cannot be read; some characters may be missing. Copy all of it again.",
  },
  public_key_not_rsa: { "zh-CN": "支付宝公钥是 RSA2 公钥。", en: "Alipay's public key is an RSA2 key." },
  public_key_too_short: {
    "zh-CN": "公钥太短，支付宝公钥是 2048 位。",
    en: "The public key is too short; Alipay's has 2048 bits.",
  },
  api_base_not_url: { "zh-CN": "模拟器地址应是网址。", en: "The simulator's address is a URL." },
};
