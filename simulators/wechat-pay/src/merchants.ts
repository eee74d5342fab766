import { type KeyObject, randomBytes, randomInt } from "node:crypto";
import { type KeyPair, newKeyPair, newSerial, privatePem, publicPem } from "./certificate.ts";

/**
 * How the platform signs for a merchant: by its public key only, by platform certificates only, or both, while the
 * merchant switches from the one to the other.
 */
export type KeyMode = "public-key" | "certificate" | "switching";

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
}

export interface Registration {
  readonly keyMode?: KeyMode;
  readonly h5Hosts?: readonly string[];
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

/** Makes a merchant with keys of its own; the private key is handed out once and not kept. */
export function newMerchant(given: Registration = {}): {
  merchant: Merchant;
  credentials: MerchantCredentials;
} {
  const pair = newKeyPair();
  const keyMode = given.keyMode ?? "public-key";
  const merchant: Merchant = {
    mchid: `19${digits(8)}`,
    appid: `wx${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("")}`,
    serialNo: newSerial(),
    publicKey: pair.publicKey,
    apiV3Key: randomBytes(16).toString("hex"),
    platformKey: { ...newKeyPair(), id: `PUB_KEY_ID_01${digits(26)}` },
    keyMode,
    products: new Set(["jsapi", "native", "h5"]),
    h5Hosts: new Set(given.h5Hosts ?? []),
    balance: null,
  };
  const { mchid, appid, serialNo, apiV3Key } = merchant;
  const publicKey = {
    publicKeyId: merchant.platformKey.id,
    publicKey: publicPem(merchant.platformKey.publicKey),
  };
  const credentials = { mchid, appid, serialNo, privateKey: privatePem(pair.privateKey), apiV3Key };
  return {
    merchant,
    credentials: keyMode === "certificate" ? credentials : { ...credentials, ...publicKey },
  };
}
