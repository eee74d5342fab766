import { jsonb } from "drizzle-orm/pg-core";
import { idOf, storeTable } from "./store-table.ts";

/** Products whose search terms are still to be written, some of one import a row: rows go as they are indexed. */
export const searchBacklog = storeTable("search_backlog", {
  id: idOf<"search-backlog">("id").notNull(),
  productIds: jsonb("product_ids").$type<string[]>().notNull(),
});
