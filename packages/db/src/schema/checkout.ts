import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Address } from "./customers.ts";
import { amount, idOf, instant, storeTable } from "./store-table.ts";

export const carts = storeTable(
  "carts",
  {
    id: idOf<"cart">("id").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    checkoutId: idOf<"checkout">("checkout_id"),
    /** Whose it is, once they signed in; a customer has one cart, on all devices. */
    customerId: idOf<"customer">("customer_id"),
    /** Discount codes that were put into it, normalised, the first one first; null: none. */
    discountCodes: jsonb("discount_codes").$type<string[]>(),
    /** Gift cards that are to pay it, as a list of ids in their order; null: none. */
    giftCards: jsonb("gift_cards").$type<readonly string[]>(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [uniqueIndex("carts_customer").on(t.storeId, t.customerId).where(sql`customer_id is not null`)],
);

export const cartLines = storeTable(
  "cart_lines",
  {
    cartId: idOf<"cart">("cart_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    /** Tells lines of one variant apart by what was filled in for them: a digest of it, empty for a line without. */
    mark: text("mark").notNull().default(""),
    /** What was filled in, in the words of the language it was added in; null: nothing. */
    properties: jsonb("properties").$type<readonly { id: string; name: string; value: string }[]>(),
    quantity: integer("quantity").notNull(),
    addedAt: instant("added_at").notNull(),
  },
  ["cartId", "variantId", "mark"],
  (t) => [
    // All lines are in it, but only who names a variant may look there: while few bags are filled it looks as good as a bag's own key.
    index("cart_lines_variant").on(t.storeId, t.variantId).where(sql`variant_id is not null`),
    check("cart_lines_quantity", sql`quantity between 1 and 9999`),
  ],
);

export type CheckoutState = "open" | "awaiting_payment" | "completed" | "expired";

export const checkouts = storeTable(
  "checkouts",
  {
    id: idOf<"checkout">("id").notNull(),
    cartId: idOf<"cart">("cart_id").notNull(),
    /** Who was signed in when the details were saved; the order will be theirs, whatever contact they gave. */
    customerId: idOf<"customer">("customer_id"),
    state: text("state").$type<CheckoutState>().notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    locale: text("locale").notNull(),
    email: text("email"),
    phone: text("phone"),
    address: jsonb("address").$type<Address>(),
    shippingRateId: idOf<"shipping-rate">("shipping_rate_id"),
    note: text("note").notNull(),
    /** The 发票 that its customer asks for; null where they ask for none. */
    invoice: jsonb("invoice"),
    /** The frozen input of totals(), its version and its answer; null until contact, address and rate are known. */
    quote: jsonb("quote"),
    total: amount("total"),
    currency: text("currency").notNull(),
    attemptId: idOf<"payment-attempt">("attempt_id"),
    orderId: idOf<"order">("order_id"),
    expiresAt: instant("expires_at"),
    /** When a letter about it was last asked for, and when its link first brought somebody back. */
    letterAt: instant("letter_at"),
    restoredAt: instant("restored_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    index("checkouts_cart").on(t.storeId, t.cartId),
    index("checkouts_restored").on(t.storeId, t.id).where(sql`restored_at is not null`),
    index("checkouts_customer").on(t.storeId, t.customerId).where(sql`customer_id is not null`),
  ],
);
