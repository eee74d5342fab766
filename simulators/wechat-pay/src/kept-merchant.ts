import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Books } from "@hutong/simulator";
import { privatePem } from "./certificate.ts";
import { type MerchantCredentials, newMerchant, products, type Registration } from "./merchants.ts";
import type { Platform } from "./platform.ts";

/** All that a direct merchant in public-key mode is, as it can be written down and taken in again. */
export interface KeptMerchant {
  readonly credentials: Required<MerchantCredentials>;
  /** What the platform signs with for this merchant: PKCS#8 PEM. */
  readonly platformKey: string;
}

/** Makes a merchant that outlives the simulator's process. */
export function newKeptMerchant(): KeptMerchant {
  const { merchant, credentials } = newMerchant();
  return {
    credentials: credentials as Required<MerchantCredentials>,
    platformKey: privatePem(merchant.platformKey.privateKey),
  };
}

/** What of a merchant may be another one at each start. */
type Surroundings = Required<Pick<Registration, "name" | "h5Hosts" | "webHosts">>;

/** Takes in a merchant that was written down. Throws when a key cannot be read. */
export function adopt(platform: Platform, kept: KeptMerchant, given: Surroundings): void {
  const { mchid, appid, serialNo, apiV3Key, ...told } = kept.credentials;
  const privateKey = createPrivateKey(kept.platformKey);
  platform.merchants.set(mchid, {
    mchid,
    name: given.name ?? mchid,
    appid,
    serialNo,
    publicKey: createPublicKey(told.privateKey),
    apiV3Key,
    platformKey: { id: told.publicKeyId, privateKey, publicKey: createPublicKey(privateKey) },
    keyMode: "public-key",
    products: new Set(products),
    h5Hosts: new Set(given.h5Hosts),
    webHosts: new Set(given.webHosts),
    apps: {
      official: { appid, secret: told.appSecret },
      miniProgram: { appid: told.miniProgramAppid, secret: told.miniProgramSecret },
    },
    subMerchants: null,
    balance: null,
  });
}

/** What is to outlive the simulator's process, beside its merchants. */
export function booksOf(platform: Platform): Books {
  const { orders, refunds, spoiled, notices, accessTokens, shipments } = platform;
  const { receivers, sharings, sharingReturns, unfrozen } = platform;
  return {
    orders,
    refunds,
    spoiled,
    notices,
    accessTokens,
    shipments,
    receivers,
    sharings,
    sharingReturns,
    unfrozen,
  };
}
