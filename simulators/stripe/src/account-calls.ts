import { z } from "zod";
import { newAccountLink } from "./account-links.ts";
import { noAccess } from "./authorization.ts";
import type { Merchant } from "./merchants.ts";
import { emit } from "./notices.ts";
import { connectTo, nowOf, type Platform } from "./platform.ts";
import { parameterError, parameters } from "./refused.ts";
import { metadata } from "./session-calls.ts";
import { accountView, type View } from "./views.ts";

const flag = z.enum(["true", "false"]);
// One kind of account is played: the merchant's own, of which Stripe finds out who it is.
const AccountInput = z.strictObject({
  controller: z.strictObject({
    fees: z.strictObject({ payer: z.literal("account") }),
    losses: z.strictObject({ payments: z.literal("stripe") }),
    requirement_collection: z.literal("stripe"),
    stripe_dashboard: z.strictObject({ type: z.literal("full") }),
  }),
  country: z.string().regex(/^[A-Z]{2}$/),
  email: z.email().optional(),
  business_profile: z.strictObject({ name: z.string().max(100).optional() }).optional(),
  capabilities: z.strictObject({ card_payments: z.strictObject({ requested: flag }) }).optional(),
  metadata,
});

/** What each step of the setup page asks for. */
export const asked = {
  business: [
    "business_profile.mcc",
    "business_profile.url",
    "business_type",
    "representative.dob.day",
    "representative.first_name",
    "representative.last_name",
  ],
  bank: ["external_account", "tos_acceptance.date", "tos_acceptance.ip"],
} as const;

/** Countries in which Stripe opens no accounts; far from all of them (from memory). */
const closedTo = new Set(["CN", "CU", "IR", "KP", "RU", "SY"]);

/** Makes a connected account, which takes no payments before its merchant was on the setup page. Refuses 400. */
export function createAccount(platform: Platform, hub: Merchant, form: unknown): View {
  const given = parameters(AccountInput, form);
  if (closedTo.has(given.country))
    throw parameterError(
      "country",
      `${given.country} is not currently supported by Stripe.`,
      "country_unsupported",
    );
  const account = connectTo(platform, hub, {
    country: given.country,
    email: given.email ?? null,
    name: given.business_profile?.name ?? null,
    due: [...asked.business, ...asked.bank],
    isSubmitted: false,
    disabledReason: "requirements.past_due",
  });
  tellOf(platform, account);
  return accountView(account);
}

/** Tells the platform's endpoint how an account stands now. */
export function tellOf(platform: Platform, account: Merchant): void {
  emit(platform, account.accountId, "account.updated", accountView(account));
}

function connectedOf(platform: Platform, hub: Merchant, id: string): Merchant {
  const account = platform.connected.get(id);
  if (account?.hub !== hub || !account.standing?.isConnected) throw noAccess(hub.secretKey, id);
  return account;
}

/** A connected account. Refuses 403 for one that is not the caller's. */
export function retrieveAccount(platform: Platform, hub: Merchant, id: string): View {
  return accountView(connectedOf(platform, hub, id));
}

const page = z.url({ protocol: /^https?$/ }).max(5000);
const LinkInput = z.strictObject({
  account: z.string(),
  type: z.literal("account_onboarding"),
  return_url: page,
  refresh_url: page,
});

/** Makes a link to the page on which an account is set up. Refuses 400 and 403. */
export function createAccountLink(platform: Platform, hub: Merchant, form: unknown): View {
  const given = parameters(LinkInput, form);
  const { accountId } = connectedOf(platform, hub, given.account);
  const link = newAccountLink(platform, {
    accountId,
    returnUrl: given.return_url,
    refreshUrl: given.refresh_url,
  });
  return {
    object: "account_link",
    created: Math.floor(nowOf(platform) / 1000),
    expires_at: Math.floor(link.expiresAt / 1000),
    url: `${platform.origin}/setup/s/${accountId}/${link.token}`,
  };
}

export const changes = ["restrict", "review", "restore", "disconnect"] as const;

/** Stripe takes no payments for an account any more, or does so again; or its merchant leaves the platform. */
export function changeAccount(platform: Platform, id: string, change: (typeof changes)[number]): void {
  const account = platform.connected.get(id);
  if (!account?.standing) throw parameterError("account", `no connected account ${id}`);
  const { standing } = account;
  if (change === "disconnect") {
    const application = { id: "ca_simulated", object: "application", name: "Platform" };
    emit(platform, id, "account.application.deauthorized", application);
    standing.isConnected = false;
    return;
  }
  standing.due = change === "restrict" ? ["company.verification.document"] : [];
  standing.disabledReason =
    change === "restrict" ? "requirements.past_due" : change === "review" ? "under_review" : null;
  tellOf(platform, account);
}
