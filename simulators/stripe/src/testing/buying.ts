import { money } from "@hutong/kernel";
import type { AttemptToPay, RefundToMake } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import type { Refund } from "../books.ts";
import type { Shop } from "./shop.ts";

/** An attempt as checkout makes it: a quarter of an hour, in dollars. */
export function newAttempt(shop: Shop, change: Partial<AttemptToPay> = {}): AttemptToPay {
  return sampleAttempt({
    amount: money(6600, "USD"),
    expiresAt: new Date(shop.platform.clock.now().getTime() + 900_000),
    ...change,
  });
}

/** An attempt whose page is open: as it was begun, and as checkout knows it afterwards. */
export async function started(shop: Shop, attempt = newAttempt(shop)) {
  const outcome = await shop.connected.start(attempt);
  if (outcome.kind !== "action-required" || outcome.action.kind !== "redirect")
    throw new Error(JSON.stringify(outcome));
  return { attempt, url: outcome.action.url, known: { ...attempt, reference: outcome.reference! } };
}

export async function paid(shop: Shop) {
  const { attempt, known } = await started(shop);
  shop.pay(attempt);
  return { attempt, known, intent: shop.intent(attempt).id };
}

/** A paid attempt, and what a refund of it would be. */
export async function toRefund(shop: Shop) {
  const { attempt, intent } = await paid(shop);
  const refund = (amount: number, requestKey: string): RefundToMake => ({
    requestKey,
    attemptId: attempt.id,
    paymentId: intent,
    amount: money(amount, "USD"),
    paid: attempt.amount,
  });
  return { attempt, refund };
}

/** What was given back of an attempt, in the order in which it was. */
export function refundsOf(shop: Shop, attempt: AttemptToPay): Refund[] {
  const { id } = shop.intent(attempt);
  return [...shop.platform.books.refunds.values()].filter((one) => one.intentId === id);
}
