import type { Books } from "@hutong/simulator";
import { type MerchantCredentials, newMerchant } from "./merchants.ts";
import type { Platform } from "./platform.ts";

/** All that an account is, as it can be written down and taken in again. */
export interface KeptMerchant {
  readonly accountId: string;
  readonly credentials: MerchantCredentials;
}

/** Makes an account that outlives the simulator's process. */
export function newKeptMerchant(): KeptMerchant {
  const { accountId, secretKey, publishableKey, webhookSecrets } = newMerchant();
  return { accountId, credentials: { secretKey, publishableKey, webhookSecret: webhookSecrets[0]!.text } };
}

/** Takes in an account that was written down; where its events go is told anew. */
export function adopt(platform: Platform, { accountId, credentials }: KeptMerchant): void {
  const { secretKey, publishableKey, webhookSecret } = credentials;
  const webhookSecrets = [{ text: webhookSecret, until: null }];
  const known = { ...newMerchant(), accountId, secretKey, publishableKey, webhookSecrets };
  platform.merchants.set(secretKey, known);
}

/** What is to outlive the simulator's process, beside its accounts. */
export function booksOf({ books, remembered, notices }: Platform): Books {
  return { ...books, remembered, notices };
}
