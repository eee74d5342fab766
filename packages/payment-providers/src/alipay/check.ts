import { randomUUID } from "node:crypto";
import type { AccountCheck } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { AnswerNotProven, callLimit, type Refusal } from "./client.ts";
import { merchantText } from "./refusals.ts";

const works = {
  "zh-CN": "我们签了名，支付宝认了，它的回答也验过了签名。商户 PID 要到第一笔付款时才看得出对不对。",
  en: "We signed, Alipay accepted it, and its answer is proven. Whether the PID is right shows with the first payment.",
};
const wrongKey = {
  "zh-CN": "支付宝回答了，但签名和填写的支付宝公钥对不上。请重新复制支付宝公钥，不是应用公钥。",
  en: "Alipay answered, but its signature does not fit the public key given. Copy Alipay's public key again, not your app's.",
};

/** Which credential a refusal is about, by a part of its sub_code. */
const fields: readonly (readonly [part: string, field: string])[] = [
  ["invalid-signature", "privateKey"],
  ["missing-signature", "privateKey"],
  ["app-id", "appId"],
];

function refusedBy(refusal: Refusal): AccountCheck {
  const field = fields.find(([part]) => refusal.subCode.includes(part))?.[1] ?? null;
  return { kind: "refused", field, merchant: merchantText(refusal) };
}

/**
 * Asks about a trade that cannot exist: Alipay looks at our signature before it finds none, and signs its answer. Throws
 * when nothing is known.
 */
export async function checkAccount(account: Account): Promise<AccountCheck> {
  const content = { out_trade_no: toTradeNumber(randomUUID()) };
  try {
    const answer = await account.client.call({ method: "alipay.trade.query", content }, callLimit());
    if (answer.kind === "ok") return { kind: "works", merchant: works };
    if (!answer.subCode.includes("TRADE_NOT_EXIST")) return refusedBy(answer);
    if (!answer.isSigned) throw new Error("answer of Alipay without a signature");
    return { kind: "works", merchant: works };
  } catch (error) {
    if (error instanceof AnswerNotProven)
      return { kind: "refused", field: "alipayPublicKey", merchant: wrongKey };
    throw error;
  }
}
