import type { MerchantCredentials } from "./credentials.ts";

/** Whose an order or refund is, as answers and notices tell. */
export interface Named {
  readonly mchid?: string | undefined;
  readonly appid?: string | undefined;
  readonly sp_mchid?: string | undefined;
  readonly sp_appid?: string | undefined;
  readonly sub_mchid?: string | undefined;
  readonly sub_appid?: string | undefined;
}

type Names = Readonly<Record<string, string>>;

/** Which of an account's apps a customer is in; each knows them by an openid of its own. */
export type App = "official" | "miniProgram";

/** How an account's calls say whose they are: a merchant's own, or a service provider's for a sub-merchant. */
export interface Addressing {
  /** Path under which orders are placed, asked for and closed. */
  readonly orders: string;
  /** Who takes the money: a query's parameters and a close's body. */
  readonly merchant: Names;
  /** The same with the appids, as an order names them. */
  order(app: App): Names;
  /** What refunds, bills and profit sharing add to what Authorization says. */
  readonly part: Names;
  /** The appid that customers in an app are known by, and that pay parameters are signed for. */
  appid(app: App): string;
  payer(openId: string, app: App): Names;
  /** Why an order told of is not this account's, or null when it is. */
  findForeignOrder(told: Named): string | null;
  /** The same for a refund, which names no appid. */
  findForeignRefund(told: Named): string | null;
}

const sameOr = (given: string | undefined, ours: string, why: string) => (given === ours ? null : why);

type Own = Pick<MerchantCredentials, "mchid" | "appid" | "miniProgramAppid">;

/** A merchant with keys of its own. */
export function direct({ mchid, appid, miniProgramAppid = appid }: Own): Addressing {
  const appidOf = (app: App) => (app === "miniProgram" ? miniProgramAppid : appid);
  const findForeignRefund = (told: Named) =>
    told.sp_mchid !== undefined || told.sub_mchid !== undefined
      ? "a service provider's"
      : sameOr(told.mchid, mchid, "another merchant's");
  return {
    orders: "/v3/pay/transactions",
    merchant: { mchid },
    order: (app) => ({ appid: appidOf(app), mchid }),
    part: {},
    appid: appidOf,
    payer: (openid) => ({ openid }),
    findForeignOrder: (told) =>
      findForeignRefund(told) ??
      (told.appid === miniProgramAppid ? null : sameOr(told.appid, appid, "another appid's")),
    findForeignRefund,
  };
}

type Provider = Pick<MerchantCredentials, "mchid" | "appid">;

/** Why what is told of is not a service provider's own, whichever its sub-merchant; null when it is. */
export function findForeignProvider(
  { mchid, appid }: Provider,
  told: Named,
  what: "transaction" | "refund",
): string | null {
  if (told.mchid !== undefined) return "a direct merchant's";
  const foreign = sameOr(told.sp_mchid, mchid, "another service provider's");
  return foreign ?? (what === "refund" ? null : sameOr(told.sp_appid, appid, "another appid's"));
}

interface SubMerchant {
  readonly subMchid: string;
  readonly subAppid?: string | undefined;
  readonly miniProgramAppid?: string | undefined;
}

/** A sub-merchant, for whom a service provider signs. Customers in an app of its own are known by that one's appid. */
export function partner(provider: Provider, sub: SubMerchant): Addressing {
  const { subMchid, subAppid, miniProgramAppid = subAppid } = sub;
  const merchant = { sp_mchid: provider.mchid, sub_mchid: subMchid };
  const subAppidOf = (app: App) => (app === "miniProgram" ? miniProgramAppid : subAppid);
  const appNames = (appid: string | undefined): Names => (appid === undefined ? {} : { sub_appid: appid });
  const findForeign = (told: Named, what: "transaction" | "refund") =>
    findForeignProvider(provider, told, what) ?? sameOr(told.sub_mchid, subMchid, "another sub-merchant's");
  // An order without one may still be told of with the appid that WeChat Pay knows the sub-merchant by.
  const findForeignApp = ({ sub_appid }: Named) => {
    const ours = [subAppid, miniProgramAppid].filter((one) => one !== undefined);
    const isOurs = sub_appid === undefined || ours.length === 0 || ours.includes(sub_appid);
    return isOurs ? null : "another sub-merchant appid's";
  };
  return {
    orders: "/v3/pay/partner/transactions",
    merchant,
    order: (app) => ({ sp_appid: provider.appid, ...merchant, ...appNames(subAppidOf(app)) }),
    part: { sub_mchid: subMchid },
    appid: (app) => subAppidOf(app) ?? provider.appid,
    payer: (openId, app) => ({ [subAppidOf(app) === undefined ? "sp_openid" : "sub_openid"]: openId }),
    findForeignOrder: (told) => findForeign(told, "transaction") ?? findForeignApp(told),
    findForeignRefund: (told) => findForeign(told, "refund"),
  };
}

/** Parameters as a query string with its question mark; empty for none. */
export function queryOf(names: Names): string {
  const query = new URLSearchParams(names).toString();
  return query ? `?${query}` : "";
}
