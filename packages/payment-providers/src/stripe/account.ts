import type { Clock } from "@hutong/kernel";
import type { ConnectEnvironment } from "../contract.ts";
import { type StripeClient, stripeClient } from "./client.ts";
import { isLiveKey, type StripeCredentials } from "./credentials.ts";
import { type Embedding, embeddingOf } from "./embedding.ts";

/** A merchant's account with all that its calls need. */
export interface Account {
  /** Ours, told to Stripe with every object: a Stripe account may serve several shops, and more than shops. */
  readonly id: string;
  readonly isLive: boolean;
  readonly webhookSecrets: readonly string[];
  readonly clock: Clock;
  readonly client: StripeClient;
  /** Whether new attempts are paid on our page. */
  readonly isOnPage: boolean;
  readonly embedding: Embedding | null;
}

/** Opens an account. Throws when its credentials name a simulator where none is allowed. */
export function openAccount(credentials: StripeCredentials, environment: ConnectEnvironment): Account {
  if (credentials.apiBase && !environment.areSimulatorsAllowed)
    throw new Error("simulators are not allowed here");
  const { webhookSecret, previousWebhookSecret } = credentials;
  return {
    id: environment.accountId,
    isLive: isLiveKey(credentials.secretKey),
    webhookSecrets: previousWebhookSecret ? [webhookSecret, previousWebhookSecret] : [webhookSecret],
    clock: environment.clock,
    client: stripeClient(credentials, environment.fetch),
    isOnPage: credentials.presentation === "on-page",
    embedding: embeddingOf(credentials),
  };
}
