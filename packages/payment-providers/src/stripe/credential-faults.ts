import type { LocalizedText } from "@hutong/kernel";

/** What a merchant reads about a fault in the credentials, by the fault's code. */
export const credentialFaults: Readonly<Record<string, LocalizedText>> = {
  secret_key_missing: {
    "zh-CN": "请粘贴密钥，以 sk_live_ 或 sk_test_ 开头。",
    en: "Paste the secret key; it begins with sk_live_ or sk_test_.",
  },
  secret_key_is_publishable: {
    "zh-CN": "这是可公开的密钥（pk_…），这里要私密的密钥（sk_…），在同一页上点“显示”。",
    en: "This is the publishable key (pk_…). The secret key (sk_…) is on the same page; press Reveal.",
  },
  secret_key_is_webhook_secret: {
    "zh-CN": "这是 Webhook 签名密钥（whsec_…），应填在下一格；这里要 API 密钥（sk_…）。",
    en: "This is the webhook signing secret (whsec_…), which belongs in the next field. The API key begins with sk_.",
  },
  secret_key_is_other_key: {
    "zh-CN": "这不是 API 密钥。请在“开发者 › API 密钥”里复制以 sk_ 开头的那一个。",
    en: "This is not an API key. Copy the one that begins with sk_ under Developers › API keys.",
  },
  secret_key_half_pasted: {
    "zh-CN": "密钥没有复制完整：先点“显示”，再全部复制，中间不能有省略号。",
    en: "The secret key is not whole: press Reveal first, then copy all of it, without dots in between.",
  },
  secret_key_ill_formed: {
    "zh-CN": "密钥应以 sk_live_、sk_test_、rk_live_ 或 rk_test_ 开头，后面只有字母和数字。",
    en: "A secret key begins with sk_live_, sk_test_, rk_live_ or rk_test_, and goes on with letters and digits only.",
  },
  webhook_secret_missing: {
    "zh-CN": "请粘贴 Webhook 签名密钥，以 whsec_ 开头。没有它，收到的通知无法核对真假。",
    en: "Paste the webhook signing secret; it begins with whsec_. Without it no notice can be proven.",
  },
  webhook_secret_is_key: {
    "zh-CN": "这是 API 密钥，这里要 Webhook 端点的签名密钥（whsec_…）。",
    en: "This is an API key; the endpoint's signing secret begins with whsec_.",
  },
  webhook_secret_is_endpoint_id: {
    "zh-CN": "这是端点的编号（we_…），请打开这个端点，复制它的签名密钥（whsec_…）。",
    en: "This is the endpoint's id (we_…). Open the endpoint and copy its signing secret (whsec_…).",
  },
  webhook_secret_half_pasted: {
    "zh-CN": "Webhook 签名密钥没有复制完整：先点“显示”，再全部复制。",
    en: "The webhook signing secret is not whole: press Reveal first, then copy all of it.",
  },
  webhook_secret_ill_formed: {
    "zh-CN": "Webhook 签名密钥应以 whsec_ 开头。",
    en: "A webhook signing secret begins with whsec_.",
  },
  mode_unknown: {
    "zh-CN": "请选择用自己的密钥（own-keys）还是连接到平台的账户（connected）。",
    en: "Choose keys of your own (own-keys) or an account connected to the platform's (connected).",
  },
  connected_account_missing: {
    "zh-CN": "请填写您连接到平台的 Stripe 账户号，以 acct_ 开头。",
    en: "Enter your Stripe account that is connected to the platform's; it begins with acct_.",
  },
  connected_account_ill_formed: {
    "zh-CN": "Stripe 账户号以 acct_ 开头，后面只有字母和数字。",
    en: "A Stripe account begins with acct_, and goes on with letters and digits only.",
  },
  field_of_other_mode: {
    "zh-CN": "这一项属于另一种接入方式，请清空。",
    en: "This belongs to the other mode; leave it empty.",
  },
  presentation_needs_own_keys: {
    "zh-CN": "连接到平台的账户目前只能在 Stripe 的页面上付款。",
    en: "With an account connected to the platform's, customers can pay on Stripe's page only for now.",
  },
  presentation_unknown: {
    "zh-CN": "请选择在 Stripe 的页面（hosted）还是本店页面（on-page）付款。",
    en: "Choose where customers pay: hosted (Stripe's page) or on-page (ours).",
  },
  publishable_key_missing: {
    "zh-CN": "在本店页面付款需要可公开的密钥，以 pk_live_ 或 pk_test_ 开头。",
    en: "To pay on our page the publishable key is needed; it begins with pk_live_ or pk_test_.",
  },
  publishable_key_is_secret: {
    "zh-CN": "这是私密的密钥，会被顾客的浏览器看到，不能填在这里。请填可公开的密钥（pk_…）。",
    en: "This is a secret key, and customers' browsers would see it. The publishable key begins with pk_.",
  },
  publishable_key_is_other_key: {
    "zh-CN": "这不是可公开的密钥。请在“开发者 › API 密钥”里复制以 pk_ 开头的那一个。",
    en: "This is not the publishable key. Copy the one that begins with pk_ under Developers › API keys.",
  },
  publishable_key_half_pasted: {
    "zh-CN": "可公开的密钥没有复制完整，请再全部复制一次。",
    en: "The publishable key is not whole; copy all of it again.",
  },
  publishable_key_ill_formed: {
    "zh-CN": "可公开的密钥应以 pk_live_ 或 pk_test_ 开头，后面只有字母和数字。",
    en: "A publishable key begins with pk_live_ or pk_test_, and goes on with letters and digits only.",
  },
  publishable_key_other_mode: {
    "zh-CN": "两个密钥的模式不同：一个是正式的，一个是测试的。请在同一模式下各复制一次。",
    en: "One key is live and the other a test key. Copy both in the same mode.",
  },
  api_base_not_url: { "zh-CN": "模拟器地址应是网址。", en: "The simulator's address is a URL." },
};
