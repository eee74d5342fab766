import { setAvailability } from "@hutong/catalogue";
import { fragment, list, nothing, rowset, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { bundleChanges, partsAmong } from "./bundles/bundle-changes.ts";
import { stillThere } from "./crossings.ts";
import type { StockState } from "./stock-schemas.ts";

/** Differences of one stock row; what is not named stays. On hand moves by their sum. */
export interface StockChange extends Partial<Readonly<Record<StockState, number>>> {
  readonly variantId: string;
  readonly locationId: string;
}

/** What a change is written down as: the sort of movement, its document (else who did it is the reference), and why. */
export interface Why {
  readonly kind: "adjust" | "move" | "count" | "send" | "receive" | "return";
  readonly document?: { readonly kind: "transfer" | "purchase" | "count"; readonly id: string };
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

/** A row that was changed. `before` and `after` are what is available; what may be oversold counts as 1. */
export interface ChangedStock {
  readonly variant_id: string;
  readonly location_id: string;
  readonly available: number;
  readonly on_hand: number;
  readonly before: number;
  readonly after: number;
  /** Whether the variant is in a bundle. */
  readonly is_part: boolean;
}

const columns = {
  n: "int",
  variant: "uuid",
  location: "uuid",
  available: "int",
  damaged: "int",
  safety: "int",
  quality: "int",
} as const;

const rowsOf = (changes: readonly StockChange[]) =>
  changes.map((one, n) => ({
    n,
    variant: one.variantId,
    location: one.locationId,
    available: one.available ?? 0,
    damaged: one.damaged ?? 0,
    safety: one.safetyStock ?? 0,
    quality: one.qualityControl ?? 0,
  }));

/**
 * The one statement by which staff's work changes stock: rows are locked in the order of their key, each is changed where no state
 * would fall below zero, and every change leaves its movement. Answers the rows that were changed: who finds one missing
 * either refuses the whole (`refuseShort`) or leaves that line for later. A row that is not there yet is made where something is added
 * to it. One change for each variant and location.
 * @param mayOversell whether available may fall below zero where it may be oversold, as the books are put right
 */
export async function changeStock(
  tx: WriteContext,
  given: readonly StockChange[],
  why: Why,
  { mayOversell = false }: { mayOversell?: boolean } = {},
): Promise<ChangedStock[]> {
  const changes = await atOpenLocations(tx, given);
  if (changes.length === 0) return [];
  const wanted = rowset("g", columns, rowsOf(changes));
  const isNew = await makeRows(tx, changes);
  const reference = why.document ?? { kind: tx.actor.kind, id: tx.actor.id ?? "" };
  const rows = await tx.run(sql<ChangedStock>`
    with locked as (
      select s.*, g.available as d_available, g.damaged as d_damaged, g.safety as d_safety, g.quality as d_quality
      from (select * from ${wanted} order by variant, location) g
      cross join lateral (select variant_id, location_id, available, may_oversell from stock
        where store_id = ${tx.storeId} and variant_id = g.variant and location_id = g.location limit 1 for update) s
    ), written as (
      update stock s set available = s.available + l.d_available, damaged = s.damaged + l.d_damaged,
        safety_stock = s.safety_stock + l.d_safety, quality_control = s.quality_control + l.d_quality,
        on_hand = s.on_hand + l.d_available + l.d_damaged + l.d_safety + l.d_quality
      from locked l
      where s.store_id = ${tx.storeId} and s.variant_id = l.variant_id and s.location_id = l.location_id
        and (l.d_available >= 0 or s.available + l.d_available >= 0 ${mayOversell ? fragment`or s.may_oversell` : nothing})
        and least(s.damaged + l.d_damaged, s.safety_stock + l.d_safety, s.quality_control + l.d_quality) >= 0
      returning s.variant_id, s.location_id, s.available, s.on_hand, l.d_available, l.d_damaged, l.d_safety, l.d_quality,
        case when s.may_oversell then 1 else l.available end as before,
        case when s.may_oversell then 1 else s.available end as after, s.is_part
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at, actor_kind, actor_id, reason, note)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, ${why.kind},
        d_available + d_damaged + d_safety + d_quality, d_available, 0, 0, d_damaged, d_safety, d_quality,
        ${reference.kind}, ${reference.id}, app_now(), ${tx.actor.kind}, ${tx.actor.id}, ${why.reason ?? null}, ${why.note || null}
      from written
    )
    select variant_id, location_id, available, on_hand, before, after, is_part from written`);
  await tellCatalogue(tx, rows, isNew);
  return rows;
}

// A location that closes waits for this change, and this change for one that is closing.
async function atOpenLocations(tx: WriteContext, changes: readonly StockChange[]): Promise<StockChange[]> {
  if (changes.length === 0) return [];
  const ids = [...new Set(changes.map((one) => one.locationId))];
  const rows = await tx.run(sql<{ id: string }>`select id from locations where store_id = ${tx.storeId}
    and id = any(${list(ids)}::uuid[]) and is_active order by id for share`);
  const open = new Set(rows.map(({ id }) => id));
  return changes.filter((one) => open.has(one.locationId));
}

/**
 * Begins to count variants where something is added. At the default location, which orders ship from, there is then a row as
 * well: without one a variant is not counted there, and sold without end. Answers the variants that were counted nowhere before.
 */
async function makeRows(tx: WriteContext, changes: readonly StockChange[]): Promise<ReadonlySet<string>> {
  const added = changes.filter((one) => (one.available ?? 0) > 0 || (one.damaged ?? 0) > 0);
  if (added.length === 0) return new Set();
  const rows = await tx.run(sql<{ variant_id: string }>`
    with wanted as (select g.variant, g.location from ${rowset("g", columns, rowsOf(added))}
      where not exists (select from stock s where s.store_id = ${tx.storeId} and s.variant_id = g.variant and s.location_id = g.location)
    ), made as (
      insert into stock (store_id, variant_id, location_id, on_hand, available, committed, reserved, damaged, safety_stock,
        quality_control, may_oversell, is_part)
      select ${tx.storeId}::uuid, v.id, l.id, 0, 0, 0, 0, 0, 0, 0, coalesce((select bool_or(s.may_oversell) from stock s
        where s.store_id = ${tx.storeId} and s.variant_id = v.id), false), v.is_part
      from variants v join locations l on l.store_id = v.store_id and l.is_active
      where v.store_id = ${tx.storeId} and v.id in (select variant from wanted) and v.parts is null
        and (l.is_default or (v.id, l.id) in (select variant, location from wanted))
      order by v.id, l.id for key share of v on conflict do nothing
      returning variant_id
    )
    select distinct variant_id from made
    where not exists (select from stock s where s.store_id = ${tx.storeId} and s.variant_id = made.variant_id)`);
  return new Set(rows.map((row) => row.variant_id));
}

async function tellCatalogue(
  tx: WriteContext,
  rows: readonly ChangedStock[],
  isNew: ReadonlySet<string>,
): Promise<void> {
  const told = rows.filter((row) => row.before > 0 !== row.after > 0 || isNew.has(row.variant_id));
  const gone = told.filter((row) => row.after <= 0).map((row) => row.variant_id);
  const elsewhere = await stillThere(tx, [...new Set(gone)]);
  const isThere = new Map<string, boolean>();
  for (const row of told) {
    const { variant_id: id } = row;
    isThere.set(id, row.after > 0 || elsewhere.has(id) || isThere.get(id) === true);
  }
  await setAvailability(tx, [
    ...[...isThere].map(([variantId, isAvailable]) => ({ variantId, isAvailable })),
    ...(await bundleChanges(tx, partsAmong(rows))),
  ]);
}

/**
 * Refuses a change of which not every row was written, and says which and why: `unknown_variant`, `location_not_found`,
 * `location_inactive`, or `stock_short` with what there is; by field (`lines.0`) for each.
 */
export async function refuseShort(
  tx: WriteContext,
  changes: readonly StockChange[],
  changed: readonly ChangedStock[],
): Promise<void> {
  if (changed.length === changes.length) return;
  const keyOf = (variant: string, location: string) => `${variant} ${location}`;
  const written = new Set(changed.map((row) => keyOf(row.variant_id, row.location_id)));
  const missing = changes.filter((one) => !written.has(keyOf(one.variantId, one.locationId)));
  const [variants, locations] = await Promise.all([
    tx.run(sql<{
      id: string;
      is_bundle: boolean;
    }>`select id, parts is not null as is_bundle from variants where store_id = ${tx.storeId}
      and id = any(${list(missing.map((one) => one.variantId))}::uuid[])`),
    tx.run(
      sql<{
        id: string;
        is_active: boolean;
      }>`select id, is_active from locations where store_id = ${tx.storeId}`,
    ),
  ]);
  const codeOf = (one: StockChange) => {
    const location = locations.find(({ id }) => id === one.locationId);
    if (!location) return "location_not_found";
    const variant = variants.find(({ id }) => id === one.variantId);
    if (!variant) return "unknown_variant";
    if (variant.is_bundle) return "bundle_tracked";
    return location.is_active ? "stock_short" : "location_inactive";
  };
  const fields = Object.fromEntries(missing.map((one) => [`lines.${changes.indexOf(one)}`, codeOf(one)]));
  const [code] = Object.values(fields);
  const kind = code === "stock_short" || code === "location_inactive" ? "conflict" : "not_found";
  throw new AppError(kind, code!, { fields, params: { count: missing.length } });
}
