import { randomUUID } from "node:crypto";
import type { AccountCheck } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account, ProviderAccount } from "./account.ts";
import { queryOf } from "./addressing.ts";
import type { Refusal } from "./client.ts";
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

/**
 * Asks about an order that cannot exist: WeChat Pay looks at our signature before it finds no order. Throws when nothing
 * is known.
 */
export async function checkAccount(account: Account): Promise<AccountCheck> {
  const { orders, merchant } = account.address;
  const path = `${orders}/out-trade-no/${toTradeNumber(randomUUID())}${queryOf(merchant)}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "ok" || presentCode(answer.code) === "ORDER_NOT_EXIST")
    return { kind: "works", merchant: works };
  return refused(answer, account.address.part.sub_mchid === undefined ? fieldOf : fieldOfSub);
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
