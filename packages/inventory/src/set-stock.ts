import { setAvailability } from "@hutong/catalogue";
import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import { bundleChanges, partsAmong } from "./bundles/bundle-changes.ts";
import { stillThere } from "./crossings.ts";
import { locationOf } from "./locations.ts";
import { SetStockRow } from "./stock-schemas.ts";

/** A stock row after it was set. */
export interface StockLevel {
  readonly variantId: string;
  readonly available: number;
  readonly onHand: number;
  /** Whether it is another than before. */
  readonly isChanged: boolean;
}

const mostUnits = 1_000_000_000;
const batch = 5_000;

/**
 * Sets what can be sold of variants at a location (`at`, the default one where none is named), absolutely: on hand moves by the same difference, what
 * is reserved or committed stays. A variant without a row becomes tracked. Answers the rows that were named, in no
 * order. Throws `unknown_variant`, `quantity_invalid`, `quantity_too_large`, `quantity_negative`, `location_not_found` or
 * `location_missing`.
 */
export async function setStock(
  ctx: StoreContext,
  input: readonly SetStockRow[],
  at: { readonly locationId?: string } = {},
): Promise<StockLevel[]> {
  authorize(ctx, "inventory.setStock");
  if (at.locationId !== undefined && !isId(at.locationId))
    throw new AppError("not_found", "location_not_found");
  return setLevels(ctx, input, at.locationId);
}

/** The same for the merchant's form: `[{ variantId, available }]`, never below zero. */
export async function setAvailable(
  ctx: StoreContext,
  input: readonly { readonly variantId: string; readonly available: number }[],
): Promise<StockLevel[]> {
  authorize(ctx, "inventory.setAvailable");
  return setLevels(
    ctx,
    input.map(({ variantId, available }) => ({ variantId, available })),
  );
}

async function setLevels(
  ctx: StoreContext,
  input: readonly SetStockRow[],
  locationId?: string,
): Promise<StockLevel[]> {
  const rows = [...new Map(input.map(judgedStock).map((row) => [row.variantId, row])).values()];
  const levels: StockLevel[] = [];
  for (let start = 0; start < rows.length; start += batch) {
    levels.push(...(await ctx.write((tx) => setBatch(tx, rows.slice(start, start + batch), locationId))));
  }
  return levels;
}

// What the schema says, at a tenth of its time: an import asks of each of its rows. `isId`, below, is stricter still.
const isStockRow = ({ variantId, available, mayOversell }: SetStockRow) =>
  typeof variantId === "string" &&
  typeof available === "number" &&
  (mayOversell === undefined || typeof mayOversell === "boolean");

/** A row whose numbers make sense. Throws `unknown_variant`, `quantity_invalid`, `quantity_too_large` or `quantity_negative`. */
export function judgedStock(given: SetStockRow, index: number): SetStockRow {
  const row = isStockRow(given) ? given : SetStockRow.parse(given);
  const field = `${index}.available`;
  const params = { available: row.available };
  if (!isId(row.variantId))
    throw new AppError("not_found", "unknown_variant", { field: `${index}.variantId` });
  if (!Number.isInteger(row.available)) throw new AppError("invalid", "quantity_invalid", { field, params });
  if (Math.abs(row.available) > mostUnits)
    throw new AppError("invalid", "quantity_too_large", { field, params });
  if (row.available < 0 && !row.mayOversell)
    throw new AppError("invalid", "quantity_negative", { field, params });
  return row;
}

interface SetRow {
  readonly variant_id: Id<"variant">;
  readonly available: number;
  readonly on_hand: number;
  readonly may_oversell: boolean;
  readonly is_part: boolean;
  readonly is_changed: boolean;
}

