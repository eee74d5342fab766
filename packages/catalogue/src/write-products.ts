import { arrayset, columnset, fragment, list, nothing, sql, type WriteContext } from "@hutong/db";
import { newPublicId } from "@hutong/kernel";
import { putTranslations } from "@hutong/translations";
import { judgeProducts } from "./collections/judge-products.ts";
import { refreshMembers } from "./collections/membership.ts";
import { titleKey } from "./collections/title-key.ts";
import { insertProducts, priceRange } from "./insert-products.ts";
import { partsChanged } from "./parts-changed.ts";
import type { WholeProduct } from "./product-rows.ts";
import { noteUnindexed } from "./search/backlog.ts";
import { writeTerms } from "./search/write-terms.ts";
import { cardAssignments, cardOf, summariseProducts } from "./summarise-products.ts";
import { writeTags } from "./write-tags.ts";

/** What `putTranslations` takes at a time. */
const mostTranslations = 5_000;

const idsOf = (wholes: readonly WholeProduct[]) => list(wholes.map(({ product }) => product.id));

// Behind their variants and pictures: what lists show of them is written with their row.
function updateProducts(tx: WriteContext, wholes: readonly WholeProduct[]): void {
  const rows = wholes.map((whole) => ({
    ...whole.product,
    ...priceRange(whole),
    title_key: titleKey(whole.product.title),
  }));
  tx.send(sql`update products set title = p.title, title_key = p.title_key, subtitle = p.subtitle, description_html = p.description_html,
      vendor = p.vendor, product_type = p.product_type, tags = p.tags, options = p.options, facts = p.facts,
      seo_title = p.seo_title, seo_description = p.seo_description, status = p.status, tax_class = p.tax_class,
      min_price = p.min_price, max_price = p.max_price, ${cardAssignments},
      version = products.version + 1, updated_at = app_now()
    from jsonb_to_recordset(${rows}::jsonb) as p(id uuid, title text, title_key text, subtitle text,
      description_html text, vendor text, product_type text, tags jsonb, options jsonb, facts jsonb, seo_title text,
      seo_description text, status text, tax_class text, min_price bigint, max_price bigint)
      ${cardOf(tx, fragment`p.id`, fragment`p.options`)}
    where products.store_id = ${tx.storeId} and products.id = p.id
      and products.id = any(${list(rows.map(({ id }) => id))}::uuid[])`);
}

/** Of more products than these the first statement leaves before the next is made up: the database has begun by then. */
const fewProducts = 50;

// What was sent leaves when the code that sent it pauses.
const onItsWay = () => Promise.resolve();

const variantColumns = {
  id: "uuid",
  public_id: "bigint",
  product_id: "uuid",
  position: "int",
  option1: "text",
  option2: "text",
  option3: "text",
  sku: "text",
  barcode: "text",
  price: "bigint",
  compare_at_price: "bigint",
  unit_cost: "bigint",
  tax_class: "text",
  weight_grams: "int",
  requires_shipping: "boolean",
  file_id: "uuid",
  is_available: "boolean",
} as const;

const changedVariants = fragment`on conflict (store_id, id) do update set position = excluded.position,
  option1 = excluded.option1, option2 = excluded.option2, option3 = excluded.option3, sku = excluded.sku,
  barcode = excluded.barcode, price = excluded.price, compare_at_price = excluded.compare_at_price,
  unit_cost = excluded.unit_cost, tax_class = excluded.tax_class,
  weight_grams = excluded.weight_grams, requires_shipping = excluded.requires_shipping, file_id = excluded.file_id`;

function writeVariants(
  tx: WriteContext,
  wholes: readonly WholeProduct[],
  soldOut: ReadonlySet<string>,
  onConflict: object,
): void {
  const rows = wholes.flatMap(({ variants }) => variants);
  const values = {
    id: rows.map((row) => row.id),
    public_id: rows.map(newPublicId),
    product_id: rows.map((row) => row.product_id),
    position: rows.map((row) => row.position),
    option1: rows.map((row) => row.option1),
    option2: rows.map((row) => row.option2),
    option3: rows.map((row) => row.option3),
    sku: rows.map((row) => row.sku),
    barcode: rows.map((row) => row.barcode),
    price: rows.map((row) => row.price),
    compare_at_price: rows.map((row) => row.compare_at_price),
    unit_cost: rows.map((row) => row.unit_cost),
    tax_class: rows.map((row) => row.tax_class),
    weight_grams: rows.map((row) => row.weight_grams),
    requires_shipping: rows.map((row) => row.requires_shipping),
    file_id: rows.map((row) => row.file_id),
    is_available: rows.map((row) => !soldOut.has(row.id)),
  };
  tx.send(sql`insert into variants (store_id, id, public_id, product_id, position, option1, option2, option3, sku,
      barcode, price, compare_at_price, unit_cost, tax_class, weight_grams, requires_shipping, is_available, file_id)
    select ${tx.storeId}::uuid, v.id, v.public_id, v.product_id, v.position, v.option1, v.option2, v.option3, v.sku,
      v.barcode, v.price, v.compare_at_price, v.unit_cost, v.tax_class, v.weight_grams, v.requires_shipping, v.is_available, v.file_id
    from ${arrayset("v", variantColumns, values)} ${onConflict}`);
}

