import { sql } from "drizzle-orm";
import { check, index, integer, text, unique } from "drizzle-orm/pg-core";
import { amount, idOf, instant, storeTable } from "./store-table.ts";

/** Customers who share prices of their own; `customers.group_id` says who. */
export const customerGroups = storeTable(
  "customer_groups",
  {
    id: idOf<"customer-group">("id").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [unique("customer_groups_name").on(t.storeId, t.name)],
);

/** Prices beside the ones that a market's come about by (docs/prices.md). */
export const priceLists = storeTable(
  "price_lists",
  {
    id: idOf<"price-list">("id").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    name: text("name").notNull(),
    /** A market's fixed prices, a sale, or the prices of a group. */
    kind: text("kind").$type<"market" | "sale" | "group">().notNull(),
    groupId: idOf<"customer-group">("group_id"),
    startsAt: instant("starts_at"),
    endsAt: instant("ends_at"),
    /** Hundredths of a percent off the list price of everything that it names no price of. */
    basisPoints: integer("basis_points"),
    /** How many prices it has: what it names is asked for only where there are some. */
    priceCount: integer("price_count").notNull().default(0),
    position: integer("position").notNull(),
  },
  ["id"],
  (t) => [
    index("price_lists_market").on(t.storeId, t.marketId, t.position),
    check(
      "price_lists_kind",
      sql`kind in ('market', 'sale', 'group') and (kind = 'group') = (group_id is not null)`,
    ),
    check(
      "price_lists_percent",
      sql`basis_points is null or (kind <> 'market' and basis_points between 1 and 10000)`,
    ),
    check("price_lists_window", sql`starts_at is null or ends_at is null or starts_at < ends_at`),
  ],
);

/** What a variant costs by a list from a number of units on: a price, or a part off its list price. */
export const listPrices = storeTable(
  "list_prices",
  {
    priceListId: idOf<"price-list">("price_list_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    fromQuantity: integer("from_quantity").notNull(),
    /** Minor units of the market's currency. */
    price: amount("price"),
    basisPoints: integer("basis_points"),
  },
  ["priceListId", "variantId", "fromQuantity"],
  (t) => [
    index("list_prices_variant").on(t.storeId, t.variantId),
    check(
      "list_prices_price",
      sql`from_quantity between 1 and 9999 and (price is null) <> (basis_points is null) and coalesce(price, 0) >= 0
        and coalesce(basis_points, 1) between 1 and 10000`,
    ),
  ],
);
