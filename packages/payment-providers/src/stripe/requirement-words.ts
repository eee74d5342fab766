import type { LocalizedText } from "@hutong/kernel";

const text = (chinese: string, english: string): LocalizedText => ({ "zh-CN": chinese, en: english });

const groups = {
  document: text("身份或公司证件", "A document that proves who you are"),
  business: text("做什么生意，网址是什么", "What the business sells, and where its website is"),
  type: text("个人还是公司", "Whether it is a person's or a company's"),
  company: text("公司的名称、地址和税号", "The company's name, address and tax number"),
  people: text("负责人的姓名、生日和地址", "Name, birthday and address of the people responsible"),
  bank: text("收钱的银行账户", "The bank account to pay out to"),
  terms: text("同意 Stripe 的服务条款", "Your agreement to Stripe's terms"),
  other: text("Stripe 页面上列出的其他资料", "Something else, which Stripe's page names"),
} as const;

// Stripe names what is due by the parameter that would give it; a document before whose it is.
const patterns: readonly (readonly [RegExp, keyof typeof groups])[] = [
  [/\.verification\.|^documents\./, "document"],
  [/^business_type$/, "type"],
  [/^business_profile\./, "business"],
  [/^company\./, "company"],
  [/^(?:individual|representative|owners|directors|executives|person_\w+)\./, "people"],
  [/^external_account$/, "bank"],
  [/^tos_acceptance\./, "terms"],
];

/** What Stripe still wants to know, each kind once, in words. */
export function missingWords(due: readonly string[]): LocalizedText[] {
  const named = due.map((name) => patterns.find(([pattern]) => pattern.test(name))?.[1] ?? "other");
  return (Object.keys(groups) as (keyof typeof groups)[])
    .filter((group) => named.includes(group))
    .map((group) => groups[group]);
}

const reasons: Readonly<Record<string, LocalizedText>> = {
  "requirements.past_due": text(
    "Stripe 要的资料过期没有补齐，账户暂停收款。",
    "Stripe waited for details that did not come, so the account takes no payments.",
  ),
  "requirements.pending_verification": text(
    "Stripe 正在核对资料，核对好之前不能收款。",
    "Stripe is checking the details; no payments are taken until it is done.",
  ),
  "action_required.requested_capabilities": text(
    "还要在 Stripe 申请收款功能。",
    "Card payments have to be asked for at Stripe first.",
  ),
  under_review: text("Stripe 正在审核这个账户。", "Stripe is reviewing this account."),
  listed: text(
    "Stripe 正在核对这个账户是否在禁止名单上。",
    "Stripe is looking whether this account is on a list of those it must not serve.",
  ),
  platform_paused: text(
    "平台暂停了这个账户。请联系平台。",
    "The platform has paused this account. Please ask its operator.",
  ),
};
const rejected = text(
  "Stripe 拒绝了这个账户，不会再开通。请联系 Stripe。",
  "Stripe has rejected this account for good. Please ask Stripe.",
);
const unknown = text(
  "Stripe 停止了这个账户收款。原因请看 Stripe 管理平台。",
  "Stripe has stopped payments to this account. Stripe's dashboard says why.",
);

/** Why Stripe takes no payments for an account, by `requirements.disabled_reason`. */
export function disabledWords(reason: string): LocalizedText {
  return reasons[reason] ?? (reason.startsWith("rejected.") ? rejected : unknown);
}
