import { columnset, sql, type WriteContext } from "@hutong/db";
import { newPublicId } from "@hutong/kernel";
import { titleKey } from "./collections/title-key.ts";
import type { WholeProduct } from "./product-rows.ts";
import { firstCard } from "./summarise-products.ts";

export function priceRange({ variants }: WholeProduct): { min_price: number; max_price: number } {
  let min_price = Number.POSITIVE_INFINITY;
  let max_price = 0;
  for (const { price } of variants) {
    min_price = Math.min(min_price, price);
    max_price = Math.max(max_price, price);
  }
  return { min_price, max_price };
}

const productColumns = {
  id: "uuid",
  public_id: "bigint",
  handle: "text",
  title: "text",
  title_key: "text",
  subtitle: "text",
  description_html: "text",
  vendor: "text",
  product_type: "text",
  tags: "jsonb",
  options: "jsonb",
  facts: "jsonb",
  seo_title: "text",
  seo_description: "text",
  status: "text",
  tax_class: "text",
  min_price: "bigint",
  max_price: "bigint",
  is_available: "boolean",
  card_min_price: "bigint",
  card_max_price: "bigint",
  card_compare_at_price: "bigint",
  card_choices: "jsonb",
} as const;

function rowOf(whole: WholeProduct, soldOut: ReadonlySet<string>) {
  const { product } = whole;
  const { card_choices: choices, ...card } = firstCard(whole, soldOut);
  return {
    ...product,
    ...priceRange(whole),
    title_key: titleKey(product.title),
    ...card,
    public_id: newPublicId(),
    tags: JSON.stringify(product.tags),
    options: JSON.stringify(product.options),
    facts: JSON.stringify(product.facts),
    card_choices: choices && JSON.stringify(choices),
  };
}

/** Writes the rows of new products, with what lists show of them; their variants and pictures follow. @param soldOut variants that cannot be bought */
export function insertProducts(
  tx: WriteContext,
  wholes: readonly WholeProduct[],
  soldOut: ReadonlySet<string>,
): void {
  const rows = wholes.map((whole) => rowOf(whole, soldOut));
  tx.send(sql`insert into products (store_id, id, public_id, handle, title, title_key, subtitle, description_html, vendor,
      product_type, tags, options, facts, seo_title, seo_description, status, tax_class, min_price, max_price, is_available,
      card_min_price, card_max_price, card_compare_at_price, card_choices, version, created_at, updated_at)
    select ${tx.storeId}::uuid, p.id, p.public_id, p.handle, p.title, p.title_key, p.subtitle, p.description_html, p.vendor,
      p.product_type, p.tags, p.options, p.facts, p.seo_title, p.seo_description, p.status, p.tax_class, p.min_price, p.max_price,
      p.is_available, p.card_min_price, p.card_max_price, p.card_compare_at_price, p.card_choices, 1, app_now(), app_now()
    from ${columnset("p", productColumns, rows)}`);
}
