import { authorize, type StoreContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { findAccount } from "../accounts.ts";
import { openCredentials, providerOf } from "../credentials.ts";
import { openPlatformFor } from "../platform-accounts.ts";
import type { OnboardingOutcome } from "./begin-onboarding.ts";
import { type OnboardingPages, pageFor } from "./onboarding-page.ts";

/**
 * Leads the merchant of an account of this store back to the provider's page, by a link made anew. Throws
 * `account_not_found`, `onboarding_not_possible` for an account with keys of its own, `platform_account_missing` and
 * `provider_unreachable`.
 */
export async function continueOnboarding(
  ctx: StoreContext,
  input: { id: string },
  pages: OnboardingPages,
): Promise<OnboardingOutcome> {
  authorize(ctx, "payments.continueOnboarding");
  if (!isId(input.id)) throw new AppError("not_found", "account_not_found");
  const account = await findAccount(ctx, input.id);
  const provider = providerOf(account.provider);
  const subAccount = provider.subAccountOf?.(await openCredentials(ctx, account)) ?? null;
  if (subAccount === null)
    throw new AppError("precondition", "onboarding_not_possible", { params: { provider: provider.id } });
  const platform = await openPlatformFor(ctx, provider);
  const page = await pageFor(platform, provider, subAccount, pages(account.id));
  return page.kind === "refused" ? page : { ...page, accountId: account.id };
}
