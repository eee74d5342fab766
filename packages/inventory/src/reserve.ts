import { fragment, list, nothing, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { crossings } from "./crossings.ts";
import { locationOf } from "./locations.ts";

export interface Wanted {
  readonly variantId: string;
  readonly quantity: number;
}

/** Everything asked for was taken, or nothing was: then `short` names what there is too little of. */
export type Taking = { readonly ok: true } | { readonly ok: false; readonly short: readonly string[] };

type TakenRow = { variant_id: string; is_short: boolean; before: number; after: number };

// At a location that was chosen, what is tracked and has no row there is not there.
function trackedElsewhere(tx: WriteContext, ids: object, locationId: string): object {
  return fragment`
    union all
    select distinct s.variant_id, true, 0, 0 from stock s
    where s.store_id = ${tx.storeId} and s.variant_id = any(${ids}) and not exists (
      select from stock h where h.store_id = ${tx.storeId} and h.variant_id = s.variant_id and h.location_id = ${locationId})`;
}

/**
 * Takes units out of `available`, for a checkout that waits for its payment (`reserved`, until `holdSeconds` from now)
 * or for an order (`committed`). Rows are locked in id order, that of the key they are found by; a variant without a
 * stock row is not tracked and is always there. When the answer is not ok, the caller rolls its transaction back.
 */
export async function takeStock(
  tx: WriteContext,
  input: {
    checkoutId: Id<"checkout">;
    wanted: readonly Wanted[];
    /** Where it is taken from; the store's default location where none is named. */
    locationId?: string | undefined;
    into: "reserved" | "committed";
    holdSeconds: number;
  },
): Promise<Taking> {
  const isHold = input.into === "reserved";
  const state = isHold ? "held" : "sold";
  const kind = isHold ? "reserve" : "commit";
  const ids = fragment`${list(input.wanted.map(({ variantId }) => variantId))}::uuid[]`;
  const quantities = `{${input.wanted.map(({ quantity }) => quantity).join(",")}}`;
  const wanted = fragment`(${quantities}::int[])[array_position(${ids}, s.variant_id)]`;
  const move = isHold
    ? fragment`reserved = s.reserved + ${wanted}`
    : fragment`committed = s.committed + ${wanted}`;
  // The whole key is named: a join with the store's location or with what is wanted would read all its stock.
  const rowsOfStock = fragment`s.store_id = ${tx.storeId} and s.variant_id = any(${ids})
    and s.location_id = ${locationOf(tx, input.locationId)}`;
  const rows = await tx.run(sql<TakenRow>`
    with taken as (
      update stock s set available = s.available - ${wanted}, ${move}
      where ${rowsOfStock} and (s.available >= ${wanted} or s.may_oversell)
      returning s.variant_id, s.location_id, ${wanted} as quantity,
        case when s.may_oversell then 1 else s.available + ${wanted} end as before,
        case when s.may_oversell then 1 else s.available end as after
    ), held as (
      insert into reservations (store_id, checkout_id, variant_id, location_id, quantity, state, expires_at)
      select ${tx.storeId}::uuid, ${input.checkoutId}::uuid, variant_id, location_id, quantity, ${state},
        app_now() + ${input.holdSeconds}::int * interval '1 second' from taken
      on conflict (store_id, checkout_id, variant_id, location_id)
        do update set quantity = excluded.quantity, state = excluded.state, expires_at = excluded.expires_at
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, ${kind}, 0, -quantity,
        ${isHold}::bool::int * -quantity + quantity, ${isHold}::bool::int * quantity, 0, 0, 0,
        'checkout', ${input.checkoutId}, app_now() from taken
    )
    select variant_id, false as is_short, before, after from taken
    union all
    select s.variant_id, true, s.available, s.available from stock s
    where ${rowsOfStock} and not exists (select from taken t where t.variant_id = s.variant_id)${
      input.locationId === undefined ? nothing : trackedElsewhere(tx, ids, input.locationId)
    }`);
  const short = rows.filter((row) => row.is_short).map((row) => row.variant_id);
  if (short.length > 0) return { ok: false, short };
  await crossings(tx, rows);
  return { ok: true };
}
