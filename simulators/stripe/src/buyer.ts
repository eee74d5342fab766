import type { Card, Charge, Intent, Session, Transaction } from "./books.ts";
import { newToken } from "./merchants.ts";
import { emit } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { chargeView, intentView, sessionView } from "./views.ts";

/** Why a buyer cannot pay: said on the page. */
export class NotPayable extends Error {}

/** What a card comes to: Stripe's test cards, known by their number (docs.stripe.com/testing). */
export type CardResult = "pays" | "asks" | "declined" | "insufficient_funds" | "expired_card" | "invalid";

const testCards: Readonly<Record<string, CardResult>> = {
  "4242424242424242": "pays",
  "5555555555554444": "pays",
  "4000000000000002": "declined",
  "4000000000009995": "insufficient_funds",
  "4000000000000069": "expired_card",
  "4000002760003184": "asks",
};

/** What a card comes to, and what may be kept of it: never its number. */
export function readCard(typed: string): { result: CardResult; card: Card } {
  const digits = typed.replace(/[\s-]/g, "");
  const card = { brand: digits.startsWith("5") ? "mastercard" : "visa", last4: digits.slice(-4) };
  return { result: testCards[digits] ?? "invalid", card };
}

function payable(platform: Platform, session: Session): void {
  if (session.status === "complete") throw new NotPayable("This page has been paid already.");
  if (session.status === "expired" || session.expiresAt <= nowOf(platform))
    throw new NotPayable("This page has expired. Please go back to the shop.");
}

/** How an intent begins, whoever made it. */
export const unconfirmed = (id: string) => ({
  clientSecret: `${id}_secret_${newToken("", 24)}`,
  asked: null,
  cancellationReason: null,
  status: "requires_payment_method" as const,
  lastError: null,
  chargeId: null,
});

/** The session's payment intent, made when the buyer first acts. */
function intentOf(platform: Platform, session: Session): Intent {
  const known = session.intentId ? platform.books.intents.get(session.intentId) : undefined;
  if (known) return known;
  const id = newToken("pi_");
  const intent: Intent = {
    ...unconfirmed(id),
    id,
    accountId: session.accountId,
    createdAt: nowOf(platform),
    amount: session.amount,
    currency: session.currency,
    metadata: session.intentMetadata,
    description: session.description,
    isOfSession: true,
    captureMethod: session.captureMethod,
    methods: [],
  };
  platform.books.intents.set(intent.id, intent);
  session.intentId = intent.id;
  return intent;
}

/** 2.9 % and 30 of the smallest units, to the nearest. */
export const feeOf = (amount: number) => Math.round((amount * 29) / 1000) + 30;

/** Books a movement of the balance. */
export function book(
  platform: Platform,
  movement: Pick<Transaction, "accountId" | "type" | "amount" | "fee" | "currency" | "sourceId">,
): Transaction {
  const transaction = { id: newToken("txn_"), createdAt: nowOf(platform), ...movement };
  platform.books.transactions.set(transaction.id, transaction);
  return transaction;
}

function charge(
  platform: Platform,
  intent: Intent,
  status: Charge["status"],
  card: Card | null,
  method: Charge["method"] = card ? "card" : "sepa_debit",
): Charge {
  const { accountId, amount, currency, metadata, description } = intent;
  const one: Charge = {
    id: newToken(card ? "ch_" : "py_"),
    accountId,
    createdAt: nowOf(platform),
    intentId: intent.id,
    amount,
    currency,
    metadata,
    description,
    card,
    method,
    status,
    transactionId: null,
    captured: 0,
    captureBefore: null,
    refunded: 0,
  };
  platform.books.charges.set(one.id, one);
  intent.chargeId = one.id;
  return one;
}

/** The money of a charge, or a part of it, is taken. */
export function collect(platform: Platform, one: Charge, amount: number): void {
  const { accountId, currency, card } = one;
  const type = card ? "charge" : "payment";
  const moved = { accountId, type, amount, fee: feeOf(amount), currency, sourceId: one.id } as const;
  one.transactionId = book(platform, moved).id;
  one.captured = amount;
}

/** How long a card's money stays reserved. */
const reservedMs = 7 * 86_400_000;

