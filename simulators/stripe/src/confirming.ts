import { z } from "zod";
import type { Card, Intent, Method } from "./books.ts";
import { declineOf, failIntent, readCard, takeIntent } from "./buyer.ts";
import { unexpectedState } from "./intent-calls.ts";
import { emit } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { parameterError, parameters, Refused } from "./refused.ts";
import { intentView, type View } from "./views.ts";

const CardInput = z.strictObject({
  number: z.string(),
  exp_month: z.string(),
  exp_year: z.string(),
  cvc: z.string(),
});
const ConfirmInput = z.strictObject({
  payment_method_data: z.strictObject({
    type: z.enum(["card", "alipay", "wechat_pay"]),
    card: CardInput.optional(),
  }),
  return_url: z.url({ protocol: /^https?$/ }).optional(),
});

/** What the buyer's browser may see of an intent: nothing that is the merchant's own business. */
export function publicView(platform: Platform, intent: Intent): View {
  const { metadata, latest_charge, ...rest } = intentView(platform, intent);
  return rest;
}

function cardError(message: string, code: string, detail: object = {}): Refused {
  return new Refused(402, message, { type: "card_error", code, detail });
}

/** What a typed card comes to. Refuses 402 one that is not whole, or that nobody has. Its number ends here. */
function judgeCard(platform: Platform, typed: z.output<typeof CardInput> | undefined) {
  if (!typed)
    throw parameterError("payment_method_data[card]", "Missing required param.", "parameter_missing");
  const { result, card } = readCard(typed.number);
  if (result === "invalid") throw cardError("Your card number is invalid.", "invalid_number");
  const year = Number(typed.exp_year) + (typed.exp_year.length === 2 ? 2000 : 0);
  const isGood =
    /^(?:0?[1-9]|1[0-2])$/.test(typed.exp_month) && Date.UTC(year, Number(typed.exp_month)) > nowOf(platform);
  if (!isGood) throw cardError("Your card's expiration date is incomplete or past.", "invalid_expiry_year");
  if (!/^\d{3,4}$/.test(typed.cvc))
    throw cardError("Your card's security code is incomplete.", "invalid_cvc");
  return { result, card };
}

function ask(platform: Platform, intent: Intent, asked: NonNullable<Intent["asked"]>): void {
  Object.assign(intent, { status: "requires_action", asked, lastError: null });
  emit(platform, intent.accountId, "payment_intent.requires_action", intentView(platform, intent));
}

function fail(
  platform: Platform,
  intent: Intent,
  error: NonNullable<Intent["lastError"]>,
  card: Card | null,
): Refused {
  failIntent(platform, intent, error, card);
  const detail = { decline_code: error.declineCode, payment_intent: publicView(platform, intent) };
  return cardError(error.message, error.code, detail);
}

function begin(intent: Intent, method: Method): void {
  if (intent.isOfSession) throw new Refused(400, "This PaymentIntent is confirmed by its Checkout Session.");
  if (!intent.status.startsWith("requires_")) throw unexpectedState(intent, "confirm");
  if (!intent.methods.includes(method))
    throw parameterError("payment_method_data[type]", `The PaymentIntent does not allow ${method}.`);
}

/** The buyer confirms an intent with what they typed into the element. Refuses 400 and, as a bank does, 402. */
export function confirmIntent(platform: Platform, intent: Intent, form: unknown): void {
  const given = parameters(ConfirmInput, form);
  const { type: method, card: typed } = given.payment_method_data;
  begin(intent, method);
  const returnUrl = given.return_url;
  if (!returnUrl) throw parameterError("return_url", "A return_url is needed: redirects are allowed.");
  if (method !== "card") {
    ask(platform, intent, { method, card: null, returnUrl });
    return;
  }
  const { result, card } = judgeCard(platform, typed);
  if (result === "pays") takeIntent(platform, intent, card);
  else if (result === "asks") ask(platform, intent, { method, card, returnUrl });
  else throw fail(platform, intent, declineOf(result), card);
}

const unauthenticated = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message: "We are unable to authenticate your payment method.",
};
const unfinished = {
  code: "payment_intent_payment_attempt_failed",
  declineCode: null,
  message: "The payment was not completed.",
};

/** The buyer agrees, or not, to what their bank or wallet asks; false when nothing was asked. */
export function answerAsked(platform: Platform, intent: Intent, isAgreed: boolean): boolean {
  const { asked } = intent;
  if (intent.status !== "requires_action" || !asked) return false;
  if (isAgreed) takeIntent(platform, intent, asked.card, asked.method);
  else failIntent(platform, intent, asked.method === "card" ? unauthenticated : unfinished, asked.card);
  return true;
}

const visa = (last4: string): Card => ({ brand: "visa", last4 });

/** What a buyer does without a browser: pays, is declined, or chooses a bank debit, which is ended by either of the two. */
export function workIntent(platform: Platform, intent: Intent, result: "pay" | "decline" | "debit"): void {
  const isAtBank = intent.status === "processing";
  if (!intent.status.startsWith("requires_") && !isAtBank) throw unexpectedState(intent, "confirm");
  if (result === "pay") takeIntent(platform, intent, isAtBank ? null : visa("4242"));
  else if (result === "decline")
    failIntent(platform, intent, declineOf("declined"), isAtBank ? null : visa("0002"));
  else {
    Object.assign(intent, { status: "processing", asked: null, lastError: null });
    emit(platform, intent.accountId, "payment_intent.processing", intentView(platform, intent));
  }
}
