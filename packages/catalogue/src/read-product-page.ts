import { authorize, fragment, type Reading, type StoreContext, sql } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { parsedText, type Texts, textsOf } from "@hutong/translations";
import type { PictureShape } from "./card.ts";
import { fieldViews, type LineFieldView } from "./purchase-rules/line-properties.ts";
import type { LineField, QuantityRule } from "./purchase-rules/schemas.ts";

export interface PictureView extends PictureShape {
  readonly url: string;
  readonly alt: string;
}

/** A variant as the product page shows it. Amounts are minor units of the store's currency. */
export interface VariantView {
  readonly id: string;
  /** What addresses say: `?variant=123`. */
  readonly publicId: number;
  /** One value per option, in the page's language. */
  readonly values: readonly string[];
  readonly sku: string | null;
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly isAvailable: boolean;
  readonly picture: string | null;
  /** What is in one of it, in the store's language; absent where it is no bundle. */
  readonly parts?: readonly { readonly title: string; readonly quantity: number }[];
}

export interface ProductPage {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Which of the theme's templates for products it asks for; empty: the usual one. */
  readonly template: string;
  readonly pictures: readonly PictureView[];
  readonly variants: readonly VariantView[];
  readonly minPrice: number;
  readonly maxPrice: number;
  readonly isAvailable: boolean;
  /** Whether any of its variants is sent to somebody. */
  readonly needsShipping: boolean;
  /** What customers fill in, and of how many units an order has to be; null: of any number. */
  readonly fields: readonly LineFieldView[];
  readonly quantityRule: QuantityRule | null;
  readonly seoTitle: string;
  readonly seoDescription: string;
  /** Collections it stands in, in the store's order, at most ten: for the way back. */
  readonly collections: readonly { readonly handle: string; readonly title: string }[];
}

interface ProductRow {
  id: string;
  handle: string;
  title: string;
  subtitle: string;
  description_html: string;
  vendor: string;
  product_type: string;
  options: { name: string; values: string[] }[];
  facts: { label: string; value: string }[];
  template: string;
  seo_title: string | null;
  seo_description: string | null;
  min_price: number;
  max_price: number;
  is_available: boolean;
  line_fields: readonly LineField[] | null;
  quantity_rule: QuantityRule | null;
  pictures: { path: string; alt: string; width: number | null; x: number | null; y: number | null }[] | null;
  collections: { handle: string; title: string; texts: Texts }[] | null;
  texts: Texts;
}

interface VariantRow {
  id: string;
  public_id: number;
  option1: string;
  option2: string;
  option3: string;
  sku: string | null;
  price: number;
  compare_at_price: number | null;
  is_available: boolean;
  requires_shipping: boolean;
  picture: string | null;
  parts: readonly { title: string; quantity: number }[] | null;
}

function productStatement(ctx: StoreContext, handle: string) {
  return sql<ProductRow>`select p.id, p.handle, p.title, p.subtitle, p.description_html, p.vendor, p.product_type,
      p.options, p.facts, p.template, p.seo_title, p.seo_description, p.min_price, p.max_price, p.is_available,
      p.line_fields, p.quantity_rule,
      (select json_agg(json_build_object('path', f.path, 'alt', m.alt, 'width', f.width, 'x', f.focus_x,
          'y', f.focus_y) order by m.position) from product_media m
        join files f on f.store_id = m.store_id and f.id = m.file_id and f.state = 'ready'
        where m.store_id = ${ctx.storeId} and m.product_id = p.id) as pictures,
      (select json_agg(json_build_object('handle', c.handle, 'title', c.title,
          'texts', ${textsOf(ctx, "collection", fragment`c.id`)}) order by c.position, c.id)
        from (select collection_id from collection_products
          where store_id = ${ctx.storeId} and product_id = p.id limit 10) cp
        join collections c on c.store_id = ${ctx.storeId} and c.id = cp.collection_id) as collections,
      ${textsOf(ctx, "product", fragment`p.id`)} as texts
    from products p where p.store_id = ${ctx.storeId} and p.handle = ${handle} and p.status = 'active'`;
}

