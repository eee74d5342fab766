import { AppError } from "@hutong/kernel";
import type {
  ConnectedPlatform,
  OnboardingPage,
  OnboardingReturn,
  PaymentProvider,
} from "@hutong/payment-providers";

/** Where the browser comes back to, by the store's account. */
export type OnboardingPages = (accountId: string) => OnboardingReturn;

/** Makes a new page for the merchant of a sub-account. Throws `onboarding_not_possible` and `provider_unreachable`. */
export async function pageFor(
  platform: ConnectedPlatform,
  provider: PaymentProvider,
  subAccount: string,
  back: OnboardingReturn,
): Promise<OnboardingPage> {
  const params = { provider: provider.id };
  if (!platform.onboardAt) throw new AppError("precondition", "onboarding_not_possible", { params });
  try {
    return await platform.onboardAt(subAccount, back);
  } catch (cause) {
    throw new AppError("precondition", "provider_unreachable", { params, cause });
  }
}