async function setBatch(
  tx: WriteContext,
  rows: readonly SetStockRow[],
  locationId: string | undefined,
): Promise<StockLevel[]> {
  tx.send(sql`insert into stock (store_id, variant_id, location_id, on_hand, available, committed, reserved, damaged,
      safety_stock, quality_control, may_oversell, is_part)
    select ${tx.storeId}::uuid, v.id, l.id, 0, 0, 0, 0, 0, 0, 0, coalesce(g."mayOversell", false), v.is_part
    from jsonb_to_recordset(${rows}::jsonb) as g("variantId" uuid, "mayOversell" boolean)
    join variants v on v.store_id = ${tx.storeId} and v.id = g."variantId" and v.parts is null
    join locations l on l.store_id = ${tx.storeId} and (l.id = ${locationOf(tx, locationId)} or l.is_default)
    where (select true from stock where store_id = ${tx.storeId} and variant_id = v.id and location_id = l.id) is null
    order by v.id, l.id for key share of v on conflict do nothing`);
  const set = await tx.run(sql<SetRow>`
    with target as (
      select s.variant_id, s.location_id, s.available, g.available as wanted, s.may_oversell,
        coalesce(g."mayOversell", s.may_oversell) as oversell
      from jsonb_to_recordset(${rows}::jsonb) as g("variantId" uuid, available int, "mayOversell" boolean)
      join stock s on s.store_id = ${tx.storeId} and s.variant_id = g."variantId"
      join locations l on l.store_id = s.store_id and l.id = s.location_id and l.id = ${locationOf(tx, locationId)}
      order by s.variant_id for update of s
    ), written as (
      update stock s set available = t.wanted, on_hand = s.on_hand + t.wanted - t.available, may_oversell = t.oversell
      from target t
      where s.store_id = ${tx.storeId} and s.variant_id = t.variant_id and s.location_id = t.location_id
      returning s.variant_id, s.location_id, s.available, s.on_hand, s.may_oversell, s.is_part, t.wanted - t.available as delta,
        s.may_oversell <> t.may_oversell as is_switched
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'set', delta, delta, 0, 0, 0, 0, 0,
        ${tx.actor.kind}, ${tx.actor.id ?? ""}, app_now()
      from written where delta <> 0
    )
    select variant_id, available, on_hand, may_oversell, is_part, delta <> 0 or is_switched as is_changed from written`);
  if (set.length < rows.length) await refuseMissing(tx, rows, set, locationId);
  const isThere = (row: SetRow) => row.available > 0 || row.may_oversell;
  const elsewhere = await stillThere(
    tx,
    set.filter((row) => !isThere(row)).map((row) => row.variant_id),
  );
  await setAvailability(tx, [
    ...set.map((row) => ({
      variantId: row.variant_id,
      isAvailable: isThere(row) || elsewhere.has(row.variant_id),
    })),
    ...(await bundleChanges(tx, partsAmong(set))),
  ]);
  for (const row of set) {
    if (row.is_changed)
      tx.emit({
        kind: "stock.set",
        subject: ["variant", row.variant_id],
        data: { available: row.available },
      });
  }
  return set.map((row) => ({
    variantId: row.variant_id,
    available: row.available,
    onHand: row.on_hand,
    isChanged: row.is_changed,
  }));
}

async function refuseMissing(
  tx: WriteContext,
  rows: readonly SetStockRow[],
  set: readonly SetRow[],
  locationId: string | undefined,
): Promise<never> {
  const places = await tx.run(
    sql`select 1 from locations where store_id = ${tx.storeId} and id = ${locationOf(tx, locationId)}`,
  );
  if (places.length === 0 && locationId !== undefined) throw new AppError("not_found", "location_not_found");
  if (places.length === 0) throw new AppError("precondition", "location_missing");
  const known = new Set<string>(set.map((row) => row.variant_id));
  const missing = rows.find((row) => !known.has(row.variantId))!;
  const [bundle] =
    await tx.run(sql`select from variants where store_id = ${tx.storeId} and id = ${missing.variantId}
    and parts is not null`);
  if (bundle) throw new AppError("conflict", "bundle_tracked", { params: { id: missing.variantId } });
  throw new AppError("not_found", "unknown_variant", { params: { id: missing.variantId } });
}
