import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { amount, idOf, instant, storeTable } from "./store-table.ts";

export type CaptureWhen = "at-once" | "by-hand" | "on-fulfilment";

export const paymentAccounts = storeTable(
  "payment_accounts",
  {
    id: idOf<"payment-account">("id").notNull(),
    provider: text("provider").notNull(),
    title: jsonb("title").$type<Record<string, string>>().notNull(),
    /** Encrypted with the store's key, bound to store, account and field. */
    credentials: text("credentials").notNull(),
    isEnabled: boolean("is_enabled").notNull(),
    /** Whether the provider takes money for it: not while it is being set up, nor when the provider has closed it. */
    isReady: boolean("is_ready").notNull().default(true),
    position: integer("position").notNull(),
    /** Where, for how much and on what it is offered; empty: everywhere. */
    conditions: jsonb("conditions").notNull().default({}),
    /** Whether the courier brings the money: goods leave before it comes. Follows from the credentials. */
    isOnDelivery: boolean("is_on_delivery").notNull().default(false),
    /** What the platform takes of each payment; an operator's to set. */
    shareBasisPoints: integer("share_basis_points").notNull().default(0),
    /** When money that customers pay is taken; anything but "at-once" only reserves it first. */
    capture: text("capture").$type<CaptureWhen>().notNull().default("at-once"),
    /** The last check's answer and time; null while nobody has asked the provider. */
    checked: jsonb("checked"),
    /** When a notice to it was last proven, give or take a minute. */
    noticeProvenAt: instant("notice_proven_at"),
    /** Since when notices to it have come without proof, and none with it. */
    noticesRefusedSince: instant("notices_refused_since"),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  () => [
    check("payment_accounts_conditions", sql`jsonb_typeof(conditions) = 'object'`),
    check("payment_accounts_capture", sql`capture in ('at-once', 'by-hand', 'on-fulfilment')`),
    check("payment_accounts_share", sql`share_basis_points between 0 and 10000`),
    check("payment_accounts_checked", sql`checked is null or jsonb_typeof(checked) = 'object'`),
  ],
);

/** A merchant's way to an account under the platform's own; kept before the provider is called, one under way at a time. */
export const paymentOnboardings = storeTable(
  "payment_onboardings",
  {
    id: idOf<"payment-onboarding">("id").notNull(),
    provider: text("provider").notNull(),
    /** What the provider is told when the account is opened; a repetition says the same. */
    request: jsonb("request").notNull(),
    /** The provider's number of the account, once it is known. */
    subAccount: text("sub_account"),
    /** The store's account by it; none when it was removed. */
    accountId: idOf<"payment-account">("account_id"),
    /** The provider let go of it: the next one begins anew. */
    endedAt: instant("ended_at"),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    uniqueIndex("payment_onboardings_open").on(t.storeId, t.provider).where(sql`ended_at is null`),
    check("payment_onboardings_account", sql`account_id is null or sub_account is not null`),
  ],
);

export type AuthorizationState = "held" | "capturing" | "captured" | "voiding" | "voided";

export type AttemptState =
  | "created"
  | "pending"
  | "action_required"
  | "authorized"
  | "paid"
  | "declined"
  | "cancelled";

export const paymentAttempts = storeTable(
  "payment_attempts",
  {
    id: idOf<"payment-attempt">("id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    provider: text("provider").notNull(),
    purpose: text("purpose").notNull(),
    referenceId: text("reference_id").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    state: text("state").$type<AttemptState>().notNull(),
    action: jsonb("action"),
    request: jsonb("request").notNull(),
    decline: jsonb("decline"),
    /** What was asked and answered, in order; only ever added to. */
    story: jsonb("story").notNull().default([]),
    queries: integer("queries").notNull(),
    queryAt: instant("query_at"),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    index("payment_attempts_reference").on(t.storeId, t.purpose, t.referenceId),
    index("payment_attempts_query").on(t.storeId, t.queryAt),
    index("payment_attempts_account").on(t.storeId, t.accountId, t.createdAt),
    check("payment_attempts_amount", sql`amount >= 0`),
    check("payment_attempts_story", sql`jsonb_typeof(story) = 'array'`),
  ],
);

/** Money that a provider has reserved for an attempt. None of it is in the ledger until it is captured. */
export const paymentAuthorizations = storeTable(
  "payment_authorizations",
  {
    attemptId: idOf<"payment-attempt">("attempt_id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    providerAuthorizationId: text("provider_authorization_id").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    /** When the provider lets go of it by itself; null where it does not say. */
    expiresAt: instant("expires_at"),
    state: text("state").$type<AuthorizationState>().notNull(),
    /** What was asked to be captured; the rest is let go. */
    captureAmount: amount("capture_amount"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["attemptId"],
  (t) => [
    unique("payment_authorizations_provider").on(t.storeId, t.accountId, t.providerAuthorizationId),
    check(
      "payment_authorizations_state",
      sql`state in ('held', 'capturing', 'captured', 'voiding', 'voided')`,
    ),
    check(
      "payment_authorizations_capture",
      sql`amount > 0 and capture_amount between 1 and amount and (state <> 'capturing' or capture_amount is not null)`,
    ),
  ],
);

/** Money that a provider (or a member of staff) says has come in; append-only but for what was given back. */
export const payments = storeTable(
  "payments",
  {
    id: idOf<"payment">("id").notNull(),
    attemptId: idOf<"payment-attempt">("attempt_id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    providerPaymentId: text("provider_payment_id").notNull(),
    amount: amount("amount").notNull(),
    refunded: amount("refunded").notNull(),
    /** What disputes hold or have taken for good. */
    disputed: amount("disputed").notNull().default(0),
    currency: text("currency").notNull(),
    /** Where it stands: it pays its purpose, it is given back, or it waits for a person. */
    use: text("use").$type<"applied" | "surplus" | "parked">().notNull(),
    capturedAt: instant("captured_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("payments_provider_payment").on(t.storeId, t.accountId, t.providerPaymentId),
    index("payments_captured").on(t.storeId, t.accountId, t.capturedAt),
    index("payments_attempt").on(t.storeId, t.attemptId),
    check("payments_refunded", sql`amount > 0 and refunded between 0 and amount`),
  ],
);

export const refunds = storeTable(
  "refunds",
  {
    id: idOf<"refund">("id").notNull(),
    paymentId: idOf<"payment">("payment_id").notNull(),
    requestKey: text("request_key").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason").notNull(),
    state: text("state").$type<"pending" | "succeeded" | "failed">().notNull(),
    providerRefundId: text("provider_refund_id"),
    /** What staff wrote for themselves when they asked for it. */
    note: text("note").notNull().default(""),
    /** What the merchant has to know or do, in the provider's words; null while there is nothing. */
    merchantNote: jsonb("merchant_note").$type<Record<string, string>>(),
    /** The money went out and came back: a refund that failed after it looked fine. Both ways are in the ledger. */
    returnedAt: instant("returned_at"),
    /** A failed one that staff have dealt with outside. */
    closedAt: instant("closed_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("refunds_request_key").on(t.storeId, t.requestKey),
    index("refunds_payment").on(t.storeId, t.paymentId),
    index("refunds_settled").on(t.storeId, t.updatedAt).where(sql`state = 'succeeded'`),
    index("refunds_failed").on(t.storeId, t.createdAt).where(sql`state = 'failed' and closed_at is null`),
    index("refunds_noted")
      .on(t.storeId, t.createdAt)
      .where(sql`state = 'pending' and merchant_note is not null`),
    check("refunds_amount", sql`amount > 0`),
    check("refunds_failed_only", sql`state = 'failed' or (returned_at is null and closed_at is null)`),
  ],
);

/** The platform's part of a payment that was started for sharing, and what of it went back. */
export const paymentShares = storeTable(
  "payment_shares",
  {
    paymentId: idOf<"payment">("payment_id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    paidAt: instant("paid_at").notNull(),
    /** As it was agreed when the payment was started. */
    basisPoints: integer("basis_points").notNull(),
    /** Decided together with the key, and the same as long as it is asked for by that key. */
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    state: text("state").$type<"pending" | "succeeded" | "failed">().notNull(),
    requestKey: text("request_key"),
    /** Keys that were given out. */
    tries: integer("tries").notNull(),
    /** Nothing is taken any more: the money is only let go. */
    isGivenUp: boolean("is_given_up").notNull(),
    /** What went back, and what is on its way back. */
    returned: amount("returned").notNull(),
    returnAmount: amount("return_amount").notNull(),
    returnTries: integer("return_tries").notNull(),
    /** Why not yet or not at all, in words by language. */
    note: jsonb("note").$type<Record<string, string>>(),
    /** When it is looked at again; null: when a refund makes it. */
    nextAt: instant("next_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["paymentId"],
  (t) => [
    unique("payment_shares_request_key").on(t.storeId, t.requestKey),
    index("payment_shares_next").on(t.storeId, t.nextAt).where(sql`next_at is not null`),
    index("payment_shares_paid").on(t.storeId, t.accountId, t.paidAt),
    check("payment_shares_basis_points", sql`basis_points between 1 and 10000`),
    check(
      "payment_shares_returned",
      sql`returned >= 0 and return_amount >= 0 and returned + return_amount <= amount`,
    ),
  ],
);

/** What a person must look at: a payment whose amount or currency is not what was asked for. Each has one of its own. */
export const paymentCases = storeTable(
  "payment_cases",
  {
    id: idOf<"payment-case">("id").notNull(),
    attemptId: idOf<"payment-attempt">("attempt_id").notNull(),
    paymentId: idOf<"payment">("payment_id").notNull(),
    kind: text("kind").notNull(),
    detail: jsonb("detail").notNull(),
    state: text("state").$type<"open" | "resolved">().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("payment_cases_once").on(t.storeId, t.paymentId),
    index("payment_cases_attempt").on(t.storeId, t.attemptId),
  ],
);

/** Customers' objections with their banks, as the provider last told of them. */
export const disputes = storeTable(
  "disputes",
  {
    id: idOf<"dispute">("id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    paymentId: idOf<"payment">("payment_id").notNull(),
    providerDisputeId: text("provider_dispute_id").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    /** Why the customer objects, in words by language. */
    reason: jsonb("reason").$type<Record<string, string>>().notNull(),
    state: text("state")
      .$type<"inquiry" | "needs-answer" | "in-review" | "won" | "lost" | "closed">()
      .notNull(),
    answerBy: instant("answer_by"),
    /** The provider's page where it is answered. */
    answerAt: text("answer_at"),
    openedAt: instant("opened_at").notNull(),
    /** When the provider was asked for this: what was asked for earlier changes nothing. */
    readAt: instant("read_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("disputes_provider_dispute").on(t.storeId, t.accountId, t.providerDisputeId),
    index("disputes_payment").on(t.storeId, t.paymentId),
    index("disputes_open")
      .on(t.storeId, t.openedAt)
      .where(sql`state in ('inquiry', 'needs-answer', 'in-review')`),
  ],
);

/** Money that a dispute took, negative when it came back; append-only. */
export const disputeMovements = storeTable(
  "dispute_movements",
  {
    id: idOf<"dispute-movement">("id").notNull(),
    disputeId: idOf<"dispute">("dispute_id").notNull(),
    providerMovementId: text("provider_movement_id").notNull(),
    taken: amount("taken").notNull(),
    currency: text("currency").notNull(),
    /** What the provider keeps for it, in the currency that the account settles in; booked with its bill. */
    fee: amount("fee").notNull(),
    feeCurrency: text("fee_currency").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("dispute_movements_once").on(t.storeId, t.disputeId, t.providerMovementId),
    index("dispute_movements_created").on(t.storeId, t.createdAt),
  ],
);

/** How far a provider that must be told of shipments has been told of one. */
export const shipmentReports = storeTable(
  "shipment_reports",
  {
    fulfilmentId: idOf<"fulfilment">("fulfilment_id").notNull(),
    orderId: idOf<"order">("order_id").notNull(),
    attemptId: idOf<"payment-attempt">("attempt_id").notNull(),
    state: text("state").$type<"pending" | "reported" | "failed">().notNull(),
    /** Why not, in words by language. */
    reason: jsonb("reason").$type<Record<string, string>>(),
    tries: integer("tries").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["fulfilmentId"],
  (t) => [index("shipment_reports_order").on(t.storeId, t.orderId)],
);

/**
 * Books of the pretend bank behind provider `test`: what was asked of it and what "the customer" did on its page.
 * Only stores in test mode have rows here.
 */
export const testBankEntries = storeTable(
  "test_bank_entries",
  {
    attemptId: idOf<"payment-attempt">("attempt_id").notNull(),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    returnUrl: text("return_url").notNull(),
    state: text("state").$type<"open" | "declined" | "late">().notNull(),
    isClosed: boolean("is_closed").notNull(),
    payments: jsonb("payments").$type<{ id: string; amount: number; currency: string }[]>().notNull(),
    refunds: jsonb("refunds")
      .$type<{ requestKey: string; id: string; paymentId: string; amount: number }[]>()
      .notNull(),
  },
  ["attemptId"],
);
