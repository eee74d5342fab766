import type postgres from "postgres";

/** Rows by name of table and of each index on it: in all, and of one store. */
export interface RowCounts {
  readonly table: Map<string, number>;
  readonly store: Map<string, number>;
}

/** Counts rows by the planner's statistics, those of one store one by one. */
export async function countRows(owner: postgres.Sql, storeId: string): Promise<RowCounts> {
  const counts: RowCounts = { table: new Map(), store: new Map() };
  const tables = await owner<{ name: string; rows: number; indexes: string[]; is_tenant: boolean }[]>`
    select c.relname as name, c.reltuples::int as rows, exists (select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'store_id' and c.relrowsecurity) as is_tenant,
      coalesce(array_agg(i.relname) filter (where i.oid is not null), '{}') as indexes
    from pg_class c left join pg_index x on x.indrelid = c.oid left join pg_class i on i.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid`;
  for (const { name, rows, indexes, is_tenant } of tables) {
    const [mine] = is_tenant
      ? await owner`select count(*)::int as n from ${owner(name)} where store_id = ${storeId}`
      : [{ n: 0 }];
    for (const known of [name, ...indexes]) {
      counts.table.set(known, rows);
      counts.store.set(known, mine!.n);
    }
  }
  return counts;
}
