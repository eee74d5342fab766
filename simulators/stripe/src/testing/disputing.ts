import type { AttemptToPay, RawRequest } from "@hutong/payment-providers";
import { moveDispute, openDispute } from "../dispute-calls.ts";
import { eventView } from "../notices.ts";
import type { Platform } from "../platform.ts";

/** The customer's bank takes the money of a paid attempt back, or decides; answers Stripe's event of it, signed now. */
export function disputeAttempt(
  platform: Platform,
  signed: (body: string) => RawRequest,
  attempt: AttemptToPay,
  step: "open" | "win" | "lose",
): RawRequest {
  const { intents, charges, disputes, events } = platform.books;
  const intent = [...intents.values()].find((one) => one.metadata.hutong_attempt === attempt.id)!;
  if (step === "open") openDispute(platform, charges.get(intent.chargeId!)!);
  else {
    const dispute = [...disputes.values()].find((one) => one.intentId === intent.id)!;
    moveDispute(platform, dispute, step === "win" ? "won" : "lost");
  }
  const type = `charge.dispute.${step === "open" ? "created" : "closed"}`;
  const event = [...events.values()]
    .reverse()
    .find((one) => one.type === type && one.object.payment_intent === intent.id)!;
  return signed(JSON.stringify(eventView(platform, event)));
}