function variantsStatement(ctx: StoreContext, handle: string) {
  return sql<VariantRow>`select v.id, v.public_id, v.option1, v.option2, v.option3, v.sku, v.price,
      v.compare_at_price, v.is_available, v.requires_shipping, v.parts, f.path as picture
    from (select id from products where store_id = ${ctx.storeId} and handle = ${handle} and status = 'active') p
    join variants v on v.store_id = ${ctx.storeId} and v.product_id = p.id
    left join files f on f.store_id = v.store_id and f.id = v.file_id and f.state = 'ready'
    order by v.position, v.id`;
}

function toVariant(row: VariantRow, count: number, words: Readonly<Record<string, string>>): VariantView {
  const values = [row.option1, row.option2, row.option3].slice(0, count);
  return {
    id: row.id,
    publicId: row.public_id,
    values: values.map((value) => words[value] ?? value),
    sku: row.sku,
    price: row.price,
    compareAtPrice:
      row.compare_at_price !== null && row.compare_at_price > row.price ? row.compare_at_price : null,
    isAvailable: row.is_available,
    picture: row.picture === null ? null : fileUrl(row.picture),
    ...(row.parts ? { parts: row.parts.map(({ title, quantity }) => ({ title, quantity })) } : {}),
  };
}

const plainLength = 160;

/** The words of an HTML text, for a description in a search result. */
function plain(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;|\s+/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .trim();
  return text.length > plainLength ? `${text.slice(0, plainLength - 1)}…` : text;
}

function toPage(row: ProductRow, variants: readonly VariantRow[], locale: string): ProductPage {
  const { texts } = row;
  const words = parsedText<Record<string, string>>(texts, "options", {});
  const alts = parsedText<string[]>(texts, "alts", []);
  const say = (field: string, own: string) => texts?.[field] ?? own;
  const descriptionHtml = say("descriptionHtml", row.description_html);
  const title = say("title", row.title);
  return {
    id: row.id,
    handle: row.handle,
    title,
    subtitle: say("subtitle", row.subtitle),
    descriptionHtml,
    vendor: row.vendor,
    productType: say("productType", row.product_type),
    options: row.options.map((option) => ({
      name: words[option.name] ?? option.name,
      values: option.values.map((value) => words[value] ?? value),
    })),
    facts: parsedText(texts, "facts", row.facts),
    template: row.template,
    pictures: (row.pictures ?? []).map((picture, index) => ({
      url: fileUrl(picture.path),
      alt: alts[index] ?? picture.alt,
      width: picture.width,
      focusX: picture.x,
      focusY: picture.y,
    })),
    variants: variants.map((variant) => toVariant(variant, row.options.length, words)),
    needsShipping: variants.some((variant) => variant.requires_shipping),
    minPrice: row.min_price,
    maxPrice: row.max_price,
    isAvailable: row.is_available,
    fields: fieldViews(row.line_fields, locale),
    quantityRule: row.quantity_rule,
    seoTitle: say("seoTitle", row.seo_title ?? title),
    seoDescription: say("seoDescription", row.seo_description ?? plain(descriptionHtml)),
    collections: (row.collections ?? []).map((collection) => ({
      handle: collection.handle,
      title: collection.texts?.title ?? collection.title,
    })),
  };
}

/** A product's page by its handle, to be read in a burst with others: two statements. Null when there is none on sale. */
export function readProductPage(ctx: StoreContext, handle: string): Reading<ProductPage | null> {
  authorize(ctx, "catalogue.getProductPage");
  return {
    statements: [productStatement(ctx, handle), variantsStatement(ctx, handle)],
    answer([products, variants]) {
      const row = (products as readonly ProductRow[])[0];
      return row ? toPage(row, variants as readonly VariantRow[], ctx.locale) : null;
    },
  };
}
