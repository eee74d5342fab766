import { randomUUID } from "node:crypto";
import type { AccountCheck } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { presentCode } from "./error-codes.ts";
import { merchantText } from "./refusals.ts";

const works = {
  "zh-CN": "我们签了名，微信支付认了，也回答了。",
  en: "We signed; WeChat Pay accepted the signature and answered.",
};

/** Which credential a refused code is about. */
const fieldOf: Readonly<Record<string, string>> = {
  MCH_NOT_EXISTS: "mchid",
  APPID_MCHID_NOT_MATCH: "appid",
};

// A 401 tells its three causes apart in words only.
function fieldOfUnsigned(message: string): string | null {
  if (message.includes("timestamp")) return null;
  return message.includes("序列号") ? "serialNo" : "privateKey";
}

/**
 * Asks about an order that cannot exist: WeChat Pay looks at our signature before it finds no order. Throws when nothing
 * is known.
 */
export async function checkAccount(account: Account): Promise<AccountCheck> {
  const path = `/v3/pay/transactions/out-trade-no/${toTradeNumber(randomUUID())}?mchid=${account.mchid}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "ok" || presentCode(answer.code) === "ORDER_NOT_EXIST")
    return { kind: "works", merchant: works };
  const field =
    answer.status === 401 ? fieldOfUnsigned(answer.message) : (fieldOf[presentCode(answer.code)] ?? null);
  return { kind: "refused", field, merchant: merchantText(answer) };
}
