import { fragment, rowset, sql, type WriteContext } from "@hutong/db";
import { crossings } from "./crossings.ts";
import { locationOf } from "./locations.ts";
import { lockedStock } from "./release.ts";
import type { Wanted } from "./reserve.ts";

interface Sold {
  readonly orderId: string;
  readonly lines: readonly Wanted[];
  /** Where it was taken from, when not from the default location. */
  readonly locationId?: string | undefined;
}

// What a checkout held says where it was taken from: another location may be the default one by now.
function soldAt(tx: WriteContext, input: Sold): object {
  return fragment`coalesce((select r.location_id from orders o
      join reservations r on r.store_id = o.store_id and r.checkout_id = o.checkout_id and r.variant_id = w.variant_id and r.state = 'sold'
      where o.store_id = ${tx.storeId} and o.id = ${input.orderId} limit 1), ${locationOf(tx, input.locationId)})`;
}

const unitColumns = { variant_id: "uuid", quantity: "int" };

// A variant may stand in several lines.
function unitsOf(lines: readonly Wanted[]) {
  const units = new Map<string, number>();
  for (const { variantId, quantity } of lines) units.set(variantId, (units.get(variantId) ?? 0) + quantity);
  return [...units].map(([variant_id, quantity]) => ({ variant_id, quantity }));
}

// The stock of what was sold, locked in the order of its variants.
function lockedSold(tx: WriteContext, input: Sold): object {
  return fragment`
      select s.variant_id, s.location_id, least(w.quantity, s.committed) as quantity, s.available
      from (select w.variant_id, w.quantity, ${soldAt(tx, input)} as location_id
        from ${rowset("w", unitColumns, unitsOf(input.lines))} order by w.variant_id) w
      ${lockedStock(tx, fragment`w`)}`;
}

/**
 * Takes what leaves the house out of `committed` and of on hand. Variants that are not tracked have no row, and what was
 * sold before a variant was tracked was never committed: neither is counted.
 */
export async function shipStock(tx: WriteContext, input: Sold): Promise<void> {
  await tx.run(sql`
    with leaving as (${lockedSold(tx, input)}
    ), shipped as (
      update stock s set on_hand = s.on_hand - w.quantity, committed = s.committed - w.quantity from leaving w
      where s.store_id = ${tx.storeId} and s.variant_id = w.variant_id and s.location_id = w.location_id
      returning s.variant_id, s.location_id, w.quantity
    )
    insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
      damaged, safety_stock, quality_control, reference_kind, reference_id, at, actor_kind, actor_id)
    select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'ship', -quantity, 0, -quantity, 0, 0, 0, 0,
      'order', ${input.orderId}, app_now(), ${tx.actor.kind}, ${tx.actor.id} from shipped`);
}

/** Puts what an order that is cancelled had committed back into `available`. */
export async function uncommitStock(tx: WriteContext, input: Sold): Promise<void> {
  const rows = await tx.run(sql<{ variant_id: string; before: number; after: number; is_part: boolean }>`
    with back as (${lockedSold(tx, input)}
    ), returned as (
      update stock s set available = s.available + w.quantity, committed = s.committed - w.quantity from back w
      where s.store_id = ${tx.storeId} and s.variant_id = w.variant_id and s.location_id = w.location_id
      returning s.variant_id, s.location_id, w.quantity, case when s.may_oversell then 1 else w.available end as before,
        case when s.may_oversell then 1 else s.available end as after, s.is_part
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at, actor_kind, actor_id)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'uncommit', 0, quantity, -quantity, 0, 0, 0, 0,
        'order', ${input.orderId}, app_now(), ${tx.actor.kind}, ${tx.actor.id} from returned
    )
    select variant_id, before, after, is_part from returned`);
  await crossings(tx, rows);
}
