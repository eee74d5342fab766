import type { Merchant, SubMerchant } from "./merchants.ts";
import { parameterError, Refused } from "./refused.ts";

/** Whose a call is: a direct merchant's own (`sub` is null), or a service provider's for a sub-merchant. */
export interface Party {
  readonly merchant: Merchant;
  readonly sub: SubMerchant | null;
}

/** What a call says of it; which of these must be there depends on the door. */
export interface PartyNames {
  readonly mchid?: string | undefined;
  readonly appid?: string | undefined;
  readonly sp_mchid?: string | undefined;
  readonly sp_appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly sub_appid?: string | undefined;
}

const noRelation = () => new Refused(403, "NO_AUTH", "商户号与服务商号无受理关系");
const appidMismatch = () => new Refused(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配");

/** A direct merchant at the direct doors. Refuses a service provider, and names that are not the signer's. */
export function directParty(merchant: Merchant, given: PartyNames): Party {
  if (given.mchid !== merchant.mchid) throw parameterError("/mchid", "商户号与签名不一致");
  if (merchant.subMerchants) throw new Refused(403, "NO_AUTH", "服务商商户号不能直接收款");
  const appids: (string | undefined)[] = [undefined, merchant.appid, merchant.apps.miniProgram.appid];
  if (!appids.includes(given.appid)) throw appidMismatch();
  return { merchant, sub: null };
}

/**
 * The sub-merchant that a service provider acts for. Refuses: not the signer's sp_mchid or its own number as sub_mchid
 * (400 PARAM_ERROR), no relation or a product that was not granted (403 NO_AUTH), appids of others (400).
 */
export function subParty(merchant: Merchant, subMchid: string | undefined, product?: string): Party {
  if (!merchant.subMerchants) throw noRelation();
  if (subMchid === undefined) throw parameterError("/sub_mchid", "缺失");
  if (subMchid === merchant.mchid) throw parameterError("/sub_mchid", "与服务商商户号相同");
  const sub = merchant.subMerchants.get(subMchid);
  if (!sub || sub.granted.size === 0 || (product !== undefined && !sub.granted.has(product)))
    throw noRelation();
  return { merchant, sub };
}

/** The same at the partner doors, where the service provider is named too. */
export function partnerParty(merchant: Merchant, given: PartyNames, product?: string): Party {
  if (given.sp_mchid !== merchant.mchid) throw parameterError("/sp_mchid", "商户号与签名不一致");
  const party = subParty(merchant, given.sub_mchid, product);
  if (given.sp_appid !== undefined && given.sp_appid !== merchant.appid) throw appidMismatch();
  if (given.sub_appid !== undefined && !party.sub!.apps.some((app) => app.appid === given.sub_appid))
    throw new Refused(400, "APPID_MCHID_NOT_MATCH", "sub_mch_id与sub_appid不匹配");
  return party;
}

/** At doors that both use (refunds, bills, profit sharing): by whether a sub-merchant is named. */
export function partyOf(merchant: Merchant, subMchid: string | undefined, product?: string): Party {
  if (merchant.subMerchants) return subParty(merchant, subMchid, product);
  if (subMchid !== undefined) throw parameterError("/sub_mchid", "直连商户没有特约商户");
  return { merchant, sub: null };
}

/** Whether an order or refund is this party's. */
export function isOf(
  party: Party,
  one: { readonly mchid: string; readonly subMchid: string | null },
): boolean {
  return one.mchid === party.merchant.mchid && one.subMchid === (party.sub?.mchid ?? null);
}
