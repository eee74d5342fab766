import type { AttemptToPay } from "@hutong/payment-providers";
import { lapseIntents } from "../capture-calls.ts";
import type { Platform } from "../platform.ts";

/** Lets the time of an attempt's reserved money run out, without moving the clock, and so nothing else. */
export function lapse(platform: Platform, attempt: AttemptToPay): void {
  const { intents, charges } = platform.books;
  const intent = [...intents.values()].find((one) => one.metadata.hutong_attempt === attempt.id)!;
  charges.get(intent.chargeId!)!.captureBefore = platform.clock.now().getTime() - 1;
  lapseIntents(platform);
}
