import type { Platform } from "../platform/start-platform.ts";
import { ask } from "../shop/open-store.ts";

// Told by whoever posts to an account's public address, which is what is tried here too.
const toldByAnybody = "{notice_proven_at,notices_refused_since}";

/** A mark of all that a store has in each of these tables; equal marks mean that not a byte was changed. */
export async function digestOf(
  platform: Platform,
  storeId: string,
  tables: readonly string[],
): Promise<Map<string, string>> {
  const parts = tables.map(
    (
      table,
    ) => `select '${table}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t.row, '|' order by t.row)), '') as mark
      from (select (to_jsonb(r) - '${toldByAnybody}'::text[])::text as row from ${table} r where store_id = '${storeId}') t`,
  );
  const rows = await ask<{ name: string; mark: string }>(platform, parts.join(" union all "));
  return new Map(rows.map(({ name, mark }) => [name, mark]));
}
