import { fragment, type StoreContext } from "@hutong/db";
import type { ResourceKind } from "./schemas.ts";

/** Texts of one row in the context's language, as a column: `{ "title": "Old Wall" }`, or null when there are none. */
export type Texts = Readonly<Record<string, string>> | null;

/**
 * A column with the translations of the row whose id is `id` (a fragment such as `p.id`), for a select list:
 * `` sql`select p.title, ${textsOf(ctx, "product", fragment`p.id`)} as texts from …` ``. One index probe a row; none
 * where the context knows that it speaks the store's own language, which has no rows.
 */
export function textsOf(ctx: StoreContext, kind: ResourceKind, id: object): object {
  if (ctx.isOwnLanguage) return fragment`null::json`;
  return fragment`(select json_object_agg(tr.field, tr.value) from translations tr
    where tr.store_id = ${ctx.storeId} and tr.resource_kind = ${kind} and tr.resource_id = (${id})::text
      and tr.locale = ${ctx.locale})`;
}

/** Parses a text that holds JSON (a dictionary of options, facts, alts); `fallback` when there is none. */
export function parsedText<Value>(texts: Texts, field: string, fallback: Value): Value {
  const text = texts?.[field];
  return text === undefined ? fallback : (JSON.parse(text) as Value);
}
