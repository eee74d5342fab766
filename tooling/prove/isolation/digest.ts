import type { Platform } from "../platform/start-platform.ts";
import { ask } from "../shop/open-store.ts";

/** A mark of all that a store has in each of these tables; equal marks mean that not a byte was changed. */
export async function digestOf(
  platform: Platform,
  storeId: string,
  tables: readonly string[],
): Promise<Map<string, string>> {
  const parts = tables.map(
    (
      table,
    ) => `select '${table}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark
      from ${table} t where store_id = '${storeId}'`,
  );
  const rows = await ask<{ name: string; mark: string }>(platform, parts.join(" union all "));
  return new Map(rows.map(({ name, mark }) => [name, mark]));
}
