import type { default as StripeSdk } from "stripe";
import type { AttemptToPay } from "../contract.ts";
import { metadataOf } from "./metadata.ts";

/** A session lives at least half an hour; an attempt is shorter, and is closed by a call. */
const livesOnMs = 35 * 60_000;
const longestMs = 23 * 3_600_000;
const mostNameChars = 250;

/** A description as Stripe takes it: control characters are refused, and a product needs a name. */
export function nameOf(description: string): string {
  const plain = [...description.toWellFormed().replace(/\p{Cc}+/gu, " ")].slice(0, mostNameChars).join("");
  return plain.trim() || "-";
}

/**
 * What a session is made of. All of it follows from the attempt, so that the same request can be made again: with the
 * same idempotency key it then leads to the same session. `now` matters to an attempt of a day only, which goes by
 * Stripe's own limit.
 */
export function sessionParameters(
  accountId: string,
  attempt: AttemptToPay,
  units: number,
  now: Date,
): StripeSdk.Checkout.SessionCreateParams {
  const name = nameOf(attempt.description);
  const metadata = metadataOf(accountId, attempt.id);
  const expiresAt = attempt.expiresAt.getTime() + livesOnMs;
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: attempt.id,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: attempt.amount.currency.toLowerCase(),
          unit_amount: units,
          product_data: { name },
        },
      },
    ],
    metadata,
    payment_intent_data: {
      metadata,
      description: name,
      ...(attempt.isCapturedLater ? { capture_method: "manual" as const } : {}),
    },
    success_url: attempt.returnUrl,
    cancel_url: attempt.returnUrl,
    // The customer would be shown, and charged, another amount than the order's.
    adaptive_pricing: { enabled: false },
    ...(expiresAt - now.getTime() <= longestMs ? { expires_at: Math.floor(expiresAt / 1000) } : {}),
  };
}
