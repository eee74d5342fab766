import { fragment, type Statement, type StoreContext, sql } from "@hutong/db";

/** Why a file cannot be downloaded now, as `download_<state>` tells it; "open" where it can. */
export type DownloadState = "open" | "unpaid" | "revoked" | "expired" | "used_up";

/** A file that the customer of an order may download, or might have. */
export interface OrderDownload {
  readonly lineId: string;
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  readonly allowed: number;
  readonly used: number;
  readonly expiresAt: Date;
  readonly state: DownloadState;
}

/**
 * Where a row `o` of order_downloads stands with its order `r`: what was given back or cancelled is nobody's, and comes back where
 * the refund fails.
 */
export const downloadState = fragment`case
    when r.state = 'cancelled' or r.payment_state = 'refunded' or o.revoked_at is not null then 'revoked'
    when r.payment_state not in ('paid', 'partially_refunded') then 'unpaid'
    when o.expires_at <= app_now() then 'expired'
    when o.used >= o.allowed then 'used_up' else 'open' end`;

/** What an order's customer may download, line by line. */
export function downloadsOf(ctx: StoreContext, orderId: string): Statement<OrderDownload> {
  return sql<OrderDownload>`
    select o.order_line_id as "lineId", o.file_id as "fileId", d.name, d.bytes, o.allowed, o.used, o.expires_at as "expiresAt",
      ${downloadState} as state
    from order_downloads o
    join orders r on r.store_id = o.store_id and r.id = o.order_id
    join order_lines l on l.store_id = o.store_id and l.id = o.order_line_id
    join digital_files d on d.store_id = o.store_id and d.id = o.file_id
    where o.store_id = ${ctx.storeId} and o.order_id = ${orderId} order by l.position, d.created_at, d.id`;
}
