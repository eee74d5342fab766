import { constants, privateDecrypt } from "node:crypto";
import { z } from "zod";
import type { Merchant } from "./merchants.ts";
import { readBody } from "./parameters.ts";
import { type Party, partyOf } from "./parties.ts";
import type { Platform } from "./platform.ts";
import { parameterError, Refused } from "./refused.ts";

/** Basis points of an order that may be shared. */
export const maxRatio = 3000;

export const receiverType = z.enum(["MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"]);
export const appNames = {
  appid: z.string().min(1).max(32),
  sub_appid: z.string().min(1).max(32).optional(),
  sub_mchid: z.string().min(1).max(32).optional(),
};
const account = z.string().min(1).max(64);
const relations = z.enum([
  "SERVICE_PROVIDER",
  "STORE",
  "STAFF",
  "STORE_OWNER",
  "PARTNER",
  "HEADQUARTER",
  "BRAND",
  "DISTRIBUTOR",
  "USER",
  "SUPPLIER",
  "CUSTOM",
]);
const AddParameters = z.strictObject({
  ...appNames,
  type: receiverType,
  account,
  name: z.string().optional(),
  relation_type: relations,
  custom_relation: z.string().min(1).max(10).optional(),
});
const DeleteParameters = z.strictObject({ ...appNames, type: receiverType, account });

/** Whose sharing a call is about. Refuses NO_AUTH, a foreign appid, and a sub-merchant's openids without its appid. */
export function sharingParty(
  merchant: Merchant,
  given: { appid?: string | undefined; sub_appid?: string | undefined; sub_mchid?: string | undefined },
  types: readonly string[] = [],
): Party {
  const party = partyOf(merchant, given.sub_mchid, "profit-sharing");
  if (given.appid !== undefined && given.appid !== merchant.appid)
    throw new Refused(400, "INVALID_REQUEST", "appid与商户号不匹配");
  if (given.sub_appid !== undefined && !party.sub?.apps.some((app) => app.appid === given.sub_appid))
    throw new Refused(400, "INVALID_REQUEST", "sub_appid与sub_mchid不匹配");
  if (types.includes("PERSONAL_SUB_OPENID") && given.sub_appid === undefined)
    throw parameterError("/sub_appid", "缺失");
  return party;
}

/** Opens a name. Refuses one that no key of the platform's opens. */
export function openName(
  platform: Platform,
  merchant: Merchant,
  name: string,
  keySerial: string | undefined,
): string {
  const certificate = platform.certificates.find((one) => one.serial === keySerial);
  const key =
    keySerial === merchant.platformKey.id ? merchant.platformKey.privateKey : certificate?.privateKey;
  if (!key) throw parameterError("/name", "缺少Wechatpay-Serial，无法解密");
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return privateDecrypt({ key, padding, oaepHash: "sha1" }, Buffer.from(name, "base64")).toString("utf8");
  } catch {
    throw parameterError("/name", "解密失败");
  }
}

/** Key of a party's list of receivers. */
export function listOf({ merchant, sub }: Party): string {
  return `${merchant.mchid} ${sub?.mchid ?? ""}`;
}

/** Adds a receiver; a merchant's full name must be given. */
export function addReceiver(
  platform: Platform,
  merchant: Merchant,
  body: Buffer,
  keySerial: string | undefined,
): object {
  const given = readBody(AddParameters, body);
  const party = sharingParty(merchant, given, [given.type]);
  if (given.type === "MERCHANT_ID" && given.name === undefined) throw parameterError("/name", "缺失");
  if ((given.relation_type === "CUSTOM") !== (given.custom_relation !== undefined))
    throw parameterError("/custom_relation", "与relation_type不符");
  if (given.name !== undefined) openName(platform, merchant, given.name, keySerial);
  const list = platform.receivers.get(listOf(party)) ?? new Set();
  list.add(`${given.type} ${given.account}`);
  platform.receivers.set(listOf(party), list);
  const { type, account: who, relation_type } = given;
  return { type, account: who, relation_type, ...(given.name ? { name: given.name } : {}) };
}

/** Takes a receiver off the list. */
export function deleteReceiver(platform: Platform, merchant: Merchant, body: Buffer): object {
  const { type, account: who, ...names } = readBody(DeleteParameters, body);
  const party = sharingParty(merchant, names, [type]);
  platform.receivers.get(listOf(party))?.delete(`${type} ${who}`);
  return { type, account: who };
}
