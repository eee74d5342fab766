import { randomUUID } from "node:crypto";
import type { LocalizedText } from "@hutong/kernel";
import type { AccountCheck } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account, ProviderAccount } from "./account.ts";
import { queryOf } from "./addressing.ts";
import { AnswerNotProven, type Refusal } from "./client.ts";
import { presentCode } from "./error-codes.ts";
import { NotOpened, openCertificates } from "./platform-keys.ts";
import { chinaTime } from "./prepay.ts";
import { merchantText } from "./refusals.ts";

const works = {
  "zh-CN": "我们签了名，微信支付认了，也回答了。",
  en: "We signed; WeChat Pay accepted the signature and answered.",
};

const worksUnsealed = {
  "zh-CN": `${works["zh-CN"]}APIv3 密钥要到第一条收款通知才看得出对不对。`,
  en: `${works.en} Whether the APIv3 key is right shows with the first notice of a payment.`,
};
const otherSeal: LocalizedText = {
  "zh-CN": "APIv3 密钥打不开微信支付发来的证书。请核对“API 安全”里设的那一个，不是 APIv2 密钥。",
  en: "The APIv3 key does not open what WeChat Pay sends. Compare it with the one that you set under API security; it is not the APIv2 key.",
};
const otherSignature: LocalizedText = {
  "zh-CN": "微信支付的回答和填的微信支付公钥对不上，顾客会付不了款。请重新复制公钥和公钥 ID。",
  en: "WeChat Pay's answers do not fit the public key, so that nobody could pay. Copy the public key and its id again.",
};

/** Which credential a refused code is about. */
const fieldOf: Readonly<Record<string, string>> = {
  MCH_NOT_EXISTS: "mchid",
  APPID_MCHID_NOT_MATCH: "appid",
};
/** The same for a sub-merchant, whose keys are the platform's. */
const fieldOfSub: Readonly<Record<string, string>> = {
  MCH_NOT_EXISTS: "subMchid",
  NO_AUTH: "subMchid",
  PARAM_ERROR: "subMchid",
  APPID_MCHID_NOT_MATCH: "subAppid",
};

// A 401 tells its three causes apart in words only.
function fieldOfUnsigned(message: string): string | null {
  if (message.includes("timestamp")) return null;
  return message.includes("序列号") ? "serialNo" : "privateKey";
}

const isDirect = (account: Account) => account.address.part.sub_mchid === undefined;
const refusedAt = (field: string, merchant: LocalizedText): AccountCheck => ({
  kind: "refused",
  field,
  merchant,
});

// Whoever has certificates gets them sealed with the APIv3 key. False for one who has none.
async function canOpenSeals(account: Account): Promise<boolean> {
  const answer = await account.client.call({ method: "GET", path: "/v3/certificates" });
  if (answer.kind === "ok") openCertificates(account.apiV3Key, answer.body);
  return answer.kind === "ok";
}

/** Seconds for which the order of a check could be paid, had anybody its code. */
const orderSeconds = 300;

// Refusals are not signed. An order of one fen is answered under WeChat Pay's key, and closed: nobody sees its code.
async function order(account: Account): Promise<Refusal | null> {
  const { address, client, clock, notifyUrl } = account;
  const number = toTradeNumber(randomUUID());
  const body = {
    ...address.order("official"),
    description: "Hutong",
    out_trade_no: number,
    time_expire: chinaTime(new Date(clock.now().getTime() + orderSeconds * 1000)),
    notify_url: notifyUrl,
    amount: { total: 1, currency: "CNY" },
  };
  const answer = await client.call({ method: "POST", path: `${address.orders}/native`, body });
  if (answer.kind === "refused") return answer;
  const path = `${address.orders}/out-trade-no/${number}/close`;
  // Left open it runs out by itself.
  await client.call({ method: "POST", path, body: address.merchant }).catch(() => undefined);
  return null;
}

// Our own signature was accepted: what is left are the keys that WeChat Pay's words are read by, and the appid.
async function checkKeys(account: Account): Promise<AccountCheck> {
  try {
    const isOpened = await canOpenSeals(account);
    const refusal = await order(account);
    if (refusal && fieldOf[presentCode(refusal.code)]) return refused(refusal, fieldOf);
    if (refusal?.message.includes("Wechatpay-Serial")) return refusedAt("publicKeyId", otherSignature);
    return { kind: "works", merchant: isOpened ? works : worksUnsealed };
  } catch (error) {
    if (error instanceof NotOpened) return refusedAt("apiV3Key", otherSeal);
    if (error instanceof AnswerNotProven) return refusedAt("publicKey", otherSignature);
    throw error;
  }
}

/**
 * Asks about an order that cannot exist: WeChat Pay looks at our signature before it finds no order. For an account with
 * keys of its own it then tries these, by the certificates and by an order of one fen that is closed at once. Throws when
 * nothing is known.
 */
export async function checkAccount(account: Account): Promise<AccountCheck> {
  const { orders, merchant } = account.address;
  const path = `${orders}/out-trade-no/${toTradeNumber(randomUUID())}${queryOf(merchant)}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "ok" || presentCode(answer.code) === "ORDER_NOT_EXIST")
    return isDirect(account) ? await checkKeys(account) : { kind: "works", merchant: works };
  return refused(answer, isDirect(account) ? fieldOf : fieldOfSub);
}

function refused(answer: Refusal, fields: Readonly<Record<string, string>>): AccountCheck {
  const field =
    answer.status === 401 && fields === fieldOf
      ? fieldOfUnsigned(answer.message)
      : (fields[presentCode(answer.code)] ?? null);
  return { kind: "refused", field, merchant: merchantText(answer) };
}

/**
 * Asks for the platform certificates, which every merchant may do: one with a public key only is told that there are
 * none, after its signature was looked at. Throws when nothing is known.
 */
export async function checkProvider(provider: ProviderAccount): Promise<AccountCheck> {
  const answer = await provider.client.call({ method: "GET", path: "/v3/certificates" });
  if (answer.kind === "ok" || presentCode(answer.code) === "RESOURCE_NOT_EXISTS")
    return { kind: "works", merchant: works };
  return refused(answer, fieldOf);
}
