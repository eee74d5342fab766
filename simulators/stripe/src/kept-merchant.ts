import type { Books } from "@hutong/simulator";
import { newMerchant } from "./merchants.ts";
import type { Platform } from "./platform.ts";

/** All that an account is, as it can be written down and taken in again. */
export interface KeptMerchant {
  readonly accountId: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

/** Makes an account that outlives the simulator's process. */
export function newKeptMerchant(): KeptMerchant {
  const { accountId, secretKey, webhookSecrets } = newMerchant();
  return { accountId, secretKey, webhookSecret: webhookSecrets[0]!.text };
}

/** Takes in an account that was written down; where its events go is told anew. */
export function adopt(platform: Platform, { accountId, secretKey, webhookSecret }: KeptMerchant): void {
  const webhookSecrets = [{ text: webhookSecret, until: null }];
  platform.merchants.set(secretKey, { ...newMerchant(), accountId, secretKey, webhookSecrets });
}

/** What is to outlive the simulator's process, beside its accounts. */
export function booksOf({ books, remembered, notices }: Platform): Books {
  return { ...books, remembered, notices };
}