function clearMedia(tx: WriteContext, ids: string): void {
  tx.send(sql`delete from product_media where store_id = ${tx.storeId} and product_id = any(${ids}::uuid[])`);
}

const mediaColumns = { product_id: "uuid", position: "int", file_id: "uuid", alt: "text" } as const;

function writeMedia(tx: WriteContext, wholes: readonly WholeProduct[]): void {
  const rows = wholes.flatMap(({ media }) => media);
  if (rows.length === 0) return;
  tx.send(sql`insert into product_media (store_id, product_id, position, file_id, alt)
    select ${tx.storeId}::uuid, m.product_id, m.position, m.file_id, m.alt
    from ${columnset("m", mediaColumns, rows)}`);
}

/**
 * Says that these products were changed: to the page cache, and to the collections that they stand in, or do by their rules. To be
 * called behind every write of a product's row.
 */
export async function touchProducts(tx: WriteContext, ids: readonly string[]): Promise<void> {
  const rows = await tx.run(sql<{
    collection_id: string;
  }>`select distinct collection_id from collection_products
    where store_id = ${tx.storeId} and product_id = any(${list(ids)}::uuid[])`);
  tx.touch(
    "products",
    ...ids.map((id) => `product:${id}`),
    ...rows.map((row) => `collection:${row.collection_id}`),
  );
  if (rows.length > 0) refreshMembers(tx, ids);
  await judgeProducts(tx, ids);
}

export interface WriteOptions {
  /** What changed products were: then only what differs of them is written. */
  readonly before?: readonly WholeProduct[];
  /** New variants that cannot be bought. */
  readonly soldOut?: ReadonlySet<string>;
  /** Files that this transaction has made, of which no picture is there: who fetches them brings up to date what lists show. */
  readonly freshFiles?: ReadonlySet<string>;
  /** Whether search terms are left to `indexBacklog`. */
  readonly indexesLater?: boolean;
}

/** Writes products whole: their rows, variants, pictures, words and further languages, their summary and events. */
export async function writeProducts(
  tx: WriteContext,
  created: readonly WholeProduct[],
  changed: readonly WholeProduct[],
  { before = [], soldOut = new Set(), indexesLater = false, freshFiles = new Set() }: WriteOptions = {},
): Promise<void> {
  const all = [...created, ...changed];
  if (all.length === 0) return;
  if (created.length > 0) {
    insertProducts(tx, created, soldOut);
    if (created.length > fewProducts) await onItsWay();
    writeVariants(tx, created, soldOut, nothing);
  }
  const other = partsChanged(changed, before);
  if (other.variants.length > 0) writeVariants(tx, other.variants, soldOut, changedVariants);
  if (other.media.length > 0) clearMedia(tx, idsOf(other.media));
  writeMedia(tx, [...created, ...other.media]);
  if (changed.length > 0) updateProducts(tx, changed);
  summariseProducts(
    tx,
    created
      .filter(({ media }) => media.some((one) => !freshFiles.has(one.file_id)))
      .map(({ product }) => product.id),
  );
  writeTags(tx, [...created, ...other.tags], other.tags.length > 0 ? idsOf(other.tags) : null);
  const worded = [...created, ...other.terms];
  if (indexesLater)
    noteUnindexed(
      tx,
      worded.map(({ product }) => product.id),
    );
  else if (worded.length > 0) await writeTerms(tx, worded, idsOf(other.terms));
  const translations = [...created, ...other.translations].flatMap((whole) => whole.translations);
  for (let start = 0; start < translations.length; start += mostTranslations) {
    await putTranslations(tx, translations.slice(start, start + mostTranslations));
  }
  if (changed.length > 0) {
    await touchProducts(
      tx,
      changed.map(({ product }) => product.id),
    );
  }
  await judgeProducts(
    tx,
    created.map(({ product }) => product.id),
  );
  // No page shows a product that is new, unless rules put it into a collection.
  tx.touch("products");
  for (const { product } of created) tx.emit({ kind: "product.created", subject: ["product", product.id] });
  for (const { product } of changed) tx.emit({ kind: "product.updated", subject: ["product", product.id] });
}
