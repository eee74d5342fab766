import { rowset, type Statement, type StoreContext, sql } from "@hutong/db";
import type { LineRow } from "../cart-rows.ts";

/** A location and the variants of a cart of which it has too few. */
export interface ShortRow {
  readonly location_id: string;
  /** What is sent leaves from the default location. */
  readonly is_default: boolean;
  readonly short: readonly string[];
}

/**
 * What each location that sends or gives out lacks of a cart. What the cart's own checkout holds there counts as there; a variant
 * that is tracked nowhere is everywhere, and one that is tracked somewhere is not where it has no row.
 */
export function shortAt(ctx: StoreContext, cartId: string | null): Statement<ShortRow> {
  return sql<ShortRow>`
    select l.id as location_id, l.is_default, (
      select coalesce(jsonb_agg(c.variant_id), '[]'::jsonb) from cart_lines c
      where c.store_id = ${ctx.storeId} and c.cart_id = ${cartId}
        and exists (select 1 from stock a where a.store_id = ${ctx.storeId} and a.variant_id = c.variant_id)
        and not exists (select 1 from stock s where s.store_id = ${ctx.storeId} and s.variant_id = c.variant_id and s.location_id = l.id
          and (s.may_oversell or s.available + coalesce((select r.quantity from carts k
            join reservations r on r.store_id = k.store_id and r.checkout_id = k.checkout_id and r.variant_id = c.variant_id
              and r.location_id = l.id and r.state = 'held'
            where k.store_id = ${ctx.storeId} and k.id = ${cartId}), 0) >= c.quantity))) as short
    from locations l where l.store_id = ${ctx.storeId} and (l.is_default or l.is_pickup)`;
}

/** Whether anything in a cart is made of other things. */
export const hasBundle = (rows: readonly Pick<LineRow, "parts">[]): boolean =>
  rows.some(({ parts }) => parts !== null);

const unitColumns = { line: "uuid", variant: "uuid", quantity: "int" } as const;

/** The same as `shortAt` for a cart with bundles, by what is in them; `short` names the bundle. */
export function shortOfUnits(
  ctx: StoreContext,
  cartId: string | null,
  rows: readonly LineRow[],
): Statement<ShortRow> {
  const units = rows.flatMap(({ variant_id: line, quantity, parts }) =>
    (parts ?? [{ variantId: line, quantity: 1 }]).map((part) => ({
      ...{ line, variant: part.variantId, quantity: part.quantity * quantity },
    })),
  );
  return sql<ShortRow>`
    select l.id as location_id, l.is_default, (
      select coalesce(jsonb_agg(distinct c.line), '[]'::jsonb) from ${rowset("c", unitColumns, units)}
      where exists (select 1 from stock a where a.store_id = ${ctx.storeId} and a.variant_id = c.variant)
        and not exists (select 1 from stock s where s.store_id = ${ctx.storeId} and s.variant_id = c.variant and s.location_id = l.id
          and (s.may_oversell or s.available + coalesce((select r.quantity from carts k
            join reservations r on r.store_id = k.store_id and r.checkout_id = k.checkout_id and r.variant_id = c.variant
              and r.location_id = l.id and r.state = 'held'
            where k.store_id = ${ctx.storeId} and k.id = ${cartId}), 0) >= c.quantity))) as short
    from locations l where l.store_id = ${ctx.storeId} and (l.is_default or l.is_pickup)`;
}
