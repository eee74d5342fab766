import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { fieldViews, type LineFieldView } from "./line-properties.ts";
import type { LineField } from "./schemas.ts";

/** What customers fill in for a variant, in the context's language, and the product that it is of. Throws `unknown_variant`. */
export async function getLineFields(
  ctx: StoreContext,
  input: { readonly variantId: string },
): Promise<{ title: string; handle: string; fields: readonly LineFieldView[] }> {
  authorize(ctx, "catalogue.getLineFields");
  if (!isId(input.variantId)) throw new AppError("not_found", "unknown_variant");
  const [[row]] = await ctx.read(sql<{
    title: string;
    handle: string;
    line_fields: readonly LineField[] | null;
  }>`
    select coalesce(t.value, p.title) as title, p.handle, p.line_fields
    from variants v join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
    left join translations t on t.store_id = p.store_id and t.resource_kind = 'product' and t.resource_id = p.id::text
      and t.locale = ${ctx.locale} and t.field = 'title'
    where v.store_id = ${ctx.storeId} and v.id = ${input.variantId}`);
  if (!row) throw new AppError("not_found", "unknown_variant");
  return { title: row.title, handle: row.handle, fields: fieldViews(row.line_fields, ctx.locale) };
}
