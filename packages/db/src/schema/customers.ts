import { boolean, index, jsonb, text, unique } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

export type Address = {
  country: string;
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  line1: string;
  line2: string;
  postcode: string;
};

export const customers = storeTable(
  "customers",
  {
    id: idOf<"customer">("id").notNull(),
    /** What they gave to be reached by: a lower-case e-mail address or a phone number; unique in the store. */
    contact: text("contact").notNull(),
    email: text("email"),
    phone: text("phone"),
    name: text("name").notNull(),
    locale: text("locale").notNull(),
    address: jsonb("address").$type<Address>(),
    isGuest: boolean("is_guest").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("customers_contact").on(t.storeId, t.contact),
    index("customers_newest").on(t.storeId, t.createdAt),
    index("customers_name").on(t.storeId, t.name),
  ],
);
