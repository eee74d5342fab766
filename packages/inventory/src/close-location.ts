import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { changeStock, refuseShort, type StockChange } from "./change-stock.ts";
import { CloseLocationInput } from "./stock-schemas.ts";

/** Most variants that are moved as a location closes; more go by a transfer first. */
const mostMoved = 5_000;

interface LocationRow {
  readonly is_default: boolean;
  readonly is_active: boolean;
}

// Not FOR UPDATE: what names a location would wait for us while we wait for its stock.
async function lockLocation(tx: WriteContext, id: string): Promise<LocationRow> {
  const rows = isId(id)
    ? await tx.run(sql<LocationRow>`select is_default, is_active from locations
        where store_id = ${tx.storeId} and id = ${id} for no key update`)
    : [];
  if (!rows[0]) throw new AppError("not_found", "location_not_found");
  return rows[0];
}

interface LeftRow {
  readonly variant_id: string;
  readonly available: number;
  readonly held: number;
  readonly damaged: number;
  readonly safety_stock: number;
  readonly quality_control: number;
}

async function refuseOpenDocuments(tx: WriteContext, id: string): Promise<void> {
  const [open] = await tx.run(sql<{ consignments: number; counts: number }>`select
    (select count(*) from consignments where store_id = ${tx.storeId} and state in ('draft', 'sent')
      and ${id}::uuid in (from_location_id, to_location_id))::int as consignments,
    (select count(*) from stock_counts where store_id = ${tx.storeId} and state = 'open' and location_id = ${id})::int as counts`);
  if (open!.consignments > 0)
    throw new AppError("conflict", "location_awaited", { params: { count: open!.consignments } });
  if (open!.counts > 0)
    throw new AppError("conflict", "location_counted", { params: { count: open!.counts } });
}

async function emptied(tx: WriteContext, id: string, moveTo: string | undefined): Promise<void> {
  const left = await tx.run(sql<LeftRow>`
    select variant_id, available, committed + reserved as held, damaged, safety_stock, quality_control from stock
    where store_id = ${tx.storeId} and location_id = ${id}
      and (available, committed, reserved, damaged, safety_stock, quality_control) <> (0, 0, 0, 0, 0, 0)
    order by variant_id limit ${mostMoved + 1}::int for update`);
  const held = left.reduce((sum, row) => sum + row.held, 0);
  if (held > 0) throw new AppError("conflict", "location_has_orders", { params: { count: held } });
  if (left.length === 0) return;
  if (!moveTo) throw new AppError("conflict", "location_has_stock", { params: { count: left.length } });
  if (left.length > mostMoved)
    throw new AppError("limit_reached", "location_too_full", { params: { most: mostMoved } });
  if (left.some((row) => row.available < 0)) throw new AppError("conflict", "location_oversold");
  const changes = left.flatMap((row): StockChange[] => {
    const { variant_id: variantId, available, damaged } = row;
    const units = { available, damaged, safetyStock: row.safety_stock, qualityControl: row.quality_control };
    const back = Object.fromEntries(Object.entries(units).map(([state, count]) => [state, -count]));
    return [
      { variantId, locationId: id, ...back },
      { variantId, locationId: moveTo, ...units },
    ];
  });
  const changed = await changeStock(tx, changes, { kind: "adjust", reason: "location-closed" });
  await refuseShort(tx, changes, changed);
}

/**
 * Closes a location. It has to be empty, or all that is there goes to another (`moveTo`) in the same moment; units that checkouts and
 * orders hold, and transfers, purchase orders and counts that are under way, are to be ended first. The default location,
 * which orders ship from, cannot be closed. Its history stays, and it can be opened again.
 * Throws `location_not_found`, `location_is_default`, `location_awaited`, `location_counted`, `location_has_orders`,
 * `location_has_stock`, `location_oversold`, `location_too_full`, `location_inactive` (of `moveTo`), with counts.
 */
export async function closeLocation(ctx: StoreContext, input: CloseLocationInput): Promise<void> {
  authorize(ctx, "inventory.closeLocation");
  const { id, moveTo } = CloseLocationInput.parse(input);
  if (moveTo !== undefined && (!isId(moveTo) || moveTo === id))
    throw new AppError("not_found", "location_not_found", { field: "moveTo" });
  await ctx.write(async (tx) => {
    const location = await lockLocation(tx, id);
    if (!location.is_active) return;
    if (location.is_default) throw new AppError("conflict", "location_is_default");
    await refuseOpenDocuments(tx, id);
    await emptied(tx, id, moveTo);
    tx.send(
      sql`update locations set is_active = false, is_pickup = false where store_id = ${tx.storeId} and id = ${id}`,
    );
    tx.emit({ kind: "location.closed", subject: ["location", id] });
  });
}

/** Opens a location that was closed. Throws `location_not_found`. */
export async function reopenLocation(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "inventory.reopenLocation");
  await ctx.write(async (tx) => {
    const location = await lockLocation(tx, input.id);
    if (location.is_active) return;
    tx.send(sql`update locations set is_active = true where store_id = ${tx.storeId} and id = ${input.id}`);
    tx.emit({ kind: "location.reopened", subject: ["location", input.id] });
  });
}

/**
 * Makes a location the one that orders ship from. What is counted anywhere is counted there from now on, at first as none; orders
 * placed before ship from where their goods lie. Throws `location_not_found` or `location_inactive`.
 */
export async function setDefaultLocation(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "inventory.setDefaultLocation");
  await ctx.write(async (tx) => {
    const location = await lockLocation(tx, input.id);
    if (!location.is_active) throw new AppError("conflict", "location_inactive");
    if (location.is_default) return;
    tx.send(sql`insert into stock (store_id, variant_id, location_id, on_hand, available, committed, reserved, damaged,
        safety_stock, quality_control, may_oversell, is_part)
      select v.store_id, v.id, ${input.id}::uuid, 0, 0, 0, 0, 0, 0, 0, (select bool_or(s.may_oversell) from stock s
        where s.store_id = ${tx.storeId} and s.variant_id = v.id), v.is_part
      from variants v where v.store_id = ${tx.storeId} and v.id in (select variant_id from stock where store_id = ${tx.storeId})
      order by v.id for key share of v on conflict do nothing`);
    tx.send(
      sql`update locations set is_default = (id = ${input.id}) where store_id = ${tx.storeId} and (is_default or id = ${input.id})`,
    );
    tx.emit({ kind: "location.made-default", subject: ["location", input.id] });
  });
}
