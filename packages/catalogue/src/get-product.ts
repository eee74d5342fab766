import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import type { GetProductInput } from "./product-schemas.ts";
import type { LineField, QuantityRule } from "./purchase-rules/schemas.ts";

/** A variant as the merchant edits it. Amounts in minor units of the store's currency. */
export interface StaffVariant {
  readonly id: Id<"variant">;
  readonly option1: string;
  readonly option2: string;
  readonly option3: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly unitCost: number | null;
  /** Another than the product's, or null. */
  readonly taxClass: string | null;
  readonly weightGrams: number;
  readonly requiresShipping: boolean;
  readonly isAvailable: boolean;
  /** Units that can be sold and units on the shelf; null when the variant is not tracked. */
  readonly available: number | null;
  readonly onHand: number | null;
  /** Whether it is sold below zero too; null when it is not tracked. */
  readonly mayOversell: boolean | null;
}

/** A product as the merchant edits it; texts in the store's own language. */
export interface StaffProduct {
  readonly id: Id<"product">;
  readonly version: number;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly status: "draft" | "active" | "archived";
  readonly taxClass: string;
  readonly template: string;
  readonly publishAt: Date | null;
  /** What customers fill in for it, and of how many units an order has to be; null: of any number. */
  readonly lineFields: readonly LineField[];
  readonly quantityRule: QuantityRule | null;
  readonly currency: string;
  readonly minPrice: number;
  readonly maxPrice: number;
  readonly isAvailable: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly variants: readonly StaffVariant[];
  /** `path` is null while the picture has not been fetched from `sourceUrl`. */
  readonly media: readonly {
    fileId: Id<"file">;
    path: string | null;
    sourceUrl: string | null;
    alt: string;
  }[];
}

type ProductColumns = Omit<StaffProduct, "variants" | "media">;
type OfProduct<Row> = Row & { readonly productId: Id<"product"> };

function statements(ctx: StoreContext, ids: readonly string[]) {
  const wanted = list(ids);
  return [
    sql<ProductColumns>`
      select p.id, p.version, p.handle, p.title, p.subtitle, p.description_html as "descriptionHtml", p.vendor,
        p.product_type as "productType", p.tags, p.options, p.facts, p.seo_title as "seoTitle",
        p.seo_description as "seoDescription", p.status, p.tax_class as "taxClass", p.template, p.publish_at as "publishAt",
        coalesce(p.line_fields, '[]'::jsonb) as "lineFields", p.quantity_rule as "quantityRule", s.currency, p.min_price as "minPrice",
        p.max_price as "maxPrice", p.is_available as "isAvailable", p.created_at as "createdAt",
        p.updated_at as "updatedAt"
      from products p join stores s on s.store_id = p.store_id
      where p.store_id = ${ctx.storeId} and p.id = any(${wanted}::uuid[])`,
    sql<OfProduct<StaffVariant>>`
      select v.product_id as "productId", v.id, v.option1, v.option2, v.option3, v.sku, v.barcode, v.price,
        v.compare_at_price as "compareAtPrice", v.unit_cost as "unitCost", v.tax_class as "taxClass", v.weight_grams as "weightGrams",
        v.requires_shipping as "requiresShipping", v.is_available as "isAvailable", s.available, s.on_hand as "onHand",
        s.may_oversell as "mayOversell"
      from variants v left join lateral (select available, on_hand, may_oversell from stock
        where store_id = ${ctx.storeId} and variant_id = v.id
          and location_id = (select id from locations where store_id = ${ctx.storeId} and is_default)) s on true
      where v.store_id = ${ctx.storeId} and v.product_id = any(${wanted}::uuid[]) order by v.product_id, v.position, v.id`,
    sql<OfProduct<StaffProduct["media"][number]>>`
      select m.product_id as "productId", m.file_id as "fileId", f.path, f.source_url as "sourceUrl", m.alt from product_media m
      join files f on f.store_id = m.store_id and f.id = m.file_id
      where m.store_id = ${ctx.storeId} and m.product_id = any(${wanted}::uuid[]) order by m.product_id, m.position`,
  ] as const;
}

function rowsOf<Row extends { readonly productId: string }>(
  rows: readonly Row[],
): (id: string) => Omit<Row, "productId">[] {
  const byProduct = Map.groupBy(rows, (row) => row.productId as string);
  return (id) => (byProduct.get(id) ?? []).map(({ productId: _, ...row }) => row);
}

async function readProducts(ctx: StoreContext, ids: readonly string[]): Promise<StaffProduct[]> {
  const [products, variants, media] = await ctx.read(...statements(ctx, ids));
  const variantsOf = rowsOf(variants);
  const mediaOf = rowsOf(media);
  const known = new Map<string, ProductColumns>(products.map((product) => [product.id, product]));
  return ids.flatMap((id) => {
    const product = known.get(id);
    return product
      ? [
          {
            ...product,
            variants: variantsOf(id) as StaffVariant[],
            media: mediaOf(id) as StaffProduct["media"][number][],
          },
        ]
      : [];
  });
}

/** A product whole, for the merchant. Throws `product_not_found`. */
export async function getProduct(ctx: StoreContext, input: GetProductInput): Promise<StaffProduct> {
  authorize(ctx, "catalogue.getProduct");
  const [product] = isId<"product">(input.id) ? await readProducts(ctx, [input.id]) : [];
  if (!product) throw new AppError("not_found", "product_not_found");
  return product;
}

/** Several products whole, in the order they were asked for; those that are not there are left out. */
export async function getProducts(
  ctx: StoreContext,
  input: { readonly ids: readonly string[] },
): Promise<StaffProduct[]> {
  authorize(ctx, "catalogue.getProducts");
  return await readProducts(ctx, [...new Set(input.ids.filter((id) => isId<"product">(id)))]);
}
