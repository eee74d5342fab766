import { judgeProperties, type LineField, type LineProperty } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";

/** What was filled in, by the ids of the product's fields. */
export type Filled = Readonly<Record<string, string>>;

export interface ToAdd {
  readonly mark: string;
  /** Null: nothing. */
  readonly properties: readonly LineProperty[] | null;
}

/** What a line without properties is added with. */
export const plain: ToAdd = { mark: "", properties: null };

/**
 * Judges what was filled in for a variant, by its product's fields as they are now. One statement. Throws `properties_invalid`, with
 * a code for each field: `properties.<id>` is missing, too_long or not_offered.
 */
export async function propertiesToAdd(ctx: StoreContext, variantId: string, filled: Filled): Promise<ToAdd> {
  const [[row]] = await ctx.read(sql<{ line_fields: readonly LineField[] | null }>`
    select p.line_fields from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${ctx.storeId} and v.id = ${variantId}`);
  const judged = judgeProperties(row?.line_fields ?? null, filled, ctx.locale);
  if ("faults" in judged) {
    const fields = Object.fromEntries(judged.faults.map(({ id, code }) => [`properties.${id}`, code]));
    throw new AppError("invalid", "properties_invalid", { fields });
  }
  return judged.mark === "" ? plain : judged;
}
