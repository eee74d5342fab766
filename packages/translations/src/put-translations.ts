import { authorize, type StoreContext, sql } from "@hutong/db";
import { cleanText } from "@hutong/kernel";
import { z } from "zod";
import { TranslationRow } from "./schemas.ts";

const most = 5_000;

/** Sets texts in other languages; rows that are not named stay. Takes up to 5,000 rows at a time. */
export async function putTranslations(ctx: StoreContext, input: readonly TranslationRow[]): Promise<void> {
  authorize(ctx, "translations.putTranslations");
  const rows = z.array(TranslationRow).max(most).parse(input);
  if (rows.length === 0) return;
  const once = new Map(
    rows.map((row) => [`${row.resourceKind} ${row.resourceId} ${row.locale} ${row.field}`, row]),
  );
  const values = [...once.values()].map((row) => ({
    resource_kind: row.resourceKind,
    resource_id: row.resourceId,
    locale: row.locale,
    field: row.field,
    value: cleanText(row.value),
  }));
  await ctx.write(async (tx) => {
    tx.send(sql`insert into translations (store_id, resource_kind, resource_id, locale, field, value)
      select ${ctx.storeId}::uuid, r.resource_kind, r.resource_id, r.locale, r.field, r.value
      from jsonb_to_recordset(${values}::jsonb)
        as r(resource_kind text, resource_id text, locale text, field text, value text)
      on conflict (store_id, resource_kind, resource_id, locale, field) do update set value = excluded.value`);
    for (const row of values) tx.touch(`${row.resource_kind}:${row.resource_id}`);
    tx.touch("products");
  });
}
