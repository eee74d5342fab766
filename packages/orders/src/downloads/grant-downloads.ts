import { fragment, rowset, sql, type WriteContext } from "@hutong/db";
import type { KeptQuote } from "../frozen-quote.ts";

/** Whether anything in a quote is, or has with it, something to download. */
export function isDigital(quote: KeptQuote): boolean {
  return quote.lines.some((line) => line.isDigital);
}

const columns = fragment`(store_id, order_line_id, file_id, order_id, allowed, used, expires_at)`;

// Rows of order_downloads for rows `l(id, variant_id, quantity)` of an order, by the terms of today, which a product with files has.
// `p(variant_id, part_id, units)` is what its bundles were made of.
function granted(tx: WriteContext, orderId: string, lines: object, parts: object): object {
  return fragment`
    select ${tx.storeId}::uuid, l.id, f.file_id, ${orderId}::uuid,
      least(sum(l.quantity::bigint * s.units * t.downloads), 100000)::int, 0, app_now() + max(t.days) * interval '1 day'
    from ${lines} l
    cross join lateral (
      select l.variant_id as id, 1 as units union all
      select p.part_id, p.units from ${parts} where p.variant_id = l.variant_id
    ) s
    cross join lateral (select f.file_id from variant_files f where f.store_id = ${tx.storeId} and f.variant_id = s.id) f
    join digital_files d on d.store_id = ${tx.storeId} and d.id = f.file_id and d.state = 'ready'
    join variants v on v.store_id = ${tx.storeId} and v.id = s.id
    join download_terms t on t.store_id = ${tx.storeId} and t.product_id = v.product_id
    group by l.id, f.file_id`;
}

const partColumns = { variant_id: "uuid", part_id: "uuid", units: "int" } as const;

// Of lines of one variant, told apart by what was filled in for them, each has the same parts.
function partsOf(quote: KeptQuote): object {
  const byVariant = new Map(quote.lines.map(({ variantId, parts = [] }) => [variantId, parts]));
  const rows = [...byVariant].flatMap(([variantId, parts]) =>
    parts.map((part) => ({ variant_id: variantId, part_id: part.variantId, units: part.quantity })),
  );
  return rows.length > 0
    ? rowset("p", partColumns, rows)
    : fragment`(select null::uuid as variant_id, null::uuid as part_id, 0 as units where false) p`;
}

/** A CTE beside those of `placeOrder`: what its lines `new_lines(id, variant_id, quantity)` entitle their customer to. */
export function grantedWithOrder(tx: WriteContext, orderId: string, quote: KeptQuote): object {
  return fragment`, downloads as (
      insert into order_downloads ${columns} ${granted(tx, orderId, fragment`new_lines`, partsOf(quote))}
    )`;
}

/**
 * Lets the customer of an order that was placed before download what its lines have. What was granted already stays as it is, or with
 * `isRenewed` begins anew: unused, and for its days from now on.
 */
export function grantDownloads(tx: WriteContext, orderId: string, isRenewed = false): void {
  const again = isRenewed
    ? fragment`do update set used = 0, last_at = null, revoked_at = null, allowed = excluded.allowed, expires_at = excluded.expires_at`
    : fragment`do nothing`;
  const lines = fragment`(select id, variant_id, quantity from order_lines where store_id = ${tx.storeId} and order_id = ${orderId})`;
  const parts = fragment`(select distinct (x->>'variantId')::uuid as variant_id, (y->>'variantId')::uuid as part_id, (y->>'quantity')::int as units
      from orders o cross join lateral jsonb_array_elements(o.quote->'lines') x
      cross join lateral jsonb_array_elements(coalesce(x->'parts', '[]')) y
      where o.store_id = ${tx.storeId} and o.id = ${orderId}) p`;
  tx.send(sql`insert into order_downloads ${columns} ${granted(tx, orderId, lines, parts)}
    on conflict (store_id, order_line_id, file_id) ${again}`);
}
