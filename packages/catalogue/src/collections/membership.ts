import { fragment, list, sql, type WriteContext } from "@hutong/db";

const titleKey = fragment`encode(convert_to(lower(left(p.title, 30)), 'UTF8'), 'hex')`;
const micros = fragment`(extract(epoch from p.created_at) * 1000000)::bigint`;

/**
 * A product's place in its collection's own order, as text that is compared digit by digit under any collation; over
 * `products p` and `collections k`. Titles go by code points, without regard to case.
 * @param position its place by hand
 */
export function placeOf(position: object): object {
  return fragment`case k.sort
    when 'title-up' then ${titleKey}
    when 'title-down' then translate(${titleKey}, '0123456789abcdef', 'fedcba9876543210') || 'g'
    when 'price-up' then lpad(p.min_price::text, 16, '0')
    when 'price-down' then lpad((9999999999999999 - p.min_price)::text, 16, '0')
    when 'newest' then lpad((9000000000000000 - ${micros})::text, 16, '0')
    when 'oldest' then lpad(${micros}::text, 16, '0')
    else lpad(${position}::text, 12, '0') end`;
}

/** What a membership keeps of its product, over `products p`: price, created_at, is_listed, is_available. */
export const memberFacts = fragment`p.min_price, p.created_at, p.status = 'active', p.status = 'active' and p.is_available`;

/** Brings what memberships keep of these products up to date; those in which nothing changes are not written. */
export function refreshMembers(tx: WriteContext, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const place = placeOf(fragment`cp.position`);
  tx.send(sql`update collection_products cp
    set price = f.price, created_at = f.created_at, is_listed = f.is_listed, is_available = f.is_available, place = f.place
    from (select cp.collection_id, cp.product_id, ${place} as place, p.min_price as price, p.created_at,
        p.status = 'active' as is_listed, p.status = 'active' and p.is_available as is_available
      from collection_products cp
      join products p on p.store_id = ${tx.storeId} and p.id = cp.product_id
      join collections k on k.store_id = ${tx.storeId} and k.id = cp.collection_id
      where cp.store_id = ${tx.storeId} and cp.product_id = any(${list(ids)}::uuid[])) f
    where cp.store_id = ${tx.storeId} and cp.collection_id = f.collection_id and cp.product_id = f.product_id
      and (cp.price, cp.created_at, cp.is_listed, cp.is_available, cp.place)
        is distinct from (f.price, f.created_at, f.is_listed, f.is_available, f.place)`);
}
