import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, numeric, text } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

export type TaxShipping = "none" | "as-goods" | "class";

/** A country in which a market asks for taxes, and how that country wants them. Elsewhere the market's own rate holds. */
export const taxCountries = storeTable(
  "tax_countries",
  {
    marketId: idOf<"market">("market_id").notNull(),
    country: text("country").notNull(),
    /** Whether the market's prices have these taxes in them, or get them on top. */
    isIncluded: boolean("is_included").notNull(),
    rounding: text("rounding").$type<"line" | "order">().notNull(),
    shipping: text("shipping").$type<TaxShipping>().notNull(),
    /** The class that shipping is taxed as, with `shipping` "class". */
    shippingClass: text("shipping_class"),
  },
  ["marketId", "country"],
  () => [
    check("tax_countries_country", sql`country ~ '^[A-Z]{2}$'`),
    check("tax_countries_rounding", sql`rounding in ('line', 'order')`),
    check(
      "tax_countries_shipping",
      sql`shipping in ('none', 'as-goods', 'class') and (shipping = 'class') = (shipping_class is not null)`,
    ),
  ],
);

/** A tax at a place; what is empty of the place is everywhere in what is around it. */
export const taxRates = storeTable(
  "tax_rates",
  {
    id: idOf<"tax-rate">("id").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    country: text("country").notNull(),
    position: integer("position").notNull(),
    /** What the tax is called, in the words of its law: of the rates of one name the most specific holds. */
    name: text("name").notNull(),
    taxClass: text("tax_class").notNull(),
    province: text("province").notNull(),
    city: text("city").notNull(),
    /** Postcodes as the merchant typed them: "90210, 902*, 90001..90099". */
    postcodes: text("postcodes").notNull(),
    /** Hundredths of a percent, to a hundredth of that: 997.5 is 9.975 %. */
    basisPoints: numeric("basis_points", { precision: 7, scale: 2, mode: "number" }).notNull(),
  },
  ["id"],
  (t) => [
    index("tax_rates_country").on(t.storeId, t.marketId, t.country, t.position),
    check("tax_rates_basis_points", sql`basis_points between 0 and 10000`),
  ],
);

/** The merchant's own classes of goods, beside standard, reduced and zero. */
export const taxClasses = storeTable(
  "tax_classes",
  { handle: text("handle").notNull(), name: text("name").notNull(), position: integer("position").notNull() },
  ["handle"],
);

/** What staff have said of the 发票 that an order's customer asked for: that it was issued, by which number and when. */
export const issuedInvoices = storeTable(
  "issued_invoices",
  {
    orderId: idOf<"order">("order_id").notNull(),
    number: text("number").notNull(),
    issuedOn: date("issued_on", { mode: "string" }).notNull(),
    /** Where its customer can fetch it; empty where there is no such place. */
    link: text("link").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["orderId"],
);
