import type { Id, StoreId } from "@hutong/kernel";
import { sql } from "drizzle-orm";
import type { BuildColumns, BuildExtraConfigColumns } from "drizzle-orm/column-builder";
import {
  bigint,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  type PgTableWithColumns,
  pgPolicy,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

const storeColumn = { storeId: uuid("store_id").$type<StoreId>().notNull() };
type WithStore<Columns> = Columns & typeof storeColumn;

/**
 * Makes a store-owned table: `store_id` leads the primary key, and row-level security lets the application see
 * only the rows of the store that the transaction opened. FORCE, grants and composite foreign keys are written
 * by hand in the migrations; `lint/catalogue.ts` refuses a table that lacks one of them.
 *
 * @param key columns that follow `store_id` in the primary key (default: `id`)
 * @param extra further unique keys, indexes and checks; each unique key and index starts with `t.storeId`
 */
export function storeTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  key: readonly (keyof Columns & string)[] = ["id"] as never,
  extra: (t: BuildExtraConfigColumns<Name, WithStore<Columns>, "pg">) => PgTableExtraConfigValue[] = () => [],
): PgTableWithColumns<{
  name: Name;
  schema: undefined;
  columns: BuildColumns<Name, WithStore<Columns>, "pg">;
  dialect: "pg";
}> {
  const mine = sql`store_id = nullif(current_setting('app.store_id', true), '')::uuid`;
  return pgTable(name, { ...storeColumn, ...columns }, (t) => [
    primaryKey({ columns: [t.storeId, ...key.map((column) => t[column as keyof typeof t])] as never }),
    pgPolicy(`${name}_store`, { as: "permissive", for: "all", to: "public", using: mine, withCheck: mine }),
    ...extra(t as never),
  ]).enableRLS() as never;
}

/** A UUIDv7 column that carries the kind of thing it names. */
export const idOf = <Kind extends string>(column: string) => uuid(column).$type<Id<Kind>>();
/** An instant, kept as timestamptz and read as a Date. */
export const instant = (column: string) => timestamp(column, { withTimezone: true, mode: "date" });
/** An amount in integer minor units of the row's (or the store's) currency. */
export const amount = (column: string) => bigint(column, { mode: "number" });
/** The number the public API shows, below 2^53. */
export const publicId = () => bigint("public_id", { mode: "number" }).notNull();
