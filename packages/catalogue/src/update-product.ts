import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, isId } from "@hutong/kernel";
import type { z } from "zod";
import { judgeCurrency, judgePrice } from "./judge-product.ts";
import { isSameProduct } from "./merge-product.ts";
import { lockProducts, type ProductRow, type VariantRow, type WholeProduct } from "./product-rows.ts";
import { UpdateProductInput } from "./product-schemas.ts";
import { safeHtml } from "./rich-text.ts";
import { storeCurrency } from "./upsert-products.ts";
import { writeProducts } from "./write-products.ts";

type Given = z.output<typeof UpdateProductInput>;

/**
 * Changes a product that was read at `version`; what is left out stays. Throws `product_not_found`,
 * `product_changed` when somebody was faster, `title_missing`, `unknown_variant`, `price_negative`,
 * `price_too_precise`, `price_too_large` or `currency_mismatch`. Answers the new version.
 */
export async function updateProduct(
  ctx: StoreContext,
  input: UpdateProductInput,
): Promise<{ version: number }> {
  authorize(ctx, "catalogue.updateProduct");
  if (!isId(input.id)) throw new AppError("not_found", "product_not_found");
  const given = UpdateProductInput.parse(input);
  judgeCurrency(given.currency, await storeCurrency(ctx));
  return ctx.write(async (tx) => {
    const [before] = await lockProducts(tx, { ids: [given.id] });
    if (!before) throw new AppError("not_found", "product_not_found");
    const version = await versionOf(tx, given.id);
    if (version !== given.version)
      throw new AppError("conflict", "product_changed", { params: { version, yours: given.version } });
    const after = changedBy(given, before);
    if (isSameProduct(before, after)) return { version };
    await writeProducts(tx, [], [after]);
    return { version: version + 1 };
  });
}

async function versionOf(tx: WriteContext, id: string): Promise<number> {
  const [row] = await tx.run(
    sql<{ version: number }>`select version from products where store_id = ${tx.storeId} and id = ${id}`,
  );
  return row!.version;
}

function text(given: string | null | undefined, kept: string): string;
function text(given: string | null | undefined, kept: string | null): string | null;
function text(given: string | null | undefined, kept: string | null): string | null {
  if (given === undefined) return kept;
  return given === null ? null : cleanText(given);
}

function changedBy(given: Given, before: WholeProduct): WholeProduct {
  const old = before.product;
  const title = text(given.title, old.title);
  if (!title) throw new AppError("invalid", "title_missing", { field: "title" });
  const product: ProductRow = {
    ...old,
    title,
    subtitle: text(given.subtitle, old.subtitle),
    description_html:
      given.descriptionHtml === undefined ? old.description_html : safeHtml(given.descriptionHtml),
    vendor: text(given.vendor, old.vendor),
    product_type: text(given.productType, old.product_type),
    tags: given.tags ? [...new Set(given.tags.map(cleanText).filter(Boolean))] : old.tags,
    seo_title: text(given.seoTitle, old.seo_title),
    seo_description: text(given.seoDescription, old.seo_description),
    status: given.status ?? old.status,
    tax_class: given.taxClass ?? old.tax_class,
  };
  return { ...before, product, variants: changedVariants(given, before.variants) };
}

function changedVariants(given: Given, before: readonly VariantRow[]): VariantRow[] {
  const changes = new Map((given.variants ?? []).map((variant, index) => [variant.id, { variant, index }]));
  const known = new Set<string>(before.map((row) => row.id));
  for (const [id, { index }] of changes) {
    if (!known.has(id))
      throw new AppError("not_found", "unknown_variant", { field: `variants.${index}`, params: { id } });
  }
  return before.map((row) => {
    const change = changes.get(row.id);
    if (!change) return row;
    const { variant, index } = change;
    const compareAt = variant.compareAtPrice;
    return {
      ...row,
      price: variant.price === undefined ? row.price : judgePrice(variant.price, `variants.${index}.price`),
      compare_at_price:
        typeof compareAt === "number"
          ? judgePrice(compareAt, `variants.${index}.compareAtPrice`)
          : compareAt === null
            ? null
            : row.compare_at_price,
      sku: text(variant.sku, row.sku) || null,
    };
  });
}
