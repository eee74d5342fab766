import type { Clock } from "@hutong/kernel";
import type { ConnectEnvironment } from "../contract.ts";
import { type StripeClient, stripeClient } from "./client.ts";
import { isLiveKey, PlatformCredentials, type StripeCredentials } from "./credentials.ts";
import { type Embedding, embeddingOf } from "./embedding.ts";

/** A merchant's account with all that its calls need. */
export interface Account {
  /** Ours, told to Stripe with every object: a Stripe account may serve several shops, and more than shops. */
  readonly id: string;
  readonly isLive: boolean;
  /** The connected account that the platform's key acts for; null for keys of one's own. */
  readonly connectedAccount: string | null;
  readonly webhookSecrets: readonly string[];
  readonly clock: Clock;
  readonly client: StripeClient;
  /** The platform's own calls about a connected account; null for keys of one's own. */
  readonly platformClient: StripeClient | null;
  /** Whether new attempts are paid on our page. */
  readonly isOnPage: boolean;
  readonly embedding: Embedding | null;
  /** Calls as the customer's browser does, by the publishable key. */
  readonly browserClient: StripeClient | null;
}

function open(keys: PlatformCredentials, environment: ConnectEnvironment, connected: string | null): Account {
  if (keys.apiBase && !environment.areSimulatorsAllowed) throw new Error("simulators are not allowed here");
  const { webhookSecret, previousWebhookSecret } = keys;
  return {
    id: environment.accountId,
    isLive: isLiveKey(keys.secretKey),
    connectedAccount: connected,
    webhookSecrets: previousWebhookSecret ? [webhookSecret, previousWebhookSecret] : [webhookSecret],
    clock: environment.clock,
    client: stripeClient({ ...keys, connectedAccount: connected }, environment.fetch),
    platformClient: connected ? stripeClient(keys, environment.fetch) : null,
    isOnPage: false,
    embedding: null,
    browserClient: null,
  };
}

/** The platform's own account, or what its key may do for one that is connected to it. Throws as `openAccount` does. */
export function openPlatform(environment: ConnectEnvironment, connected: string | null = null): Account {
  return open(PlatformCredentials.parse(environment.platform), environment, connected);
}

/** Opens an account. Throws when its credentials name a simulator where none is allowed. */
export function openAccount(credentials: StripeCredentials, environment: ConnectEnvironment): Account {
  const { connectedAccount, secretKey, webhookSecret, publishableKey } = credentials;
  if (connectedAccount) return openPlatform(environment, connectedAccount);
  if (!secretKey || !webhookSecret) throw new Error("an account without keys");
  return {
    ...open({ ...credentials, secretKey, webhookSecret }, environment, null),
    isOnPage: credentials.presentation === "on-page",
    embedding: embeddingOf(credentials),
    browserClient: publishableKey
      ? stripeClient({ ...credentials, secretKey: publishableKey }, environment.fetch)
      : null,
  };
}
