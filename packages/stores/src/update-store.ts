import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText } from "@hutong/kernel";
import { readInput } from "./people/read-input.ts";
import { UpdateStoreInput } from "./schemas.ts";
import { isTimezone } from "./timezone.ts";

/**
 * Changes a store's name, languages, time zone or contact address; what is left out stays. Country and currency
 * stand since creation, since prices and orders are kept in them.
 * @throws AppError `invalid` / `name_missing`, `timezone_unknown`, `language_unknown` or `email_invalid`
 */
export async function updateStore(ctx: StoreContext, input: UpdateStoreInput): Promise<void> {
  authorize(ctx, "stores.updateStore");
  const given = readInput(UpdateStoreInput, input);
  const { timezone, contactEmail, locales } = given;
  if (timezone && !isTimezone(timezone))
    throw new AppError("invalid", "timezone_unknown", { field: "timezone", params: { timezone } });
  const names = Object.entries(given.name ?? {}).map(([locale, text]) => [locale, cleanText(text)] as const);
  const name = given.name ? Object.fromEntries(names.filter(([, text]) => text !== "")) : null;
  await ctx.write(async (tx) => {
    const [store] = await tx.run(
      sql<{ locale: string }>`select locale from stores where store_id = ${ctx.storeId} for update`,
    );
    if (!store) throw new AppError("not_found", "store_not_found");
    if (name && !name[store.locale])
      throw new AppError("invalid", "name_missing", { field: `name.${store.locale}` });
    const languages = locales ? [...new Set([store.locale, ...locales])] : null;
    await tx.run(sql`update stores set name = coalesce(${name}::jsonb, name),
      timezone = coalesce(${timezone ?? null}::text, timezone), locales = coalesce(${languages}::jsonb, locales),
      contact_email = coalesce(${contactEmail ?? null}::text, contact_email)
      where store_id = ${ctx.storeId}`);
    tx.emit({ kind: "store.updated", subject: ["store", ctx.storeId] });
    // The header and footer of every page carry the name and the languages.
    tx.touch("store");
  });
}
