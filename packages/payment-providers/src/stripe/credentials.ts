import { z } from "zod";

const startsOf: Readonly<Record<string, string>> = {
  pk_: "secret_key_is_publishable",
  whsec_: "secret_key_is_webhook_secret",
  mk_: "secret_key_is_other_key",
  acct_: "secret_key_is_other_key",
};

// Stripe's pages show `sk_live_…1234` where a key is masked.
const isMasked = (text: string) => /[…•*]|\.\.\./.test(text);

/** What is wrong with a secret or restricted key, as a code of `credentialFaults`; null when nothing is. */
function secretKeyFault(key: string): string | null {
  if (key === "") return "secret_key_missing";
  for (const [start, fault] of Object.entries(startsOf)) if (key.startsWith(start)) return fault;
  if (/^(?:sk|rk)_(?:test|live)_[0-9A-Za-z]{16,240}$/.test(key)) return null;
  const isBegun = /^(?:sk|rk)_(?:test|live)_/.test(key) || "sk_live_".startsWith(key);
  return isBegun || isMasked(key) ? "secret_key_half_pasted" : "secret_key_ill_formed";
}

function webhookSecretFault(secret: string): string | null {
  if (secret === "") return "webhook_secret_missing";
  if (/^(?:sk|rk|pk)_/.test(secret)) return "webhook_secret_is_key";
  if (secret.startsWith("we_")) return "webhook_secret_is_endpoint_id";
  if (/^whsec_[0-9A-Za-z+/=_-]{24,240}$/.test(secret)) return null;
  return secret.startsWith("whsec_") || isMasked(secret)
    ? "webhook_secret_half_pasted"
    : "webhook_secret_ill_formed";
}

function publishableKeyFault(key: string): string | null {
  if (/^(?:sk|rk)_/.test(key)) return "publishable_key_is_secret";
  if (/^(?:whsec|mk|acct)_/.test(key)) return "publishable_key_is_other_key";
  if (/^pk_(?:test|live)_[0-9A-Za-z]{16,240}$/.test(key)) return null;
  return key.startsWith("pk_") || isMasked(key)
    ? "publishable_key_half_pasted"
    : "publishable_key_ill_formed";
}

const checked = (missing: string, faultOf: (text: string) => string | null) =>
  z
    .string(missing)
    .trim()
    .superRefine((text, context) => {
      const fault = faultOf(text);
      if (fault) context.addIssue({ code: "custom", message: fault });
    });

function connectedAccountFault(id: string): string | null {
  return /^acct_[0-9A-Za-z]{8,60}$/.test(id) ? null : "connected_account_ill_formed";
}

const keys = {
  /** `sk_…`, or a restricted key `rk_…`; its second word says whether money is real. */
  secretKey: checked("secret_key_missing", secretKeyFault),
  /** Of the endpoint whose address is this account's; the whole text, `whsec_` and all. */
  webhookSecret: checked("webhook_secret_missing", webhookSecretFault),
  /** While a secret is being rolled, Stripe signs with the old one too, for up to a day. */
  previousWebhookSecret: checked("webhook_secret_missing", webhookSecretFault).optional(),
};

/** Origin of a simulator instead of Stripe; counts only where the operator allows simulators. */
const apiBase = z.url({ protocol: /^https?$/, message: "api_base_not_url" }).optional();

/** The platform's own account, under which stores are connected accounts; the secret is its Connect endpoint's. */
export const PlatformCredentials = z.strictObject({ ...keys, apiBase });
export type PlatformCredentials = z.infer<typeof PlatformCredentials>;

const fields = {
  /** Left out: `own-keys`. */
  mode: z.enum(["own-keys", "connected"], "mode_unknown").optional(),
  /** The store's own account, connected to the platform's. */
  connectedAccount: checked("connected_account_missing", connectedAccountFault).optional(),
  ...z.object(keys).partial().shape,
  /** Where the customer pays: on Stripe's page, or on ours by Stripe's script. */
  presentation: z.enum(["hosted", "on-page"], "presentation_unknown").default("hosted"),
  /** Goes to the customer's browser; needed on our page. */
  publishableKey: checked("publishable_key_missing", publishableKeyFault).optional(),
  apiBase,
};

const needed = {
  "own-keys": { secretKey: "secret_key_missing", webhookSecret: "webhook_secret_missing" },
  connected: { connectedAccount: "connected_account_missing" },
} as const;
const ofConnected = new Set(["mode", "connectedAccount", "presentation"]);

/**
 * A store's account: keys of its own, or in mode `connected` its number under the platform's. One flat object, so that a form
 * can be drawn from it; `credentialFields` says which field belongs to which mode. Every fault's message is a code of
 * `credentialFaults`.
 */
export const StripeCredentials = z.strictObject(fields).superRefine((given, context) => {
  const mode = given.mode ?? "own-keys";
  const add = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  for (const [field, message] of Object.entries(needed[mode]))
    if (given[field as keyof typeof given] === undefined) add(field, message);
  for (const [field, value] of Object.entries(given)) {
    const isForeign = mode === "connected" ? !ofConnected.has(field) : field === "connectedAccount";
    if (isForeign && value !== undefined) add(field, "field_of_other_mode");
  }
  if (mode === "connected" && given.presentation === "on-page")
    add("presentation", "presentation_needs_own_keys");
  const fault = mode === "connected" ? null : pairFault(given);
  if (fault) add("publishableKey", fault);
});
export type StripeCredentials = z.infer<typeof StripeCredentials>;

/** Whether a key is of real money. */
export function isLiveKey(key: string): boolean {
  return /^(?:sk|rk|pk)_live_/.test(key);
}

// What can only be seen of both keys together.
function pairFault(given: {
  presentation: "hosted" | "on-page";
  secretKey?: string | undefined;
  publishableKey?: string | undefined;
}): string | null {
  if (given.publishableKey === undefined)
    return given.presentation === "on-page" ? "publishable_key_missing" : null;
  return isLiveKey(given.publishableKey) === isLiveKey(given.secretKey ?? "")
    ? null
    : "publishable_key_other_mode";
}
