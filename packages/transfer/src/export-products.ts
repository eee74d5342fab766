import { authorize, type StoreContext, sql } from "@hutong/db";
import { toDecimal } from "@hutong/kernel";
import { getStore } from "@hutong/stores";
import { type Column, exportColumns } from "./columns.ts";
import { csvCell, csvLine } from "./write-csv.ts";

const pageSize = 100;

interface VariantRow {
  options: string[];
  sku: string | null;
  barcode: string | null;
  price: number;
  compareAtPrice: number | null;
  grams: number;
  requiresShipping: boolean;
  image: string | null;
  available: number | null;
  mayOversell: boolean | null;
}

interface ExportRow {
  handle: string;
  title: string;
  description: string;
  vendor: string;
  type: string;
  tags: string[];
  status: string;
  options: { name: string }[];
  seoTitle: string | null;
  seoDescription: string | null;
  variants: VariantRow[];
  media: { address: string; alt: string }[] | null;
}

type Cells = Partial<Record<Column, string>>;

/**
 * Writes all products of a store as CSV with Shopify's newer headers, in pieces of text; importing them again
 * changes nothing. Texts are in the store's own language.
 * @param origin where the store's files are, for pictures that are here: `https://tea.example`
 */
export async function* exportProducts(ctx: StoreContext, origin: string): AsyncGenerator<string> {
  authorize(ctx, "transfer.exportProducts");
  const { currency } = await getStore(ctx);
  yield csvLine(exportColumns.map(({ header }) => header));
  let after = "";
  for (;;) {
    const products = await readPage(ctx, after, origin);
    yield products
      .flatMap((product) => rowsOf(product, currency))
      .map(writeRow)
      .join("");
    if (products.length < pageSize) return;
    after = products.at(-1)!.handle;
  }
}

async function readPage(ctx: StoreContext, after: string, origin: string): Promise<ExportRow[]> {
  const [rows] = await ctx.read(sql<ExportRow>`
    select p.handle, p.title, p.description_html as description, p.vendor, p.product_type as type, p.tags,
      p.status, p.options, p.seo_title as "seoTitle", p.seo_description as "seoDescription",
      (select jsonb_agg(jsonb_build_object('options', jsonb_build_array(v.option1, v.option2, v.option3), 'sku', v.sku,
          'barcode', v.barcode, 'price', v.price, 'compareAtPrice', v.compare_at_price, 'grams', v.weight_grams,
          'requiresShipping', v.requires_shipping, 'available', s.available, 'mayOversell', s.may_oversell,
          'image', coalesce(f.source_url, ${`${origin}/files/`} || f.path)) order by v.position, v.id)
        from variants v
        left join files f on f.store_id = v.store_id and f.id = v.file_id
        left join lateral (select available, may_oversell from stock
          where store_id = ${ctx.storeId} and variant_id = v.id
            and location_id = (select id from locations where store_id = ${ctx.storeId} and is_default)) s on true
        where v.store_id = ${ctx.storeId} and v.product_id = p.id) as variants,
      (select jsonb_agg(jsonb_build_object('address', coalesce(f.source_url, ${`${origin}/files/`} || f.path),
          'alt', m.alt) order by m.position)
        from product_media m join files f on f.store_id = m.store_id and f.id = m.file_id
        where m.store_id = ${ctx.storeId} and m.product_id = p.id) as media
    from products p where p.store_id = ${ctx.storeId} and p.handle > ${after}::text
    order by p.handle limit ${pageSize}::int`);
  return rows;
}

function rowsOf(product: ExportRow, currency: string): Cells[] {
  const media = product.media ?? [];
  const count = Math.max(product.variants.length, media.length);
  return Array.from({ length: count }, (_, index) => ({
    handle: product.handle,
    ...(index === 0 ? productCells(product) : {}),
    ...(product.variants[index] ? variantCells(product, product.variants[index], currency) : {}),
    ...(media[index] && {
      imageUrl: media[index].address,
      imagePosition: String(index + 1),
      imageAlt: media[index].alt,
    }),
  }));
}

function productCells(product: ExportRow): Cells {
  const [one, two, three] = product.options;
  return {
    title: product.title,
    description: product.description,
    vendor: product.vendor,
    type: product.type,
    tags: product.tags.join(", "),
    published: product.status === "active" ? "TRUE" : "FALSE",
    status: product.status,
    option1Name: one?.name ?? "Title",
    option2Name: two?.name ?? "",
    option3Name: three?.name ?? "",
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    giftCard: "FALSE",
  };
}

function variantCells(product: ExportRow, variant: VariantRow, currency: string): Cells {
  const [one, two, three] = variant.options;
  const isTracked = variant.available !== null;
  const decimal = (amount: number) => toDecimal({ amount, currency });
  return {
    option1Value: product.options.length === 0 ? "Default Title" : (one ?? ""),
    option2Value: two ?? "",
    option3Value: three ?? "",
    sku: variant.sku ?? "",
    barcode: variant.barcode ?? "",
    price: decimal(variant.price),
    compareAtPrice: variant.compareAtPrice === null ? "" : decimal(variant.compareAtPrice),
    tracker: isTracked ? "shopify" : "",
    quantity: isTracked ? String(variant.available) : "",
    policy: variant.mayOversell ? "CONTINUE" : "DENY",
    grams: String(variant.grams),
    requiresShipping: variant.requiresShipping ? "TRUE" : "FALSE",
    variantImage: variant.image ?? "",
  };
}

const numeric = new Set<Column>(["price", "compareAtPrice", "quantity", "grams", "imagePosition"]);

function writeRow(cells: Cells): string {
  return csvLine(exportColumns.map(({ column }) => csvCell(cells[column] ?? "", !numeric.has(column))));
}
