import type postgres from "postgres";

/**
 * Tells the planner what it cannot know of a table that was never analysed: that one store may own all of it. Without that,
 * every index that begins with the store looks equally good for an empty table, and a plan that was made then and is kept
 * by a connection reads the whole store for one row until autovacuum has seen the table grow. ANALYZE replaces it.
 */
export async function giveFirstStatistics(owner: postgres.Sql): Promise<void> {
  // An operator's own server may be older than PostgreSQL 18, and is told by its first ANALYZE.
  const [canTell] = await owner`select 1 from pg_proc where proname = 'pg_restore_attribute_stats'`;
  if (!canTell) return;
  await owner.unsafe(`
    select pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'store_id'::text, 'inherited', false,
      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id'
    where c.relkind = 'r' and c.reltuples < 0`);
}

// As large as the planner takes a table to be that it knows nothing of.
const unknownPages = 10;

/**
 * Brings the planner's statistics up to date after rows came in bulk. Tables of a few rows or none are left with their
 * first statistics: analysed now, they would look smaller than they will ever be again.
 */
export async function analyzeFilled(owner: postgres.Sql): Promise<void> {
  const tables = await owner<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and pg_relation_size(c.oid) > ${unknownPages} * 8192`;
  for (const { name } of tables) await owner.unsafe(`analyze ${name}`);
}
