import {
  type Charge,
  type Dispute,
  type Intent,
  type Refund,
  refundedOf,
  type Session,
  type Transaction,
} from "./books.ts";
import type { Merchant, Standing } from "./merchants.ts";
import { merchantOf, type Platform } from "./platform.ts";
import { parameterError } from "./refused.ts";

export type View = Record<string, unknown>;

const seconds = (ms: number) => Math.floor(ms / 1000);

/** A Checkout Session as a call answers and an event tells of it. */
export function sessionView(platform: Platform, one: Session): View {
  return {
    id: one.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    amount_subtotal: one.amount,
    amount_total: one.amount,
    cancel_url: one.cancelUrl,
    client_reference_id: one.clientReferenceId,
    created: seconds(one.createdAt),
    currency: one.currency,
    expires_at: seconds(one.expiresAt),
    livemode: merchantOf(platform, one).isLive,
    metadata: one.metadata,
    mode: "payment",
    payment_intent: one.intentId,
    payment_status: one.paymentStatus,
    status: one.status,
    success_url: one.successUrl,
    ui_mode: "hosted_page",
    url: one.status === "open" ? `${platform.origin}/c/pay/${one.id}` : null,
  };
}

/** What the buyer's browser does next, as Stripe.js reads it. */
function nextAction({ origin }: Platform, { id, status, asked, clientSecret }: Intent): View | null {
  if (status !== "requires_action" || !asked) return null;
  const at = (door: string) => `${origin}/${door}/${id}?client_secret=${clientSecret}`;
  if (asked.method === "alipay") {
    const native = { native_data: null, native_url: null };
    const redirect = { ...native, return_url: asked.returnUrl, url: at("redirect") };
    return { type: "alipay_handle_redirect", alipay_handle_redirect: redirect };
  }
  if (asked.method === "card") {
    const challenge = { type: "three_d_secure_redirect", stripe_js: at("challenge") };
    return { type: "use_stripe_sdk", use_stripe_sdk: challenge };
  }
  const code = { data: `weixin://wxpay/bizpayurl?pr=${id}`, hosted_instructions_url: at("challenge") };
  return { type: "wechat_pay_display_qr_code", wechat_pay_display_qr_code: code };
}

export function intentView(platform: Platform, one: Intent): View {
  const { lastError } = one;
  const charge = platform.books.charges.get(one.chargeId ?? "");
  return {
    id: one.id,
    object: "payment_intent",
    amount: one.amount,
    amount_capturable: one.status === "requires_capture" ? one.amount : 0,
    amount_received: one.status === "succeeded" ? (charge?.captured ?? 0) : 0,
    created: seconds(one.createdAt),
    currency: one.currency,
    description: one.description,
    automatic_payment_methods: one.isOfSession ? null : { allow_redirects: "always", enabled: true },
    cancellation_reason: one.cancellationReason,
    capture_method: one.captureMethod,
    client_secret: one.clientSecret,
    last_payment_error: lastError && {
      type: lastError.declineCode ? "card_error" : "invalid_request_error",
      code: lastError.code,
      ...(lastError.declineCode ? { decline_code: lastError.declineCode } : {}),
      message: lastError.message,
    },
    latest_charge: one.chargeId,
    livemode: merchantOf(platform, one).isLive,
    metadata: one.metadata,
    next_action: nextAction(platform, one),
    payment_method_types: one.isOfSession ? ["card"] : one.methods,
    status: one.status,
  };
}

export function chargeView(platform: Platform, one: Charge): View {
  // What a capture in part leaves is released, which Stripe writes as refunded.
  const released = one.captured === 0 ? 0 : one.amount - one.captured;
  const refunded = refundedOf(platform.books, one.id) + released;
  const reserved = one.captureBefore === null ? {} : { capture_before: seconds(one.captureBefore) };
  return {
    id: one.id,
    object: "charge",
    amount: one.amount,
    amount_captured: one.captured,
    amount_refunded: refunded,
    balance_transaction: one.transactionId,
    captured: one.captured > 0,
    created: seconds(one.createdAt),
    currency: one.currency,
    description: one.description,
    disputed: [...platform.books.disputes.values()].some(({ chargeId }) => chargeId === one.id),
    livemode: merchantOf(platform, one).isLive,
    metadata: one.metadata,
    paid: one.status === "succeeded",
    payment_intent: one.intentId,
    payment_method_details: one.card
      ? { type: "card", card: { ...one.card, ...reserved } }
      : { type: one.method },
    refunded: refunded === one.amount,
    status: one.status,
  };
}

