import { createClock } from "@hutong/kernel";
import type { AccountLink } from "./account-links.ts";
import { type Books, createBooks } from "./books.ts";
import { createFaults, type Faults } from "./faults.ts";
import type { Remembered } from "./idempotency.ts";
import {
  type Merchant,
  type MerchantCredentials,
  newMerchant,
  type Registration,
  type Standing,
} from "./merchants.ts";
import type { PendingNotice } from "./notices.ts";

/** Everything that the far end knows; in memory, gone when it stops. */
export interface Platform {
  readonly clock: ReturnType<typeof createClock>;
  /** By secret key. */
  readonly merchants: Map<string, Merchant>;
  /** Connected accounts, by id: they have no keys of their own. */
  readonly connected: Map<string, Merchant>;
  /** Pages on which connected accounts are set up. */
  readonly accountLinks: AccountLink[];
  readonly books: Books;
  /** By account and idempotency key. */
  readonly remembered: Map<string, Remembered>;
  readonly notices: PendingNotice[];
  readonly faults: Faults;
  /** Where it listens; known once it does. */
  origin: string;
}

export function createPlatform(): Platform {
  return {
    clock: createClock(),
    merchants: new Map(),
    connected: new Map(),
    accountLinks: [],
    books: createBooks(),
    remembered: new Map(),
    notices: [],
    faults: createFaults(),
    origin: "",
  };
}

/** Takes a merchant in, and tells what it would copy from Stripe's pages. */
export function register(
  platform: Platform,
  given: Registration = {},
): MerchantCredentials & { apiBase: string } {
  const merchant = newMerchant(given);
  platform.merchants.set(merchant.secretKey, merchant);
  return {
    secretKey: merchant.secretKey,
    publishableKey: merchant.publishableKey,
    webhookSecret: merchant.webhookSecrets[0]!.text,
    apiBase: platform.origin,
  };
}

/** The merchant of a publishable key. */
export function merchantOfPublishable(platform: Platform, key: string): Merchant | undefined {
  return [...platform.merchants.values()].find(({ publishableKey }) => publishableKey === key);
}

/**
 * Connects a new account to a merchant's: calls with the merchant's key and this account's number are the account's own. It
 * takes payments at once unless its standing says otherwise.
 */
export function connectTo(platform: Platform, hub: Merchant, begun: Partial<Standing> = {}): Merchant {
  const standing = {
    createdAt: nowOf(platform),
    country: "US",
    email: null,
    name: null,
    due: [],
    isSubmitted: true,
    disabledReason: null,
    isConnected: true,
    ...begun,
  };
  const account = { ...newMerchant({ mode: hub.isLive ? "live" : "test" }), hub, standing };
  platform.connected.set(account.accountId, account);
  return account;
}

/** The merchant of an object. */
export function merchantOf(platform: Platform, { accountId }: { accountId: string }): Merchant {
  const connected = platform.connected.get(accountId);
  return connected ?? [...platform.merchants.values()].find((one) => one.accountId === accountId)!;
}

/** Milliseconds by the platform's clock. */
export const nowOf = (platform: Platform) => platform.clock.now().getTime();
