import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";
import { amount, idOf, instant, storeTable } from "./store-table.ts";

/** A provider's bill of a day (`yyyy-mm-dd` where the provider counts its days) for an account, and how far we are with it. */
export const bills = storeTable(
  "bills",
  {
    accountId: idOf<"payment-account">("account_id").notNull(),
    day: text("day").notNull(),
    state: text("state").$type<"waiting" | "reading" | "compared" | "failed">().notNull(),
    /** Times that it was asked for since it was last compared. */
    tries: integer("tries").notNull(),
    /** When somebody takes it up: while it is being read, when whoever reads it counts as lost. Null: nobody does. */
    nextAt: instant("next_at"),
    /** Names the lines that count. */
    reading: uuid("reading"),
    /** Names the lines that are coming in, and who brings them. */
    claim: uuid("claim"),
    linesRead: integer("lines_read").notNull(),
    lines: integer("lines").notNull(),
    totals: jsonb("totals").notNull(),
    /** Why it could not be read, in the words of whoever noticed. */
    failure: text("failure"),
    comparedAt: instant("compared_at"),
  },
  ["accountId", "day"],
  (t) => [index("bills_next").on(t.storeId, t.nextAt), index("bills_day").on(t.storeId, t.day)],
);

/** Bills as they were read, line by line; only those of the bill's `reading` count. */
export const billLines = storeTable(
  "bill_lines",
  {
    accountId: idOf<"payment-account">("account_id").notNull(),
    day: text("day").notNull(),
    reading: uuid("reading").notNull(),
    line: integer("line").notNull(),
    kind: text("kind").$type<"payment" | "refund" | "dispute">().notNull(),
    /** What it is about, in the provider's numbers: "payment:420…", "refund:503… of 420…", "refund-return:503… of 420…". */
    movement: text("movement").notNull(),
    /** Null for a number that we did not give out. */
    attemptId: idOf<"payment-attempt">("attempt_id"),
    providerPaymentId: text("provider_payment_id").notNull(),
    providerRefundId: text("provider_refund_id"),
    requestKey: text("request_key"),
    providerDisputeId: text("provider_dispute_id"),
    providerMovementId: text("provider_movement_id"),
    amount: amount("amount").notNull(),
    currency: text("currency").notNull(),
    fee: bigint("fee", { mode: "number" }).notNull(),
    feeCurrency: text("fee_currency").notNull(),
    occurredAt: text("occurred_at").notNull(),
  },
  // Key and index share no more than the store, so that a planner without statistics cannot take one for the other.
  ["day", "accountId", "reading", "line"],
  (t) => [index("bill_lines_payment").on(t.storeId, t.providerPaymentId, t.accountId)],
);

/** Where a bill and our books do not say the same. */
export const billDifferences = storeTable(
  "bill_differences",
  {
    id: idOf<"bill-difference">("id").notNull(),
    accountId: idOf<"payment-account">("account_id").notNull(),
    day: text("day").notNull(),
    kind: text("kind").notNull(),
    /** The movement that it is about, in the provider's numbers: "payment:420…", "refund:503…". */
    subject: text("subject").notNull(),
    /** Its line in the bill; null for what the bill says nothing of. */
    line: integer("line"),
    attemptId: idOf<"payment-attempt">("attempt_id"),
    paymentId: idOf<"payment">("payment_id"),
    refundId: idOf<"refund">("refund_id"),
    /** What the bill says; null when it says nothing. */
    billed: jsonb("billed").$type<{ amount: number; currency: string; occurredAt: string }>(),
    /** What our books say; null when they say nothing. */
    held: jsonb("held").$type<{ amount: number; currency: string }>(),
    state: text("state").$type<"open" | "healed" | "resolved" | "noted">().notNull(),
    /** What became of it, or why it is still open. */
    outcome: text("outcome"),
    orderId: idOf<"order">("order_id"),
    note: text("note").notNull(),
    resolvedBy: uuid("resolved_by"),
    foundAt: instant("found_at").notNull(),
    endedAt: instant("ended_at"),
  },
  ["id"],
  (t) => [
    unique("bill_differences_once").on(t.storeId, t.accountId, t.day, t.kind, t.subject),
    index("bill_differences_open").on(t.storeId, t.accountId).where(sql`state = 'open'`),
    check("bill_differences_says", sql`billed is not null or held is not null`),
  ],
);
