import { platformTables } from "../../../packages/db/src/lint/catalogue.ts";
import type { TestDatabase } from "../../../packages/db/src/testing.ts";

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

/** A store-owned table as the live catalogue knows it; `columns` are those that a row must have. */
export interface TenantTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** Every store-owned table of a database, asked of its catalogue and not of our own lists. */
export async function tenantTables(database: TestDatabase): Promise<TenantTable[]> {
  const rows = await database.owner<{ table: string; name: string; type: string; is_key: boolean }[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      coalesce(a.attnum = any(i.indkey), false) as is_key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select 1 from pg_attribute s where s.attrelid = c.oid and s.attname = 'store_id' and not s.attisdropped)
      and not c.relname = any(${[...platformTables]}) and (a.attnotnull and not a.atthasdef)
    order by c.relname, a.attnum`;
  const names = [...new Set(rows.map((row) => row.table))];
  return names.map((name) => ({
    name,
    columns: rows
      .filter((row) => row.table === name)
      .map((row) => ({ name: row.name, type: row.type, isKey: row.is_key })),
  }));
}

const values: Record<string, () => string> = {
  uuid: () => crypto.randomUUID(),
  text: () => `v-${crypto.randomUUID().slice(0, 8)}`,
  jsonb: () => "{}",
  integer: () => "1",
  bigint: () => String(Math.ceil(Math.random() * 1e9)),
  boolean: () => "true",
  numeric: () => "1",
  date: () => "2026-01-01",
  "timestamp with time zone": () => "2026-01-01T00:00:00Z",
};

/** A row of a table for one store, by column, as text that casts to the column's type. */
export function madeRow(table: TenantTable, storeId: string): Record<string, string> {
  return Object.fromEntries(
    table.columns.map(({ name, type }) => {
      if (name === "store_id") return [name, storeId];
      const value = values[type];
      if (!value) throw new Error(`no value is known for ${table.name}.${name} of type ${type}`);
      return [name, value()];
    }),
  );
}

/** The statement that writes such a row; the values are ours, so they may stand in its text. */
export function insertText(table: TenantTable, row: Record<string, string>): string {
  const cells = table.columns.map(({ name, type }) => `'${row[name]}'::${type}`);
  return `insert into ${table.name} (${table.columns.map(({ name }) => name).join(", ")}) values (${cells.join(", ")})`;
}