/** The money of an intent is reserved, and waits to be captured; the events are put on their way. */
function reserve(platform: Platform, intent: Intent, card: Card | null, method?: Charge["method"]): void {
  const { accountId } = intent;
  const reserved = charge(platform, intent, "succeeded", card, method);
  reserved.captureBefore = nowOf(platform) + reservedMs;
  Object.assign(intent, { status: "requires_capture", lastError: null, asked: null });
  emit(platform, accountId, "charge.succeeded", chargeView(platform, reserved));
  emit(platform, accountId, "payment_intent.amount_capturable_updated", intentView(platform, intent));
}

/** The money of an intent is taken, or reserved where it is captured later; the events are put on their way. */
export function takeIntent(
  platform: Platform,
  intent: Intent,
  card: Card | null,
  method?: Charge["method"],
): void {
  if (intent.captureMethod === "manual") {
    reserve(platform, intent, card, method);
    return;
  }
  const { accountId } = intent;
  const taken = charge(platform, intent, "succeeded", card, method);
  collect(platform, taken, intent.amount);
  Object.assign(intent, { status: "succeeded", lastError: null, asked: null });
  emit(platform, accountId, "charge.succeeded", chargeView(platform, taken));
  emit(platform, accountId, "payment_intent.succeeded", intentView(platform, intent));
}

function take(platform: Platform, session: Session, intent: Intent, card: Card | null): void {
  if (session.captureMethod !== "manual") session.paymentStatus = "paid";
  takeIntent(platform, intent, card);
}

/** What the buyer is told of a try that failed. */
export const declineMessages: Readonly<Record<string, string>> = {
  generic_decline: "Your card was declined.",
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
};

/** A try fails, and the intent waits for another; the event is put on its way. */
export function failIntent(
  platform: Platform,
  intent: Intent,
  lastError: NonNullable<Intent["lastError"]>,
  card: Card | null,
): void {
  if (card) charge(platform, intent, "failed", card);
  Object.assign(intent, { status: "requires_payment_method", lastError, asked: null });
  emit(platform, intent.accountId, "payment_intent.payment_failed", intentView(platform, intent));
}

/** Stripe's words for what a bank says of a card. */
export function declineOf(code: CardResult): NonNullable<Intent["lastError"]> {
  const declineCode = code === "declined" ? "generic_decline" : code;
  return { code: "card_declined", declineCode, message: declineMessages[declineCode] ?? "Declined." };
}

/** The buyer pays with a card that works; the events are put on their way. */
export function paySession(platform: Platform, session: Session, card: Card = testCard): void {
  payable(platform, session);
  take(platform, session, intentOf(platform, session), card);
  session.status = "complete";
  emit(platform, session.accountId, "checkout.session.completed", sessionView(platform, session));
}

const testCard: Card = { brand: "visa", last4: "4242" };

/** The bank says no to a card: the page stays open, for another. */
export function declineCard(platform: Platform, session: Session, code: CardResult, card: Card): void {
  payable(platform, session);
  failIntent(platform, intentOf(platform, session), declineOf(code), card);
}

/** The bank wants to see the buyer first (3-D Secure). */
export function askBuyer(platform: Platform, session: Session): void {
  payable(platform, session);
  const intent = intentOf(platform, session);
  intent.status = "requires_action";
  emit(platform, session.accountId, "payment_intent.requires_action", intentView(platform, intent));
}

/** The buyer chooses a method that takes days: the session is complete, and unpaid. */
export function payLater(platform: Platform, session: Session): void {
  payable(platform, session);
  const intent = intentOf(platform, session);
  intent.status = "processing";
  session.status = "complete";
  emit(platform, session.accountId, "payment_intent.processing", intentView(platform, intent));
  emit(platform, session.accountId, "checkout.session.completed", sessionView(platform, session));
}

/** What the bank made of it, days later. */
export function endLater(platform: Platform, session: Session, isPaid: boolean): void {
  const intent = intentOf(platform, session);
  if (intent.status !== "processing") throw new NotPayable("no bank is at work on this session");
  if (isPaid) take(platform, session, intent, null);
  else {
    intent.status = "requires_payment_method";
    emit(platform, session.accountId, "payment_intent.payment_failed", intentView(platform, intent));
  }
  const type = `checkout.session.async_payment_${isPaid ? "succeeded" : "failed"}`;
  emit(platform, session.accountId, type, sessionView(platform, session));
}
