import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
import type { Address } from "./customers.ts";
import { amount, idOf, instant, publicId, storeTable } from "./store-table.ts";

export type OrderState = "open" | "cancelled";
export type OrderPaymentState =
  | "unpaid"
  | "authorized"
  | "partially_paid"
  | "paid"
  | "partially_refunded"
  | "refunded";
export type OrderFulfilmentState = "unfulfilled" | "partially_fulfilled" | "fulfilled";

export const orders = storeTable(
  "orders",
  {
    id: idOf<"order">("id").notNull(),
    publicId: publicId(),
    number: bigint("number", { mode: "number" }).notNull(),
    checkoutId: idOf<"checkout">("checkout_id").notNull(),
    customerId: idOf<"customer">("customer_id").notNull(),
    state: text("state").$type<OrderState>().notNull(),
    paymentState: text("payment_state").$type<OrderPaymentState>().notNull(),
    fulfilmentState: text("fulfilment_state").$type<OrderFulfilmentState>().notNull(),
    isTest: boolean("is_test").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    locale: text("locale").notNull(),
    email: text("email"),
    phone: text("phone"),
    address: jsonb("address").$type<Address>(),
    note: text("note").notNull(),
    /** What its amounts are in, and what the customer was shown: the market's. `rate` is shop units for one unit of it. */
    currency: text("currency").notNull(),
    presentmentCurrency: text("presentment_currency").notNull(),
    rate: text("rate").notNull(),
    subtotal: amount("subtotal").notNull(),
    discount: amount("discount").notNull(),
    shipping: amount("shipping").notNull(),
    tax: amount("tax").notNull(),
    total: amount("total").notNull(),
    paid: amount("paid").notNull(),
    refunded: amount("refunded").notNull(),
    /** What gift cards paid of it; a part of `paid` from the first. */
    tendered: amount("tendered").notNull().default(0),
    quote: jsonb("quote").notNull(),
    shippingName: text("shipping_name").notNull(),
    /** Null where gift cards paid all of it. */
    paymentAccountId: idOf<"payment-account">("payment_account_id"),
    placedAt: instant("placed_at").notNull(),
    paidAt: instant("paid_at"),
  },
  ["id"],
  (t) => [
    unique("orders_number").on(t.storeId, t.number),
    unique("orders_public_id").on(t.storeId, t.publicId),
    unique("orders_checkout").on(t.storeId, t.checkoutId),
    index("orders_customer").on(t.storeId, t.customerId),
    index("orders_todo").on(t.storeId, t.fulfilmentState, t.paymentState, t.number),
    index("orders_cancelled").on(t.storeId, t.number).where(sql`state = 'cancelled'`),
    check(
      "orders_total",
      // Which taxes are in the prices the version of the quote says.
      sql`total = subtotal - discount + shipping + (case when quote->'input'->>'isTaxIncluded' = 'true' then 0
        else case quote->'input'->'tax'->>'mode' when 'included' then 0 when 'removed' then -(quote->'answer'->>'removed')::bigint else tax end end)`,
    ),
    check("orders_refunded", sql`refunded between 0 and paid`),
    check("orders_tendered", sql`tendered between 0 and least(paid, total)`),
  ],
);

export const orderLines = storeTable(
  "order_lines",
  {
    id: idOf<"order-line">("id").notNull(),
    orderId: idOf<"order">("order_id").notNull(),
    position: integer("position").notNull(),
    productId: idOf<"product">("product_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    title: text("title").notNull(),
    variantTitle: text("variant_title").notNull(),
    sku: text("sku"),
    picture: text("picture"),
    quantity: integer("quantity").notNull(),
    unitPrice: amount("unit_price").notNull(),
    total: amount("total").notNull(),
    fulfilledQuantity: integer("fulfilled_quantity").notNull(),
  },
  ["id"],
  (t) => [
    index("order_lines_order").on(t.storeId, t.orderId, t.position),
    check("order_lines_fulfilled", sql`quantity > 0 and fulfilled_quantity between 0 and quantity`),
  ],
);

export const fulfilments = storeTable(
  "fulfilments",
  {
    id: idOf<"fulfilment">("id").notNull(),
    orderId: idOf<"order">("order_id").notNull(),
    carrier: text("carrier").notNull(),
    trackingNumber: text("tracking_number").notNull(),
    lines: jsonb("lines").$type<{ lineId: string; quantity: number }[]>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [index("fulfilments_order").on(t.storeId, t.orderId)],
);
