import { fragment, list, sql, type WriteContext } from "@hutong/db";
import { facetsOf } from "./facet-tokens.ts";

const micros = fragment`(extract(epoch from p.created_at) * 1000000)::bigint`;

/**
 * A product's place in its collection's own order, as text that is compared digit by digit under any collation; over
 * `products p` and `collections k`. Titles go by `titleKey`.
 * @param position its place by hand
 */
export function placeOf(position: object): object {
  return fragment`case k.sort
    when 'title-up' then p.title_key
    when 'title-down' then translate(p.title_key, '0123456789abcdef', 'fedcba9876543210') || 'g'
    when 'price-up' then lpad(p.min_price::text, 16, '0')
    when 'price-down' then lpad((9999999999999999 - p.min_price)::text, 16, '0')
    when 'newest' then lpad((9000000000000000 - ${micros})::text, 16, '0')
    when 'oldest' then lpad(${micros}::text, 16, '0')
    else lpad(${position}::text, 12, '0') end`;
}

/** Columns of a membership that keep something of its product, in the order of `memberFacts`. */
export const memberColumns = fragment`price, max_price, created_at, title_key, is_listed, is_available, facets`;

/** What a membership keeps of its product, over `products p`. */
export const memberFacts = fragment`p.min_price, p.max_price, p.created_at, p.title_key, p.status = 'active',
  p.status = 'active' and p.is_available, ${facetsOf}`;

/** Brings what memberships keep of these products up to date; those in which nothing changes are not written. */
export function refreshMembers(tx: WriteContext, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const place = placeOf(fragment`cp.position`);
  // A product's facets are put together once, in however many collections it stands.
  tx.send(sql`update collection_products cp
    set (place, ${memberColumns}) = row(f.place, f.price, f.max_price, f.created_at, f.title_key, f.is_listed, f.is_available, f.facets)
    from (select cp.collection_id, cp.product_id, ${place} as place, p.min_price as price, p.max_price, p.created_at, p.title_key,
        p.status = 'active' as is_listed, p.status = 'active' and p.is_available as is_available, p.facets
      from (select p.*, ${facetsOf} as facets from products p
        where p.store_id = ${tx.storeId} and p.id = any(${list(ids)}::uuid[]) offset 0) p
      cross join lateral (select * from collection_products where store_id = ${tx.storeId} and product_id = p.id offset 0) cp
      join collections k on k.store_id = ${tx.storeId} and k.id = cp.collection_id) f
    where cp.store_id = ${tx.storeId} and cp.collection_id = f.collection_id and cp.product_id = f.product_id
      and (cp.place, cp.price, cp.max_price, cp.created_at, cp.title_key, cp.is_listed, cp.is_available, cp.facets)
        is distinct from (f.place, f.price, f.max_price, f.created_at, f.title_key, f.is_listed, f.is_available, f.facets)`);
  postMembers(tx, ids);
}

/**
 * Notes what these products can be filtered by where they stand in large collections, and has the worker count anew what collections
 * hold. To be called behind every change of memberships; values that are gone are left to the worker.
 */
export function postMembers(tx: WriteContext, ids: readonly string[]): void {
  tx.send(sql`insert into collection_facets (store_id, collection_id, facet, product_id)
    select ${tx.storeId}::uuid, m.collection_id, f.facet, m.product_id
    from (select id from collections where store_id = ${tx.storeId} and is_posted) k
    join collection_products m on m.store_id = ${tx.storeId} and m.collection_id = k.id
    cross join lateral unnest(m.facets) f(facet)
    where m.product_id = any(${list(ids)}::uuid[])
    on conflict do nothing`);
  tx.remind("facets", 0);
}
