import { fragment, nothing, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { crossings } from "./crossings.ts";

// Not "= 'held'": that would be looked for among all that the store holds, and not by the checkout's key.
const isHeld = fragment`r.state not in ('sold', 'released')`;

/** Joins the locked row of stock `s`, by its whole key, for each row of `from`; a plain join may read all the stock of the store. */
export function lockedStock(tx: WriteContext, from: object): object {
  return fragment`cross join lateral (select variant_id, location_id, available, committed from stock
    where store_id = ${tx.storeId} and variant_id = ${from}.variant_id and location_id = ${from}.location_id limit 1 for update) s`;
}

type ReleasedRow = { variant_id: string; before: number; after: number; is_part: boolean };

/** Gives what a checkout holds back to everybody. Answers how many lines were given back; twice is as good as once. */
export async function releaseStock(tx: WriteContext, input: { checkoutId: Id<"checkout"> }): Promise<number> {
  const rows = await tx.run(sql<ReleasedRow>`
    with held as (
      select s.variant_id, s.location_id, r.quantity, s.available
      from (select r.variant_id, r.location_id, r.quantity from reservations r
        where r.store_id = ${tx.storeId} and r.checkout_id = ${input.checkoutId} and ${isHeld}
        order by r.variant_id for update) r
      ${lockedStock(tx, fragment`r`)}
    ), released as (
      update reservations r set state = 'released' from held h
      where r.store_id = ${tx.storeId} and r.checkout_id = ${input.checkoutId} and r.variant_id = h.variant_id
        and r.location_id = h.location_id and ${isHeld}
      returning r.variant_id
    ), given as (
      update stock s set available = s.available + h.quantity, reserved = s.reserved - h.quantity
      from held h join released using (variant_id)
      where s.store_id = ${tx.storeId} and s.variant_id = h.variant_id and s.location_id = h.location_id
      returning s.variant_id, s.location_id, h.quantity, case when s.may_oversell then 1 else h.available end as before,
        case when s.may_oversell then 1 else s.available end as after, s.is_part
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'release', 0, quantity, 0, -quantity, 0, 0, 0,
        'checkout', ${input.checkoutId}, app_now() from given
    )
    select variant_id, before, after, is_part from given`);
  await crossings(tx, rows);
  return rows.length;
}

/**
 * Turns what a checkout holds into a sale (reserved → committed), in the last statement of the write, ahead of the counter's
 * lock: others who have locked stock wait for that one. The caller holds the checkout's lock, so nobody else settles or releases it.
 * `lines`: how many it holds; rows of several are locked in id order first. `checkoutLock`: a CTE that takes the checkout's lock, where
 * the caller has not.
 */
export function sellReserved(
  tx: WriteContext,
  checkoutId: Id<"checkout">,
  lines: number,
  checkoutLock?: { readonly rows: object; readonly name: object },
): void {
  const inOrder = fragment`, sold_rows as (
      select s.variant_id, s.location_id, sold.quantity from (select * from sold order by variant_id) sold
      ${lockedStock(tx, fragment`sold`)}
    )`;
  const lock = checkoutLock ? fragment`${checkoutLock.rows}, ` : nothing;
  const isLocked = checkoutLock ? fragment`(select count(*) from ${checkoutLock.name}) > 0 and ` : nothing;
  const ctes = fragment`${lock}sold as (
      update reservations r set state = 'sold'
      where r.store_id = ${tx.storeId} and r.checkout_id = ${checkoutId} and ${isLocked}${isHeld}
      returning variant_id, location_id, quantity
    )${lines === 1 ? nothing : inOrder}, sold_stock as (
      update stock s set reserved = s.reserved - sold.quantity, committed = s.committed + sold.quantity
      from ${lines === 1 ? fragment`sold` : fragment`sold_rows sold`}
      where s.store_id = ${tx.storeId} and s.variant_id = sold.variant_id and s.location_id = sold.location_id
      returning s.variant_id, s.location_id, sold.quantity
    ), sold_moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'commit', 0, 0, quantity, -quantity, 0, 0, 0,
        'checkout', ${checkoutId}, app_now() from sold_stock
    )`;
  tx.first(ctes, fragment`${isLocked}(select count(*) from sold_stock) >= 0`);
}
