import { fragment, sql, type WriteContext } from "@hutong/db";
import type { KeptQuote } from "../frozen-quote.ts";

/** Whether anything in a quote is, or has with it, something to download. */
export function isDigital(quote: KeptQuote): boolean {
  return quote.lines.some((line) => line.isDigital);
}

// Rows of order_downloads for rows `l(id, variant_id, quantity)` of an order, by the terms of today, which a product with files has.
function granted(tx: WriteContext, orderId: string): object {
  return fragment`
    select ${tx.storeId}::uuid, l.id, f.file_id, ${orderId}::uuid,
      least(l.quantity::bigint * t.downloads, 100000)::int, 0, app_now() + t.days * interval '1 day'`;
}

const columns = fragment`(store_id, order_line_id, file_id, order_id, allowed, used, expires_at)`;

function filesOf(tx: WriteContext): object {
  return fragment`
    cross join lateral (select f.file_id from variant_files f where f.store_id = ${tx.storeId} and f.variant_id = l.variant_id) f
    join digital_files d on d.store_id = ${tx.storeId} and d.id = f.file_id and d.state = 'ready'
    join variants v on v.store_id = ${tx.storeId} and v.id = l.variant_id
    join download_terms t on t.store_id = ${tx.storeId} and t.product_id = v.product_id`;
}

/** A CTE beside those of `placeOrder`: what its lines `new_lines(id, variant_id, quantity)` entitle their customer to. */
export function grantedWithOrder(tx: WriteContext, orderId: string): object {
  return fragment`, downloads as (
      insert into order_downloads ${columns} ${granted(tx, orderId)} from new_lines l ${filesOf(tx)}
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
  tx.send(sql`insert into order_downloads ${columns} ${granted(tx, orderId)}
    from (select id, variant_id, quantity from order_lines where store_id = ${tx.storeId} and order_id = ${orderId}) l
    ${filesOf(tx)} on conflict (store_id, order_line_id, file_id) ${again}`);
}
