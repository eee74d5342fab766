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

type TakenRow = {
  variant_id: string;
  available: number;
  quantity: number;
  may_oversell: boolean;
  is_part: boolean;
};

// What may be oversold counts as 1: it never crosses zero.
function crossingOf({ variant_id, available, quantity, may_oversell, is_part }: TakenRow) {
  return may_oversell
    ? { variant_id, is_part, before: 1, after: 1 }
    : { variant_id, is_part, before: available + quantity, after: available };
}

// At a location that was chosen, what is tracked and has no row there is not there.
function trackedElsewhere(tx: WriteContext, ids: object, locationId: string): object {
  return fragment`
    union all
    select distinct s.variant_id from stock s
    where s.store_id = ${tx.storeId} and s.variant_id = any(${ids}) and not exists (
      select from stock h where h.store_id = ${tx.storeId} and h.variant_id = s.variant_id and h.location_id = ${locationId})`;
}

// What was not taken is short, or tracked nowhere.
async function shortOf(
  tx: WriteContext,
  missed: readonly Wanted[],
  locationId: string | undefined,
  at: object,
): Promise<string[]> {
  const ids = fragment`${list(missed.map(({ variantId }) => variantId))}::uuid[]`;
  const rows = await tx.run(sql<{ variant_id: string }>`
    select s.variant_id from stock s
    where s.store_id = ${tx.storeId} and s.variant_id = any(${ids}) and s.location_id = ${at}${
      locationId === undefined ? nothing : trackedElsewhere(tx, ids, locationId)
    }`);
  return rows.map(({ variant_id }) => variant_id);
}

interface WantedColumns {
  /** Condition that finds the wanted variants' rows of stock `s`. */
  readonly isWanted: object;
  /** How many are wanted of the row's variant. */
  readonly quantity: object;
}

// Most buy one thing, and plain values are quicker than lists.
function columnsOf(wanted: readonly Wanted[]): WantedColumns {
  const [one] = wanted;
  if (one && wanted.length === 1) {
    return {
      isWanted: fragment`s.variant_id = ${one.variantId}::uuid`,
      quantity: fragment`${one.quantity}::int`,
    };
  }
  const ids = fragment`${list(wanted.map(({ variantId }) => variantId))}::uuid[]`;
  const quantities = `{${wanted.map(({ quantity }) => quantity).join(",")}}`;
  return {
    isWanted: fragment`s.variant_id = any(${ids})`,
    quantity: fragment`(${quantities}::int[])[array_position(${ids}, s.variant_id)]`,
  };
}

const again = fragment`on conflict (store_id, checkout_id, variant_id, location_id)
        do update set quantity = excluded.quantity, state = excluded.state, expires_at = excluded.expires_at`;

/**
 * Takes units out of `available`, for a checkout that waits for its payment (`reserved`, until `holdSeconds` from now)
 * or for an order (`committed`). Rows are locked in id order, that of the key they are found by; a variant without a
 * stock row is not tracked and is always there. When the answer is not ok, the caller rolls its transaction back. One
 * statement, and one more where something could not be taken.
 */
export async function takeStock(
  tx: WriteContext,
  input: {
    checkoutId: Id<"checkout">;
    wanted: readonly Wanted[];
    /** Where it is taken from; the store's default location where none is named. */
    locationId?: string | undefined;
    /** The default location's id, of whoever has it already. */
    defaultLocationId?: string | undefined;
    into: "reserved" | "committed";
    holdSeconds: number;
    /** The checkout never held anything. */
    isFirst?: boolean;
  },
): Promise<Taking> {
  const isHold = input.into === "reserved";
  const state = isHold ? "held" : "sold";
  const kind = isHold ? "reserve" : "commit";
  const { isWanted, quantity } = columnsOf(input.wanted);
  const location = locationOf(tx, input.locationId ?? input.defaultLocationId);
  const move = isHold
    ? fragment`reserved = s.reserved + ${quantity}`
    : fragment`committed = s.committed + ${quantity}`;
  // The whole key is named: a join with the store's location or with what is wanted would read all its stock.
  const rows = await tx.run(sql<TakenRow>`
    with taken as (
      update stock s set available = s.available - ${quantity}, ${move}
      where s.store_id = ${tx.storeId} and ${isWanted} and s.location_id = ${location}
        and (s.available >= ${quantity} or s.may_oversell)
      returning s.variant_id, s.location_id, ${quantity} as quantity, s.available, s.may_oversell, s.is_part
    ), held as (
      insert into reservations (store_id, checkout_id, variant_id, location_id, quantity, state, expires_at)
      select ${tx.storeId}::uuid, ${input.checkoutId}::uuid, variant_id, location_id, quantity, ${state},
        app_now() + ${input.holdSeconds}::int * interval '1 second' from taken
      ${input.isFirst ? nothing : again}
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, ${kind}, 0, -quantity,
        ${isHold ? fragment`0, quantity` : fragment`quantity, 0`}, 0, 0, 0,
        'checkout', ${input.checkoutId}, app_now() from taken
    )
    select variant_id, available, quantity, may_oversell, is_part from taken`);
  const missed = input.wanted.filter(({ variantId }) => !rows.some((row) => row.variant_id === variantId));
  const short = missed.length > 0 ? await shortOf(tx, missed, input.locationId, location) : [];
  if (short.length > 0) return { ok: false, short };
  await crossings(tx, rows.map(crossingOf));
  return { ok: true };
}
