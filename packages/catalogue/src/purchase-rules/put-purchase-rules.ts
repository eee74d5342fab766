import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, isId } from "@hutong/kernel";
import { touchProducts } from "../write-products.ts";
import { type LineField, PutPurchaseRulesInput, type QuantityRule } from "./schemas.ts";

// One that says nothing is none, so that carts of such products are read as before.
const isAny = ({ least, most, step, weight }: QuantityRule): boolean =>
  least === 1 && most === null && step === 1 && !weight;

function clean(words: Readonly<Record<string, string>>): Record<string, string> {
  const cleaned = Object.entries(words).map(([locale, text]) => [locale, cleanText(text)] as const);
  return Object.fromEntries(cleaned.filter(([, text]) => text !== ""));
}

const cleanField = (field: LineField): LineField => ({
  ...field,
  label: clean(field.label),
  choices: field.kind === "choice" ? field.choices.map(clean) : [],
});

/**
 * Says what customers fill in for a product and how many they may buy; lines that are in carts keep what was filled in.
 * Throws `product_not_found`, or `invalid` with the code of the first thing that is wrong and the path of its field.
 */
export async function putPurchaseRules(ctx: StoreContext, input: PutPurchaseRulesInput): Promise<void> {
  authorize(ctx, "catalogue.putPurchaseRules");
  const parsed = PutPurchaseRulesInput.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError("invalid", issue!.message, { field: issue!.path.join(".") });
  }
  const { productId, fields, quantity } = parsed.data;
  if (!isId(productId)) throw new AppError("not_found", "product_not_found");
  const kept = fields.length > 0 ? fields.map(cleanField) : null;
  const rule = quantity && !isAny(quantity) ? quantity : null;
  await ctx.write(async (tx) => {
    const rows =
      await tx.run(sql`update products set line_fields = ${kept}::jsonb, quantity_rule = ${rule}::jsonb, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${productId} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "product_not_found");
    await touchProducts(tx, [productId]);
    tx.emit({ kind: "product.updated", subject: ["product", productId] });
  });
}
