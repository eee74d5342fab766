import { z } from "zod";
import type { Intent } from "./books.ts";
import { collect } from "./buyer.ts";
import { findIntent, unexpectedState } from "./intent-calls.ts";
import type { Merchant } from "./merchants.ts";
import { emit } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { parameters, Refused } from "./refused.ts";
import { whole } from "./session-calls.ts";
import { chargeView, intentView } from "./views.ts";

const CaptureInput = z.strictObject({ amount_to_capture: whole.optional() });

/** Takes reserved money, or a part of it: then the rest is released. Refuses 400 what is not reserved, or more than is. */
export function captureIntent(platform: Platform, merchant: Merchant, id: string, form: unknown): Intent {
  const intent = findIntent(platform, merchant, id);
  const given = parameters(CaptureInput, form);
  if (intent.status !== "requires_capture") throw unexpectedState(intent, "capture");
  const charge = platform.books.charges.get(intent.chargeId!)!;
  const amount = given.amount_to_capture ?? charge.amount;
  if (amount < 1 || amount > charge.amount)
    throw new Refused(400, "The amount to capture must be positive and no more than the amount capturable.", {
      code: "amount_too_large",
      param: "amount_to_capture",
      isBegun: true,
    });
  collect(platform, charge, amount);
  intent.status = "succeeded";
  const session = [...platform.books.sessions.values()].find(({ intentId }) => intentId === id);
  if (session) session.paymentStatus = "paid";
  emit(platform, intent.accountId, "charge.captured", chargeView(platform, charge));
  emit(platform, intent.accountId, "payment_intent.succeeded", intentView(platform, intent));
  return intent;
}

/** Ends the reservations whose time is over: their money is released. */
export function lapseIntents(platform: Platform): void {
  for (const intent of platform.books.intents.values()) {
    const before = platform.books.charges.get(intent.chargeId ?? "")?.captureBefore ?? null;
    if (intent.status !== "requires_capture" || before === null || before > nowOf(platform)) continue;
    Object.assign(intent, { status: "canceled", cancellationReason: "automatic" });
    emit(platform, intent.accountId, "payment_intent.canceled", intentView(platform, intent));
  }
}
