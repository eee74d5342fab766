import { createCipheriv, randomBytes, sign } from "node:crypto";
import { createClock } from "@hutong/kernel";
import type { Order, Refund } from "./books.ts";
import { issueCertificate, type PlatformCertificate } from "./certificate.ts";
import { createFaults, type Faults } from "./faults.ts";
import {
  type Merchant,
  type MerchantCredentials,
  newMerchant,
  newSubMerchant,
  type Registration,
  type SubMerchantCredentials,
} from "./merchants.ts";
import type { PendingNotice } from "./notices.ts";
import type { Sharing, SharingReturn } from "./sharing-calls.ts";
import type { Shipments } from "./shipment-calls.ts";

/** Everything that the far end knows; in memory, gone when it stops. */
export interface Platform {
  readonly clock: ReturnType<typeof createClock>;
  readonly merchants: Map<string, Merchant>;
  /** Oldest first; the first signs, unless another was told to. */
  certificates: PlatformCertificate[];
  signingSerial: string;
  /** By merchant and out_trade_no. */
  readonly orders: Map<string, Order>;
  /** By merchant and out_refund_no. */
  readonly refunds: Map<string, Refund>;
  /** Numbers that were closed before they were ordered, and can not be used any more. */
  readonly spoiled: Set<string>;
  /** What `wx.login` and the web authorisation gave, by code. */
  readonly loginCodes: Map<string, { appid: string; openId: string; until: number; isUsed: boolean }>;
  readonly downloads: Map<string, { mchid: string; body: Buffer; until: number }>;
  readonly notices: PendingNotice[];
  /** Access tokens of apps, by appid, and how often one was asked for. */
  readonly accessTokens: Map<string, { token: string; until: number }>;
  tokenCalls: number;
  /** By transaction id: what a mini program was told of parcels. */
  readonly shipments: Map<string, Shipments>;
  /** Receivers of profit sharing, by party; sharings and returns by their numbers; transactions let go of. */
  readonly receivers: Map<string, Set<string>>;
  readonly sharings: Map<string, Sharing>;
  readonly sharingReturns: Map<string, SharingReturn>;
  readonly unfrozen: Set<string>;
  readonly faults: Faults;
  /** Where it listens; known once it does. */
  origin: string;
}

export function createPlatform(): Platform {
  const clock = createClock();
  const certificate = issueCertificate(clock.now());
  return {
    clock,
    merchants: new Map(),
    certificates: [certificate],
    signingSerial: certificate.serial,
    orders: new Map(),
    refunds: new Map(),
    spoiled: new Set(),
    loginCodes: new Map(),
    downloads: new Map(),
    notices: [],
    accessTokens: new Map(),
    tokenCalls: 0,
    shipments: new Map(),
    receivers: new Map(),
    sharings: new Map(),
    sharingReturns: new Map(),
    unfrozen: new Set(),
    faults: createFaults(),
    origin: "",
  };
}

/** Takes a merchant in; its credentials are told once. */
export function register(
  platform: Platform,
  given: Registration = {},
): MerchantCredentials & { apiBase: string } {
  const { merchant, credentials } = newMerchant(given);
  platform.merchants.set(merchant.mchid, merchant);
  return { ...credentials, apiBase: platform.origin };
}

/** Takes a sub-merchant in under a service provider. Throws when there is no such service provider. */
export function registerSub(
  platform: Platform,
  spMchid: string,
  given: { readonly hasAppid?: boolean | undefined } = {},
): SubMerchantCredentials {
  const subMerchants = platform.merchants.get(spMchid)?.subMerchants;
  if (!subMerchants) throw new RangeError(`not a service provider: ${spMchid}`);
  const { sub, credentials } = newSubMerchant(given);
  subMerchants.set(sub.mchid, sub);
  return credentials;
}

/** Adds a certificate; it is told to whoever asks, and signs only after `signWith`. */
export function addCertificate(platform: Platform): string {
  const certificate = issueCertificate(platform.clock.now());
  platform.certificates = [...platform.certificates, certificate];
  return certificate.serial;
}

/** Lets a certificate take over, and drops the others where asked. */
export function signWith(platform: Platform, serial: string, dropsOthers = false): void {
  platform.signingSerial = serial;
  if (dropsOthers) platform.certificates = platform.certificates.filter((one) => one.serial === serial);
}

export type SigningKind = "public-key" | "certificate";

/** The four headers over `body` at this moment, by the merchant's public key or by the platform's certificate. */
export function signatureHeaders(
  platform: Platform,
  merchant: Merchant,
  kind: SigningKind,
  body: string | Buffer,
): Record<string, string> {
  const certificate = platform.certificates.find((one) => one.serial === platform.signingSerial)!;
  const isPublicKey = kind === "public-key";
  const timestamp = String(Math.floor(platform.clock.now().getTime() / 1000));
  const nonce = randomBytes(16).toString("hex");
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from("\n")]);
  const key = isPublicKey ? merchant.platformKey.privateKey : certificate.privateKey;
  return {
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-signature": sign("RSA-SHA256", text, key).toString("base64"),
    "wechatpay-serial": isPublicKey ? merchant.platformKey.id : certificate.serial,
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
  };
}

/** Seals a text for a merchant: AES-256-GCM with its APIv3 key, tag at the end. */
export function seal(apiV3Key: string, text: string, associatedData: string) {
  const nonce = randomBytes(6).toString("hex");
  const cipher = createCipheriv("aes-256-gcm", apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associatedData));
  const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: bytes.toString("base64"),
    associated_data: associatedData,
    nonce,
  };
}
