import { z } from "zod";
import { checkAmount } from "./amounts.ts";
import type { Intent, Method } from "./books.ts";
import { unconfirmed } from "./buyer.ts";
import { type Merchant, newToken } from "./merchants.ts";
import { emit } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { noSuch, parameters, Refused } from "./refused.ts";
import { mayCharge, metadata, whole } from "./session-calls.ts";
import { intentView } from "./views.ts";

const methods: readonly Method[] = ["card", "alipay", "wechat_pay"];
const flag = z.enum(["true", "false"]);

// What is not listed is refused as unknown: `payment_method_types`, for one, is gone, and `confirm` is not played.
const CreateInput = z.strictObject({
  amount: whole,
  currency: z.string().regex(/^[a-z]{3}$/),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.string().optional() })
    .optional(),
  excluded_payment_method_types: z.array(z.string()).default([]),
  description: z.string().max(1000).optional(),
  capture_method: z.enum(["automatic_async", "manual"]).default("automatic_async"),
  metadata,
});
const UpdateInput = z.strictObject({
  amount: whole.optional(),
  description: z.string().max(1000).optional(),
  metadata: metadata.optional(),
});
const reasons = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"] as const;
const CancelInput = z.strictObject({ cancellation_reason: z.enum(reasons).optional() });

type Call = (platform: Platform, merchant: Merchant, id: string, form: unknown) => Intent;

const create: Call = (platform, merchant, _, form) => {
  mayCharge(merchant);
  const given = parameters(CreateInput, form);
  checkAmount(given.amount, given.currency, "amount");
  const id = newToken("pi_");
  const intent: Intent = {
    ...unconfirmed(id),
    id,
    accountId: merchant.accountId,
    createdAt: nowOf(platform),
    amount: given.amount,
    currency: given.currency,
    metadata: given.metadata,
    description: given.description ?? null,
    isOfSession: false,
    captureMethod: given.capture_method,
    methods: methods.filter((method) => !given.excluded_payment_method_types.includes(method)),
  };
  platform.books.intents.set(id, intent);
  emit(platform, merchant.accountId, "payment_intent.created", intentView(platform, intent));
  return intent;
};

/** 400 about the state that an intent is in; it has begun its work, so the answer is kept under the request's key. */
export function unexpectedState({ status }: Intent, what: string): Refused {
  const message = `You cannot ${what} this PaymentIntent because it has a status of ${status}.`;
  return new Refused(400, message, { code: "payment_intent_unexpected_state", isBegun: true });
}

/** A merchant's intent. Refuses 404. */
export function findIntent(platform: Platform, merchant: Merchant, id: string): Intent {
  const intent = platform.books.intents.get(id);
  if (intent?.accountId !== merchant.accountId) throw noSuch("payment_intent", id, "intent");
  return intent;
}

const update: Call = (platform, merchant, id, form) => {
  const intent = findIntent(platform, merchant, id);
  const given = parameters(UpdateInput, form);
  if (given.amount !== undefined) {
    if (intent.status !== "requires_payment_method") throw unexpectedState(intent, "update the amount of");
    checkAmount(given.amount, intent.currency, "amount");
    intent.amount = given.amount;
  }
  intent.description = given.description ?? intent.description;
  intent.metadata = { ...intent.metadata, ...given.metadata };
  return intent;
};

const cancel: Call = (platform, merchant, id, form) => {
  const intent = findIntent(platform, merchant, id);
  const given = parameters(CancelInput, form);
  if (intent.isOfSession && intent.status !== "requires_capture")
    throw new Refused(
      400,
      "You cannot cancel PaymentIntents created by Checkout Sessions: expire the session.",
    );
  const canBeClosed = intent.status.startsWith("requires_");
  if (!canBeClosed) throw unexpectedState(intent, "cancel");
  const cancellationReason = given.cancellation_reason ?? null;
  Object.assign(intent, { status: "canceled", asked: null, cancellationReason });
  emit(platform, merchant.accountId, "payment_intent.canceled", intentView(platform, intent));
  return intent;
};

/** What a secret key may do with payment intents; the buyer's browser confirms them (`browser-calls.ts`). */
export const intentRoutes: readonly { readonly path: string; readonly work: Call }[] = [
  { path: "", work: create },
  { path: "/ID", work: update },
  { path: "/ID/cancel", work: cancel },
];
