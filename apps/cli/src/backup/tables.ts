import type postgres from "postgres";

export type Client = postgres.Sql | postgres.TransactionSql;

/** A table as a backup sees it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether rows belong to stores: they have a `store_id`. */
  readonly isOfStores: boolean;
}

interface Row extends Table {
  readonly parents: string[];
}

/** Every table of ours, parents before what points at them, so that rows can be loaded in this order. */
export async function readTables(client: Client): Promise<Table[]> {
  const rows = await client<Row[]>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped)
        as "isOfStores",
      coalesce((select array_agg(distinct f.relname::text) from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid), '{}') as parents
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`;
  const placed = new Map<string, Table>();
  while (placed.size < rows.length) {
    const next = rows.filter(
      (row) => !placed.has(row.name) && row.parents.every((parent) => placed.has(parent)),
    );
    if (next.length === 0) throw new Error("tables point at each other in a circle");
    for (const { name, columns, isOfStores } of next) placed.set(name, { name, columns, isOfStores });
  }
  return [...placed.values()];
}

/** Hashes of the migrations that a database has been through, in their order. */
export async function readMigrations(client: Client): Promise<string[]> {
  const rows = await client<{ hash: string }[]>`
    select hash from hutong_migrations.__drizzle_migrations order by created_at, id`;
  return rows.map((row) => row.hash);
}

/** Whether the connection's role sees the rows of all stores; row security hides them from one that does not. */
export async function seesAllStores(client: Client): Promise<boolean> {
  const [role] = await client<{ sees: boolean }[]>`
    select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`;
  return role?.sees ?? false;
}
