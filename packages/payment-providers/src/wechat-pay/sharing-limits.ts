import { type LocalizedText, type Money, money } from "@hutong/kernel";

/** Somebody who gets a part of a payment. The name is asked for of merchants: their full company name. */
export interface Receiver {
  readonly type: "MERCHANT_ID" | "PERSONAL_OPENID" | "PERSONAL_SUB_OPENID";
  readonly account: string;
  readonly name?: string;
}

/** Relations that WeChat Pay knows; another one is `CUSTOM` with words of its own, ten letters at most. */
export type Relation =
  | "SERVICE_PROVIDER"
  | "STORE"
  | "STAFF"
  | "STORE_OWNER"
  | "PARTNER"
  | "HEADQUARTER"
  | "BRAND"
  | "DISTRIBUTOR"
  | "USER"
  | "SUPPLIER"
  | { readonly custom: string };

export interface Share extends Receiver {
  readonly amount: Money;
  readonly description: string;
}

/** Parts of one payment, given away by one request. */
export interface SharingRequest {
  /** Same key, same request: WeChat Pay does it once. */
  readonly requestKey: string;
  readonly paymentId: string;
  readonly shares: readonly Share[];
  /** Whether what is left goes to the merchant now, after which nothing more can be shared. */
  readonly isLast: boolean;
  /** The payment as it was made, what of it was shared before, and in how many requests. */
  readonly paid: Money;
  readonly paidAt: Date;
  readonly shared: Money;
  readonly requestsBefore: number;
}

const mostReceivers = 50;
const mostRequests = 50;
const mostDescription = 80;
const waitMs = 60_000;
/** Basis points of a payment that may be shared unless the merchant has set another share. */
export const usualRatio = 3000;

/** The most of a payment that may be shared: rounded down, as a part of a fen is too much. */
export function mostShared(paid: Money, ratio: number): Money {
  return money(Number((BigInt(paid.amount) * BigInt(ratio)) / 10_000n), paid.currency);
}

const faults = {
  receivers: {
    "zh-CN": "一次分账要有 1 到 50 个接收方，每个接收方一次。",
    en: "One request shares with 1 to 50 receivers, each of them once.",
  },
  amounts: {
    "zh-CN": "每个接收方至少 0.01 元，而且只能是人民币。",
    en: "Each receiver gets at least 0.01 yuan, in CNY.",
  },
  description: {
    "zh-CN": "分账描述要有 1 到 80 个字。",
    en: "A share's description has 1 to 80 letters.",
  },
  early: { "zh-CN": "支付一分钟以后才能分账。", en: "Sharing begins a minute after the payment." },
  ratio: {
    "zh-CN": "分账总额超过了允许的比例。",
    en: "The shares together are more than may be shared of this payment.",
  },
  requests: { "zh-CN": "一笔支付最多分账 50 次。", en: "A payment is shared in at most 50 requests." },
} satisfies Record<string, LocalizedText>;

/**
 * Why WeChat Pay would not take a request, in words; null when nothing speaks against it. Its monthly limit for persons
 * (200 000 yuan) and what is left after fees and refunds are its own to know.
 */
export function findSharingFault(request: SharingRequest, ratio: number, now: Date): LocalizedText | null {
  const { shares, paid, shared } = request;
  const names = new Set(shares.map(({ type, account }) => `${type} ${account}`));
  if (shares.length < 1 || shares.length > mostReceivers || names.size !== shares.length)
    return faults.receivers;
  const isPayable = ({ amount }: Share) =>
    Number.isSafeInteger(amount.amount) && amount.amount >= 1 && amount.currency === "CNY";
  if (!shares.every(isPayable)) return faults.amounts;
  const isDescribed = ({ description }: Share) =>
    description.length > 0 && [...description].length <= mostDescription;
  if (!shares.every(isDescribed)) return faults.description;
  if (request.requestsBefore >= mostRequests) return faults.requests;
  if (now.getTime() - request.paidAt.getTime() < waitMs) return faults.early;
  const sum = shares.reduce((total, { amount }) => total + amount.amount, shared.amount);
  return sum > mostShared(paid, ratio).amount ? faults.ratio : null;
}
