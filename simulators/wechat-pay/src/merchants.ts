import { type KeyObject, randomBytes, randomInt } from "node:crypto";
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

/** A merchant as the platform knows it: of the merchant's own key, only the public half. */
export interface Merchant {
  readonly mchid: string;
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
  readonly keyMode?: KeyMode;
  readonly h5Hosts?: readonly string[];
  readonly webHosts?: readonly string[];
  /** Whether the shop is told the secrets of the merchant's apps; it is, unless this says no. */
  readonly tellsSecrets?: boolean;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

function newApp(): App {
  const appid = `wx${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("")}`;
  return { appid, secret: randomBytes(16).toString("hex") };
}

/** Makes a merchant with keys of its own; the private key is handed out once and not kept. */
export function newMerchant(given: Registration = {}): {
  merchant: Merchant;
  credentials: MerchantCredentials;
} {
  const pair = newKeyPair();
  const keyMode = given.keyMode ?? "public-key";
  const apps = { official: newApp(), miniProgram: newApp() };
  const merchant: Merchant = {
    mchid: `19${digits(8)}`,
    appid: apps.official.appid,
    serialNo: newSerial(),
    publicKey: pair.publicKey,
    apiV3Key: randomBytes(16).toString("hex"),
    platformKey: { ...newKeyPair(), id: `PUB_KEY_ID_01${digits(26)}` },
    keyMode,
    products: new Set(["jsapi", "native", "h5"]),
    h5Hosts: new Set(given.h5Hosts ?? []),
    webHosts: new Set(given.webHosts ?? []),
    apps,
    balance: null,
  };
  const { mchid, appid, serialNo, apiV3Key } = merchant;
  const publicKey = {
    publicKeyId: merchant.platformKey.id,
    publicKey: publicPem(merchant.platformKey.publicKey),
  };
  const secrets = {
    appSecret: apps.official.secret,
    miniProgramAppid: apps.miniProgram.appid,
    miniProgramSecret: apps.miniProgram.secret,
  };
  const keys = { mchid, appid, serialNo, privateKey: privatePem(pair.privateKey), apiV3Key };
  const credentials = given.tellsSecrets === false ? keys : { ...keys, ...secrets };
  return {
    merchant,
    credentials: keyMode === "certificate" ? credentials : { ...credentials, ...publicKey },
  };
}
