import { fragment, nothing, type StoreContext, sql } from "@hutong/db";

const pageSize = 250;

export interface ExportVariant {
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

/** A value of a field of the store's own. */
export interface ExportValue {
  namespace: string;
  key: string;
  value: string;
}

/** A product as it leaves; pictures stand by their address, stock is that of the default location. */
export interface ExportRow {
  handle: string;
  title: string;
  subtitle: string;
  description: string;
  vendor: string;
  type: string;
  tags: string[];
  status: "draft" | "active" | "archived";
  taxClass: string;
  options: { name: string; values: string[] }[];
  facts: { label: string; value: string }[];
  seoTitle: string | null;
  seoDescription: string | null;
  variants: ExportVariant[];
  media: { address: string; alt: string }[] | null;
  translations: { locale: string; field: string; value: string }[] | null;
  /** Of all fields, whether files have a column for them or not; left out where none were asked for. */
  metafields?: ExportValue[] | null;
}

/** What is read besides what every file has. */
interface Extent {
  readonly hasTranslations: boolean;
  readonly hasFields: boolean;
}

/** All products of a store in the order of their handles, a page at a time. */
export async function* exportRows(
  ctx: StoreContext,
  origin: string,
  extent: Extent,
): AsyncGenerator<ExportRow[]> {
  let after = "";
  for (;;) {
    const rows = await readPage(ctx, after, origin, extent);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.handle;
  }
}

async function readPage(
  ctx: StoreContext,
  after: string,
  origin: string,
  { hasTranslations, hasFields }: Extent,
): Promise<ExportRow[]> {
  const fields = hasFields
    ? fragment`, (select jsonb_agg(jsonb_build_object('namespace', m.namespace, 'key', m.key, 'value', m.value))
        from metafields m where m.store_id = ${ctx.storeId} and m.owner_type = 'PRODUCT' and m.owner_id = p.id) as metafields`
    : nothing;
  const [rows] = await ctx.read(sql<ExportRow>`
    select p.handle, p.title, p.subtitle, p.description_html as description, p.vendor, p.product_type as type, p.tags,
      p.status, p.tax_class as "taxClass", p.options, p.facts, p.seo_title as "seoTitle",
      p.seo_description as "seoDescription",
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
        where m.store_id = ${ctx.storeId} and m.product_id = p.id) as media,
      case when ${hasTranslations}::boolean then
        (select jsonb_agg(jsonb_build_object('locale', t.locale, 'field', t.field, 'value', t.value)
            order by t.locale, t.field)
          from translations t where t.store_id = ${ctx.storeId} and t.resource_kind = 'product'
            and t.resource_id = p.id::text) end as translations
      ${fields}
    from products p where p.store_id = ${ctx.storeId} and p.handle > ${after}::text
    order by p.handle limit ${pageSize}::int`);
  return rows;
}
