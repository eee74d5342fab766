import type { Embedded } from "../actions.ts";
import type { StripeCredentials } from "./credentials.ts";

/** What the customer's browser needs to draw the Payment Element; the same for every attempt of an account. */
export type Embedding = Pick<Embedded, "island" | "script" | "allow" | "parameters">;

/** Stripe.js by its release: the one that goes with the API version of `client.ts` (@stripe/stripe-js 10.2.1). */
const scriptPath = "/endive/stripe.js";

// docs.stripe.com/security/guide, without maps.googleapis.com: that is for the Address Element, which is not used.
const atStripe: Embedded["allow"] = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
};

/** The embedding of an account; null without a publishable key. Its scripts come from a simulator where calls go there. */
export function embeddingOf({ publishableKey, apiBase }: StripeCredentials): Embedding | null {
  if (!publishableKey) return null;
  const origin = apiBase && new URL(apiBase).origin;
  return {
    island: "payment-element",
    script: `${origin ?? "https://js.stripe.com"}${scriptPath}`,
    allow: origin ? { script: [origin], frame: [origin], connect: [origin] } : atStripe,
    parameters: { publishableKey },
  };
}
