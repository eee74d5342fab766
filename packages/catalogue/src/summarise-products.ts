import { fragment, list, sql, type WriteContext } from "@hutong/db";
import type { VariantRow, WholeProduct } from "./product-rows.ts";

/**
 * What lists show of a product beside its own words stands on its row (`card_*`): a page of a large store's list is then read from
 * as many rows as it has products, and nowhere else. Every write of variants, of pictures or of what can be bought brings it up to date.
 */
export const cardAssignments = fragment`is_available = s.is_available, card_min_price = s.min_price, card_max_price = s.max_price,
  card_compare_at_price = s.compare_at_price, card_choices = s.choices, card_picture = s.picture, card_alt = s.alt,
  card_width = s.width, card_focus_x = s.focus_x, card_focus_y = s.focus_y`;

const kept = fragment`p.is_available, p.card_min_price, p.card_max_price, p.card_compare_at_price, p.card_choices, p.card_picture,
  p.card_alt, p.card_width, p.card_focus_x, p.card_focus_y`;
const found = fragment`s.is_available, s.min_price, s.max_price, s.compare_at_price, s.choices, s.picture,
  s.alt, s.width, s.focus_x, s.focus_y`;

/**
 * A lateral sub-query `s` with what `cardAssignments` writes, of the variants and pictures that are there.
 * @param id the product's id, a fragment
 * @param options its options, a fragment
 */
export function cardOf(tx: WriteContext, id: object, options: object): object {
  return fragment`cross join lateral (
    select v.*, pic.picture, coalesce(pic.alt, '') as alt, pic.width, pic.focus_x, pic.focus_y
    from (select coalesce(bool_or(w.is_available), false) as is_available,
        coalesce(min(w.price) filter (where w.is_available), min(w.price), 0) as min_price,
        coalesce(max(w.price) filter (where w.is_available), max(w.price), 0) as max_price,
        case when bool_or(w.is_available) then min(w.compare_at_price) filter (where w.is_available and w.compare_at_price > w.price)
          else min(w.compare_at_price) filter (where w.compare_at_price > w.price) end as compare_at_price,
        (select jsonb_agg(c.choice order by c.position) from (
            select (case when bool_or(o.is_available) then '+' else '-' end) || o.label as choice, min(o.position) as position
            from (select case jsonb_array_length(${options}) when 1 then option1 when 2 then option2 else option3 end as label,
                is_available, position from variants
              where store_id = ${tx.storeId} and product_id = ${id} and jsonb_array_length(${options}) > 0) o
            group by o.label) c) as choices
      from variants w where w.store_id = ${tx.storeId} and w.product_id = ${id}) v
    left join lateral (
      select f.path as picture, m.alt, f.width, f.focus_x, f.focus_y from product_media m
      join files f on f.store_id = ${tx.storeId} and f.id = m.file_id and f.state = 'ready'
      where m.store_id = ${tx.storeId} and m.product_id = ${id} order by m.position limit 1) pic on true) s`;
}

/** Brings what lists show of these products up to date; rows in which nothing changes are not written. */
export function summariseProducts(tx: WriteContext, ids: readonly string[]): void {
  if (ids.length === 0) return;
  tx.send(sql`update products p set ${cardAssignments}
    from (select id, options from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])) q
    ${cardOf(tx, fragment`q.id`, fragment`q.options`)}
    where p.store_id = ${tx.storeId} and p.id = q.id and p.id = any(${list(ids)}::uuid[]) and (${kept}) is distinct from (${found})`);
}

/** What lists show of a product that is new and has no picture yet, in the columns' names. */
export interface FirstCard {
  readonly is_available: boolean;
  readonly card_min_price: number;
  readonly card_max_price: number;
  readonly card_compare_at_price: number | null;
  readonly card_choices: readonly string[] | null;
}

function choicesOf(variants: readonly VariantRow[], options: number, soldOut: ReadonlySet<string>) {
  if (options === 0) return null;
  const column = `option${options}` as "option1" | "option2" | "option3";
  const available = new Map<string, boolean>();
  for (const row of variants)
    available.set(row[column], (available.get(row[column]) ?? false) || !soldOut.has(row.id));
  return [...available].map(([value, isAvailable]) => (isAvailable ? "+" : "-") + value);
}

/** The same as `summariseProducts` finds, of a product that is about to be written. */
export function firstCard({ product, variants }: WholeProduct, soldOut: ReadonlySet<string>): FirstCard {
  const forSale = variants.filter(({ id }) => !soldOut.has(id));
  const counted = forSale.length > 0 ? forSale : variants;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  let former: number | null = null;
  for (const { price, compare_at_price: compared } of counted) {
    min = Math.min(min, price);
    max = Math.max(max, price);
    if (compared !== null && compared > price && (former === null || compared < former)) former = compared;
  }
  return {
    is_available: forSale.length > 0,
    card_min_price: variants.length > 0 ? min : 0,
    card_max_price: max,
    card_compare_at_price: former,
    card_choices: choicesOf(variants, product.options.length, soldOut),
  };
}
