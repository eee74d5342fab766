import { sql } from "drizzle-orm";
import { check, index, integer, text, unique } from "drizzle-orm/pg-core";
import { amount, idOf, instant, storeTable } from "./store-table.ts";

export type GiftCardState = "active" | "disabled";

export const giftCards = storeTable(
  "gift_cards",
  {
    id: idOf<"gift-card">("id").notNull(),
    /** What is kept of the code: a hash under the store's key, and its last four characters for people. */
    codeHash: text("code_hash").notNull(),
    lastCharacters: text("last_characters").notNull(),
    /** The code itself, sealed, until the letter to its recipient has gone out. */
    sealedCode: text("sealed_code"),
    currency: text("currency").notNull(),
    initial: amount("initial").notNull(),
    /** What can be spent: the sum of its movements. */
    balance: amount("balance").notNull(),
    /** What checkouts that wait for their payment hold of it. */
    held: amount("held").notNull(),
    state: text("state").$type<GiftCardState>().notNull(),
    /** The first moment at which it is good no more; null: never. */
    expiresAt: instant("expires_at"),
    recipientEmail: text("recipient_email"),
    /** What staff wrote for themselves. */
    note: text("note").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("gift_cards_code").on(t.storeId, t.codeHash),
    index("gift_cards_last").on(t.storeId, t.lastCharacters),
    check("gift_cards_amounts", sql`initial > 0 and balance >= 0 and held >= 0`),
    check("gift_cards_state", sql`state in ('active', 'disabled')`),
  ],
);

export type GiftCardMovementKind = "issue" | "hold" | "release" | "capture" | "refund" | "adjust";

/** What moved a gift card's amounts; append-only. What the shop owes for it changes by `balance + held`. */
export const giftCardMovements = storeTable(
  "gift_card_movements",
  {
    id: idOf<"gift-card-movement">("id").notNull(),
    giftCardId: idOf<"gift-card">("gift_card_id").notNull(),
    kind: text("kind").$type<GiftCardMovementKind>().notNull(),
    balance: amount("balance").notNull(),
    held: amount("held").notNull(),
    /** The checkout that it moved for. */
    checkoutId: idOf<"checkout">("checkout_id"),
    /** Why staff moved it. */
    note: text("note").notNull(),
    at: instant("at").notNull(),
  },
  ["id"],
  (t) => [
    index("gift_card_movements_card").on(t.storeId, t.giftCardId, t.at),
    index("gift_card_movements_checkout").on(t.storeId, t.checkoutId).where(sql`checkout_id is not null`),
    check(
      "gift_card_movements_kind",
      sql`case kind when 'issue' then balance > 0 and held = 0 when 'hold' then balance < 0 and held = -balance
        when 'release' then balance > 0 and held = -balance when 'capture' then (balance < 0 and held = 0) or (balance = 0 and held < 0)
        when 'refund' then balance > 0 and held = 0 when 'adjust' then balance <> 0 and held = 0 else false end`,
    ),
  ],
);

export type TenderState = "held" | "captured" | "released";

/** What gift cards pay of a checkout. */
export const checkoutTenders = storeTable(
  "checkout_tenders",
  {
    checkoutId: idOf<"checkout">("checkout_id").notNull(),
    giftCardId: idOf<"gift-card">("gift_card_id").notNull(),
    position: integer("position").notNull(),
    amount: amount("amount").notNull(),
    refunded: amount("refunded").notNull(),
    currency: text("currency").notNull(),
    state: text("state").$type<TenderState>().notNull(),
  },
  ["checkoutId", "giftCardId"],
  (t) => [
    index("checkout_tenders_card").on(t.storeId, t.giftCardId),
    index("checkout_tenders_held").on(t.storeId, t.checkoutId).where(sql`state = 'held'`),
    check("checkout_tenders_state", sql`state in ('held', 'captured', 'released')`),
    check(
      "checkout_tenders_amount",
      sql`amount > 0 and refunded between 0 and amount and (refunded = 0 or state = 'captured')`,
    ),
  ],
);
