import { type KeyObject, randomBytes, randomInt } from "node:crypto";
import { digits } from "@hutong/simulator";
import { type KeyPair, newKeyPair, newSerial, privatePem, publicPem } from "./certificate.ts";

/**
 * How the platform signs for a merchant: by its public key only, by platform certificates only, or both, while the
 * merchant switches from the one to the other.
 */
export type KeyMode = "public-key" | "certificate" | "switching";

interface App {
  readonly appid: string;
  readonly secret: string;
}

/** A sub-merchant of a service provider's: it has no keys of its own that matter here. */
export interface SubMerchant {
  readonly mchid: string;
  /** Apps of its own, bound to it. */
  readonly apps: readonly App[];
  /** Products that it has granted to the service provider; without one: NO_AUTH. */
  readonly granted: Set<string>;
}

/** A merchant as the platform knows it: of the merchant's own key, only the public half. */
export interface Merchant {
  readonly mchid: string;
  /** 商户简称: whom the phone says that is paid. */
  readonly name: string;
  readonly appid: string;
  readonly serialNo: string;
  readonly publicKey: KeyObject;
  readonly apiV3Key: string;
  readonly platformKey: KeyPair & { readonly id: string };
  keyMode: KeyMode;
  /** Products that the merchant may use. */
  readonly products: Set<string>;
  /** Hosts from which an H5 page may be opened. */
  readonly h5Hosts: Set<string>;
  /** Hosts for web authorisation, JSAPI pages and the mini program's requests; none: all. */
  readonly webHosts: Set<string>;
  /** Its official account, whose appid is the merchant's, and its mini program. */
  readonly apps: { readonly official: App; readonly miniProgram: App };
  /** By mchid; null for a direct merchant, who has none. */
  readonly subMerchants: Map<string, SubMerchant> | null;
  /** Fen that refunds can be taken from; null: no limit. */
  balance: number | null;
}

/** What the merchant would copy from the merchant platform, in the shape in which shops ask for it. */
export interface MerchantCredentials {
  readonly mchid: string;
  readonly appid: string;
  readonly serialNo: string;
  readonly privateKey: string;
  readonly apiV3Key: string;
  readonly publicKeyId?: string;
  readonly publicKey?: string;
  readonly appSecret?: string;
  readonly miniProgramAppid?: string;
  readonly miniProgramSecret?: string;
}

export interface Registration {
  readonly name?: string | undefined;
  readonly keyMode?: KeyMode;
  readonly h5Hosts?: readonly string[];
  /** A service provider collects for sub-merchants, and for nobody else. */
  readonly isServiceProvider?: boolean;
  readonly webHosts?: readonly string[];
  /** Whether the shop is told the secrets of the merchant's apps; it is, unless this says no. */
  readonly tellsSecrets?: boolean;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const newMchid = () => `19${digits(8)}`;

function newApp(): App {
  const appid = `wx${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("")}`;
  return { appid, secret: randomBytes(16).toString("hex") };
}

const secretsOf = ({ official, miniProgram }: Merchant["apps"]) => ({
  appSecret: official.secret,
  miniProgramAppid: miniProgram.appid,
  miniProgramSecret: miniProgram.secret,
});
/** What a merchant may use. */
export const products = ["jsapi", "native", "h5"];

/** Makes a merchant with keys of its own; the private key is handed out once and not kept. */
export function newMerchant(given: Registration = {}): {
  merchant: Merchant;
  credentials: MerchantCredentials;
} {
  const pair = newKeyPair();
  const keyMode = given.keyMode ?? "public-key";
  const apps = { official: newApp(), miniProgram: newApp() };
  const merchant: Merchant = {
    mchid: newMchid(),
    name: given.name ?? "模拟商户",
    appid: apps.official.appid,
    serialNo: newSerial(),
    publicKey: pair.publicKey,
    apiV3Key: randomBytes(16).toString("hex"),
    platformKey: { ...newKeyPair(), id: `PUB_KEY_ID_01${digits(26)}` },
    keyMode,
    products: new Set(products),
    h5Hosts: new Set(given.h5Hosts ?? []),
    webHosts: new Set(given.webHosts ?? []),
    apps,
    subMerchants: given.isServiceProvider ? new Map() : null,
    balance: null,
  };
  const { mchid, appid, serialNo, apiV3Key } = merchant;
  const publicKey = {
    publicKeyId: merchant.platformKey.id,
    publicKey: publicPem(merchant.platformKey.publicKey),
  };
  const keys = { mchid, appid, serialNo, privateKey: privatePem(pair.privateKey), apiV3Key };
  const credentials = given.tellsSecrets === false ? keys : { ...keys, ...secretsOf(apps) };
  return {
    merchant,
    credentials: keyMode === "certificate" ? credentials : { ...credentials, ...publicKey },
  };
}

/** What a store keeps of its sub-merchant, in the shape in which shops ask for it. */
export interface SubMerchantCredentials {
  readonly mode: "service-provider";
  readonly subMchid: string;
  readonly subAppid?: string;
  readonly appSecret?: string;
  readonly miniProgramAppid?: string;
  readonly miniProgramSecret?: string;
}

/** Makes a sub-merchant that grants everything; with an appid of its own where asked. */
export function newSubMerchant(given: { readonly hasAppid?: boolean | undefined } = {}): {
  sub: SubMerchant;
  credentials: SubMerchantCredentials;
} {
  const apps = given.hasAppid ? { official: newApp(), miniProgram: newApp() } : undefined;
  const sub: SubMerchant = {
    mchid: newMchid(),
    apps: apps ? Object.values(apps) : [],
    granted: new Set([...products, "refund", "profit-sharing"]),
  };
  const credentials = { mode: "service-provider", subMchid: sub.mchid } as const;
  if (!apps) return { sub, credentials };
  return { sub, credentials: { ...credentials, subAppid: apps.official.appid, ...secretsOf(apps) } };
}
