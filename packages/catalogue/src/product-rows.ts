import { fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import type { TranslationRow } from "@hutong/translations";

/** A product's own columns, as JSON carries them to `jsonb_to_recordset`. */
export interface ProductRow {
  id: Id<"product">;
  handle: string;
  title: string;
  subtitle: string;
  description_html: string;
  vendor: string;
  product_type: string;
  tags: string[];
  options: { name: string; values: string[] }[];
  facts: { label: string; value: string }[];
  seo_title: string | null;
  seo_description: string | null;
  status: "draft" | "active" | "archived";
  tax_class: string;
}

export interface VariantRow {
  id: Id<"variant">;
  product_id: Id<"product">;
  position: number;
  option1: string;
  option2: string;
  option3: string;
  sku: string | null;
  barcode: string | null;
  price: number;
  compare_at_price: number | null;
  unit_cost: number | null;
  tax_class: string | null;
  weight_grams: number;
  requires_shipping: boolean;
  file_id: Id<"file"> | null;
}

export interface MediaRow {
  product_id: Id<"product">;
  position: number;
  file_id: Id<"file">;
  alt: string;
}

/** A product with all that hangs on it, in the shape it is written in: two of them can be compared. */
export interface WholeProduct {
  readonly product: ProductRow;
  readonly variants: VariantRow[];
  readonly media: MediaRow[];
  readonly translations: TranslationRow[];
}

function byProduct<Row>(rows: readonly Row[], productOf: (row: Row) => string): Map<string, Row[]> {
  return Map.groupBy(rows, productOf);
}

/** Locks and reads the products of these ids or handles, whole. */
export async function lockProducts(
  tx: WriteContext,
  by: { readonly handles: readonly string[] } | { readonly ids: readonly string[] },
): Promise<WholeProduct[]> {
  const columns = sql<ProductRow>`select id, handle, title, subtitle, description_html, vendor, product_type, tags,
    options, facts, seo_title, seo_description, status, tax_class from products where store_id = ${tx.storeId}
    and ${"ids" in by ? idIn(by.ids) : handleIn(by.handles)} order by id for update`;
  const products = await tx.run(columns);
  if (products.length === 0) return [];
  const ids = list(products.map((product) => product.id));
  const [variants, media, translations] = await tx.read(...details(tx, ids));
  const variantsOf = byProduct(variants, (row) => row.product_id);
  const mediaOf = byProduct(media, (row) => row.product_id);
  const translationsOf = byProduct(translations, (row) => row.resourceId);
  return products.map((product) => ({
    product,
    variants: variantsOf.get(product.id) ?? [],
    media: mediaOf.get(product.id) ?? [],
    translations: translationsOf.get(product.id) ?? [],
  }));
}

function idIn(ids: readonly string[]): object {
  return fragment`id = any(${list(ids)}::uuid[])`;
}

function handleIn(handles: readonly string[]): object {
  return fragment`handle = any(${list(handles)}::text[])`;
}

function details(ctx: StoreContext, ids: string) {
  return [
    sql<VariantRow>`select id, product_id, position, option1, option2, option3, sku, barcode, price,
      compare_at_price, unit_cost, tax_class, weight_grams, requires_shipping, file_id from variants
      where store_id = ${ctx.storeId} and product_id = any(${ids}::uuid[]) order by product_id, position, id`,
    sql<MediaRow>`select product_id, position, file_id, alt from product_media
      where store_id = ${ctx.storeId} and product_id = any(${ids}::uuid[]) order by product_id, position`,
    sql<TranslationRow>`select resource_kind as "resourceKind", resource_id as "resourceId", locale, field, value
      from translations where store_id = ${ctx.storeId} and resource_kind = 'product'
      and resource_id = any(${ids}::text[]) order by resource_id, locale, field`,
  ] as const;
}