export function refundView(_: Platform, one: Refund): View {
  return {
    id: one.id,
    object: "refund",
    amount: one.amount,
    balance_transaction: one.transactionId,
    charge: one.chargeId,
    created: seconds(one.createdAt),
    currency: one.currency,
    ...(one.failureReason ? { failure_reason: one.failureReason } : {}),
    metadata: one.metadata,
    payment_intent: one.intentId,
    reason: one.reason,
    status: one.status,
  };
}

/** A dispute; its movements stand in it in full, as the documents have it. */
export function disputeView(platform: Platform, one: Dispute): View {
  const isOpen = one.status.endsWith("needs_response");
  const movements = one.transactionIds.map((id) => platform.books.transactions.get(id)!);
  return {
    id: one.id,
    object: "dispute",
    amount: one.amount,
    balance_transactions: movements.map((movement) => transactionView(platform, movement)),
    charge: one.chargeId,
    created: seconds(one.createdAt),
    currency: one.currency,
    evidence: {},
    evidence_details: {
      due_by: isOpen ? seconds(one.dueAt) : null,
      has_evidence: false,
      past_due: false,
      submission_count: isOpen ? 0 : 1,
    },
    is_charge_refundable: movements.length === 0,
    livemode: merchantOf(platform, one).isLive,
    metadata: {},
    payment_intent: one.intentId,
    reason: one.reason,
    status: one.status,
  };
}

/** Whether Stripe lets a connected account take payments. */
export const isOpen = ({ isSubmitted, disabledReason }: Standing) => isSubmitted && disabledReason === null;

/** A connected account. */
export function accountView({ accountId, standing }: Merchant): View {
  const one = standing!;
  const charges = isOpen(one);
  return {
    id: accountId,
    object: "account",
    business_profile: { mcc: null, name: one.name, url: null },
    business_type: null,
    capabilities: { card_payments: charges ? "active" : "inactive" },
    charges_enabled: charges,
    controller: {
      fees: { payer: "account" },
      is_controller: true,
      losses: { payments: "stripe" },
      requirement_collection: "stripe",
      stripe_dashboard: { type: "full" },
      type: "application",
    },
    country: one.country,
    created: seconds(one.createdAt),
    details_submitted: one.isSubmitted,
    email: one.email,
    metadata: {},
    payouts_enabled: charges,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: one.due,
      disabled_reason: one.disabledReason,
      errors: [],
      eventually_due: one.due,
      past_due: one.disabledReason === "requirements.past_due" ? one.due : [],
      pending_verification: [],
    },
  };
}

const categoryOf = ({ type, amount }: Transaction) =>
  type === "adjustment" ? (amount < 0 ? "dispute" : "dispute_reversal") : type;

export function transactionView(_: Platform, one: Transaction): View {
  return {
    id: one.id,
    object: "balance_transaction",
    amount: one.amount,
    available_on: seconds(one.createdAt) + 7 * 86_400,
    balance_type: "payments",
    created: seconds(one.createdAt),
    currency: one.currency,
    exchange_rate: null,
    fee: one.fee,
    fee_details: one.fee === 0 ? [] : [{ amount: one.fee, currency: one.currency, type: "stripe_fee" }],
    net: one.amount - one.fee,
    reporting_category: categoryOf(one),
    source: one.sourceId,
    status: "pending",
    type: one.type,
  };
}

/** The object behind an id, as an expanded property shows it. */
function viewOf(platform: Platform, id: string): View | null {
  const { sessions, intents, charges, refunds, disputes, transactions } = platform.books;
  const [session, intent, charge] = [sessions.get(id), intents.get(id), charges.get(id)];
  if (session) return sessionView(platform, session);
  if (intent) return intentView(platform, intent);
  if (charge) return chargeView(platform, charge);
  const [refund, transaction] = [refunds.get(id), transactions.get(id)];
  if (refund) return refundView(platform, refund);
  const dispute = disputes.get(id);
  if (dispute) return disputeView(platform, dispute);
  return transaction ? transactionView(platform, transaction) : null;
}

function expandOne(platform: Platform, view: View, [name, ...rest]: string[], path: string): void {
  const value = view[name!];
  if (value === undefined) throw parameterError("expand", `This property cannot be expanded (${path}).`);
  if (Array.isArray(value)) {
    for (const one of value as View[]) expandOne(platform, one, rest, path);
    return;
  }
  const expanded = typeof value === "string" ? viewOf(platform, value) : value;
  if (expanded === null || typeof expanded !== "object") return;
  view[name!] = expanded;
  if (rest.length > 0) expandOne(platform, expanded as View, rest, path);
}

/** A view with ids replaced by their objects, where asked. Refuses 400. */
export function expand(platform: Platform, view: View, paths: readonly string[]): View {
  for (const path of paths) expandOne(platform, view, path.split("."), path);
  return view;
}
