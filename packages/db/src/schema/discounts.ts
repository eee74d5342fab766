import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

export const discounts = storeTable(
  "discounts",
  {
    id: idOf<"discount">("id").notNull(),
    /** What customers read, by language. */
    name: jsonb("name").$type<Record<string, string>>().notNull(),
    method: text("method").$type<"automatic" | "code">().notNull(),
    class: text("class").$type<"product" | "order" | "shipping">().notNull(),
    /** What it is worth, whom for and when (`packages/pricing/src/discounts/schemas.ts`). */
    value: jsonb("value").notNull(),
    targets: jsonb("targets").notNull(),
    minimum: jsonb("minimum"),
    combines: jsonb("combines").$type<string[]>().notNull(),
    /** Ids of markets; null: all. */
    markets: jsonb("markets").$type<string[]>(),
    /** What its amounts are in. */
    currency: text("currency").notNull(),
    isFirstOrderOnly: boolean("is_first_order_only").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at"),
    /** Limits: orders in all, and of one customer. */
    mostUses: integer("most_uses"),
    mostPerCustomer: integer("most_per_customer"),
    /** Orders that have it, and checkouts that hold it while they are paid. */
    uses: integer("uses").notNull(),
    isUsedUp: boolean("is_used_up").generatedAlwaysAs(sql`most_uses is not null and uses >= most_uses`),
    /** Earlier discounts win over equal ones. */
    position: integer("position").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    index("discounts_automatic").on(t.storeId, t.position).where(sql`method = 'automatic'`),
    check(
      "discounts_method",
      sql`method in ('automatic', 'code') and class in ('product', 'order', 'shipping')`,
    ),
    check(
      "discounts_limits",
      sql`uses >= 0 and (most_uses is null or most_uses > 0) and (most_per_customer is null or most_per_customer > 0)`,
    ),
  ],
);

export const discountCodes = storeTable(
  "discount_codes",
  {
    id: idOf<"discount-code">("id").notNull(),
    discountId: idOf<"discount">("discount_id").notNull(),
    /** Normalised: how it is compared, kept in carts and shown. */
    code: text("code").notNull(),
    mostUses: integer("most_uses"),
    uses: integer("uses").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("discount_codes_code").on(t.storeId, t.code),
    index("discount_codes_discount").on(t.storeId, t.discountId, t.createdAt, t.id),
    check("discount_codes_limits", sql`uses >= 0 and (most_uses is null or most_uses > 0)`),
  ],
);

export const discountUses = storeTable(
  "discount_uses",
  {
    checkoutId: idOf<"checkout">("checkout_id").notNull(),
    discountId: idOf<"discount">("discount_id").notNull(),
    codeId: idOf<"discount-code">("code_id"),
    /** Digests of the customer's e-mail address and phone number. */
    customers: jsonb("customers").$type<string[]>().notNull(),
    state: text("state").$type<"held" | "used">().notNull(),
    /** Until when it is held; null once it is used. */
    expiresAt: instant("expires_at"),
    createdAt: instant("created_at").notNull(),
  },
  ["checkoutId", "discountId"],
  (t) => [
    index("discount_uses_expiry").on(t.storeId, t.expiresAt).where(sql`state = 'held'`),
    index("discount_uses_discount").on(t.storeId, t.discountId),
    check("discount_uses_state", sql`state in ('held', 'used')`),
  ],
);

/** How often a customer has used a discount, or holds it: one row decides who comes first. */
export const discountCustomers = storeTable(
  "discount_customers",
  {
    discountId: idOf<"discount">("discount_id").notNull(),
    customer: text("customer").notNull(),
    uses: integer("uses").notNull(),
  },
  ["discountId", "customer"],
  () => [check("discount_customers_uses", sql`uses >= 0`)],
);
