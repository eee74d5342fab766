import { randomBytes } from "node:crypto";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id or key as Stripe makes them: a word in front, and letters and digits. */
export function newToken(prefix: string, length = 24): string {
  return prefix + [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join("");
}

/** A secret of the webhook endpoint; an old one goes on signing until `until`, in milliseconds. */
export interface WebhookSecret {
  readonly text: string;
  until: number | null;
}

export const permissions = [
  "checkout_sessions",
  "payment_intents",
  "refunds",
  "disputes",
  "balance",
  "events",
  "connected_accounts",
] as const;
export type Permission = (typeof permissions)[number];

/** How a connected account stands with Stripe, and who has it. */
export interface Standing {
  readonly createdAt: number;
  readonly country: string;
  readonly email: string | null;
  readonly name: string | null;
  /** Parameters that Stripe still wants to know. */
  due: readonly string[];
  isSubmitted: boolean;
  disabledReason: string | null;
  /** Whether it is connected to the platform still. */
  isConnected: boolean;
}

/** An account in one mode. */
export interface Merchant {
  readonly accountId: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly isLive: boolean;
  /** The account whose key acts for this one, and whose endpoint is told; null for one that is connected to nobody. */
  readonly hub: Merchant | null;
  /** Of an account that is connected to one. */
  readonly standing: Standing | null;
  /** What a restricted key may do; null: all. */
  readonly permissions: ReadonlySet<Permission> | null;
  /** Newest first. */
  webhookSecrets: WebhookSecret[];
  /** Where events go; none are sent before it is known. */
  endpoint: string | null;
  /** Units that refunds can be taken from; null: no limit. */
  balance: number | null;
}

/** What the merchant would copy from Stripe's pages, in the shape in which shops ask for it. */
export interface MerchantCredentials {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
}

export interface Registration {
  readonly mode?: "test" | "live";
  readonly endpoint?: string;
  /** Makes it a restricted key. */
  readonly permissions?: readonly Permission[];
}

export function newMerchant(given: Registration = {}): Merchant {
  const mode = given.mode ?? "test";
  return {
    accountId: newToken("acct_", 16),
    secretKey: newToken(`${given.permissions ? "rk" : "sk"}_${mode}_`, 99),
    publishableKey: newToken(`pk_${mode}_`, 99),
    isLive: mode === "live",
    hub: null,
    standing: null,
    permissions: given.permissions ? new Set(given.permissions) : null,
    webhookSecrets: [{ text: newToken("whsec_", 32), until: null }],
    endpoint: given.endpoint ?? null,
    balance: null,
  };
}

/** Makes a new signing secret; the old one signs beside it for `overlapSeconds`. `now` in milliseconds. */
export function rollSecret(merchant: Merchant, overlapSeconds: number, now: number): MerchantCredentials {
  for (const secret of merchant.webhookSecrets) secret.until ??= now + overlapSeconds * 1000;
  merchant.webhookSecrets = [{ text: newToken("whsec_", 32), until: null }, ...merchant.webhookSecrets];
  const { secretKey, publishableKey } = merchant;
  return { secretKey, publishableKey, webhookSecret: merchant.webhookSecrets[0]!.text };
}
