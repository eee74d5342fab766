import { fragment, nothing, type StoreContext } from "@hutong/db";
import type { z } from "zod";
import type { ProductFilter, productSorts } from "./filter-schemas.ts";

export type Filter = Omit<z.output<typeof ProductFilter>, "query">;
export type ProductSort = (typeof productSorts)[number];

/**
 * Conditions on `products p` for a filter; each equality has an index that begins with the store. A tag and a collection are looked for
 * by their own keys, since operators on JSON are kept from indexes by row security.
 */
export function meets(ctx: StoreContext, filter: Filter): object {
  const { status, vendor, productType, tag, collectionId, isAvailable, minPrice, maxPrice } = filter;
  return fragment`${status ? fragment`and p.status = ${status}::text` : nothing}
    ${vendor ? fragment`and p.vendor = ${vendor}::text` : nothing}
    ${productType ? fragment`and p.product_type = ${productType}::text` : nothing}
    ${tag ? fragment`and exists (select from product_tags t where t.store_id = ${ctx.storeId} and t.tag = ${tag}::text and t.product_id = p.id)` : nothing}
    ${collectionId ? fragment`and exists (select from collection_products k where k.store_id = ${ctx.storeId} and k.collection_id = ${collectionId}::uuid and k.product_id = p.id)` : nothing}
    ${isAvailable === undefined ? nothing : isAvailable ? fragment`and p.is_available` : fragment`and not p.is_available`}
    ${minPrice === undefined ? nothing : fragment`and p.max_price >= ${minPrice}::bigint`}
    ${maxPrice === undefined ? nothing : fragment`and p.min_price <= ${maxPrice}::bigint`}`;
}

interface Order {
  readonly by: object;
  /** The place of a row in the order, as text that comes back unchanged. */
  readonly stamp: object;
  behind(stamp: string, id: string): object;
}

const down = fragment`desc`;
const up = fragment`asc`;

function order(column: object, direction: object, stamp: (text: string) => object): Order {
  const isBelow = direction === down;
  return {
    by: fragment`${column} ${direction}, p.id ${direction}`,
    stamp: fragment`${column}::text`,
    behind: (text, id) =>
      isBelow
        ? fragment`and (${column}, p.id) < (${stamp(text)}, ${id}::uuid)`
        : fragment`and (${column}, p.id) > (${stamp(text)}, ${id}::uuid)`,
  };
}

const byPrice = (direction: object) =>
  order(fragment`p.min_price`, direction, (text) => fragment`${text}::text::bigint`);

/** The orders of the list; ids are of the moment they were made, so that they are an order too. */
export const orders: Readonly<Record<ProductSort, Order>> = {
  updated: order(fragment`p.updated_at`, down, (text) => fragment`${text}::text::timestamptz`),
  created: {
    by: fragment`p.id desc`,
    stamp: fragment`''::text`,
    behind: (_, id) => fragment`and p.id < ${id}::uuid`,
  },
  title: order(fragment`p.title`, up, (text) => fragment`${text}::text`),
  "price-up": byPrice(up),
  "price-down": byPrice(down),
};

const patterns: Readonly<Record<ProductSort, (stamp: string) => boolean>> = {
  updated: (stamp) => !Number.isNaN(Date.parse(stamp)),
  created: (stamp) => stamp === "",
  title: (stamp) => stamp.length <= 255,
  "price-up": (stamp) => /^\d{1,15}$/.test(stamp),
  "price-down": (stamp) => /^\d{1,15}$/.test(stamp),
};

/** Whether a place that somebody sent can be one of this order. */
export function isPlace(sort: ProductSort, stamp: string): boolean {
  return patterns[sort](stamp);
}
