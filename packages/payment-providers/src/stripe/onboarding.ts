import { z } from "zod";
import type { OnboardingPage, OnboardingReturn, SubAccountOpening, SubAccountToOpen } from "../contract.ts";
import type { Account } from "./account.ts";
import { merchantText } from "./refusals.ts";

const Opened = z.object({ id: z.string().regex(/^acct_\w+$/), object: z.literal("account") });
const Link = z.object({ object: z.literal("account_link"), url: z.url({ protocol: /^https?$/ }) });

/**
 * What Stripe called a standard account: it is the merchant's own, with Stripe's whole dashboard; Stripe finds out who they
 * are, takes its fees from them and carries the losses. Set once, when the account is made.
 */
const controller = {
  fees: { payer: "account" },
  losses: { payments: "stripe" },
  requirement_collection: "stripe",
  stripe_dashboard: { type: "full" },
} as const;

/**
 * Makes a connected account, once for a key: Stripe replays its answer for a day. What comes after a day under a key of which
 * no answer was kept makes another, and leaves an empty account behind. Throws when nothing is known.
 */
export async function openSubAccount(
  platform: Account,
  { requestKey, country, email, name }: SubAccountToOpen,
): Promise<SubAccountOpening> {
  const calls = await platform.client.begin();
  const asked = {
    controller,
    country,
    ...(email ? { email } : {}),
    business_profile: { name },
    capabilities: { card_payments: { requested: true } },
  };
  const answer = await calls.ask((stripe) =>
    stripe.accounts.create(asked, { idempotencyKey: `hutong-${requestKey}` }),
  );
  if (answer.kind === "refused" && answer.status >= 500)
    throw new Error(`account not made: ${merchantText(answer).en}`);
  if (answer.kind === "refused") return { kind: "refused", merchant: merchantText(answer) };
  return { kind: "opened", subAccount: Opened.parse(answer.body).id };
}

/** An account link, new each time: it is good once, and for minutes. Throws when nothing is known. */
export async function onboardAt(
  platform: Account,
  subAccount: string,
  { returnUrl, renewUrl }: OnboardingReturn,
): Promise<OnboardingPage> {
  const calls = await platform.client.begin();
  const answer = await calls.ask((stripe) =>
    stripe.accountLinks.create({
      account: subAccount,
      type: "account_onboarding",
      return_url: returnUrl,
      refresh_url: renewUrl,
    }),
  );
  if (answer.kind === "refused") return { kind: "refused", merchant: merchantText(answer) };
  return { kind: "page", url: Link.parse(answer.body).url };
}
