import type { default as StripeSdk } from "stripe";
import type { AttemptToPay } from "../contract.ts";
import { metadataOf } from "./metadata.ts";
import { nameOf } from "./session-parameters.ts";

/**
 * What a payment intent is made of. All of it follows from the attempt, so that the same request can be made again. Which
 * methods are offered is the merchant's choice at Stripe; but WeChat Pay through Stripe is a code to scan, and nobody is
 * asked to scan the screen that they hold.
 */
export function intentParameters(
  accountId: string,
  attempt: AttemptToPay,
  units: number,
): StripeSdk.PaymentIntentCreateParams {
  const hasSecondScreen = attempt.customer?.kind === "desktop";
  return {
    amount: units,
    currency: attempt.amount.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    ...(attempt.isCapturedLater ? { capture_method: "manual" as const } : {}),
    ...(hasSecondScreen ? {} : { excluded_payment_method_types: ["wechat_pay"] }),
    description: nameOf(attempt.description),
    metadata: metadataOf(accountId, attempt.id),
  };
}
