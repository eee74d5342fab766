import { authorize, list, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import { judgeZone } from "./judge-zone.ts";
import type { RateInput, ShippingZoneInput } from "./schemas.ts";

const rateColumns = {
  id: "uuid",
  name: "jsonb",
  charge: "jsonb",
  free_above: "bigint",
  minimum: "bigint",
  min_days: "int",
  max_days: "int",
  position: "int",
};

// A rate keeps its id while it stays: an open checkout names it.
function putRates(tx: WriteContext, zoneId: string, rates: readonly RateInput[]): void {
  const rows = rates.map(({ id, name, charge, freeAbove, minimum, minDays, maxDays }, position) => ({
    id: id !== undefined && isId(id) ? id : newId<"shipping-rate">(),
    name,
    charge,
    free_above: freeAbove,
    minimum,
    min_days: minDays,
    max_days: maxDays,
    position,
  }));
  tx.send(sql`delete from shipping_rates where store_id = ${tx.storeId} and zone_id = ${zoneId}
    and not (id = any(${list(rows.map(({ id }) => id))}::uuid[]))`);
  if (rows.length === 0) return;
  tx.send(sql`insert into shipping_rates as r (store_id, id, zone_id, name, charge, free_above, minimum, min_days, max_days, position)
    select ${tx.storeId}::uuid, n.id, ${zoneId}::uuid, n.name, n.charge, n.free_above, n.minimum, n.min_days, n.max_days, n.position
    from ${rowset("n", rateColumns, rows)}
    on conflict (store_id, id) do update set name = excluded.name, charge = excluded.charge, free_above = excluded.free_above,
      minimum = excluded.minimum, min_days = excluded.min_days, max_days = excluded.max_days, position = excluded.position
    where r.zone_id = excluded.zone_id`);
}

/** Writes a zone that was judged, at the end of its market's where it is new. Throws `zone_not_found`, `market_not_found`. */
export async function writeZone(tx: WriteContext, zone: ShippingZoneInput): Promise<Id<"shipping-zone">> {
  const { name, kind, places, surcharges, marketId } = zone;
  if (zone.id !== undefined) {
    const id = isId(zone.id) ? (zone.id as Id<"shipping-zone">) : newId<"shipping-zone">();
    const rows =
      await tx.run(sql`update shipping_zones set name = ${name}, kind = ${kind}, places = ${places}::jsonb,
        surcharges = ${surcharges}::jsonb
      where store_id = ${tx.storeId} and id = ${id} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "zone_not_found");
    putRates(tx, id, zone.rates);
    return id;
  }
  const id = newId<"shipping-zone">();
  // The market's row is the turn of those who add to it.
  const [market] = isId(marketId)
    ? await tx.run(
        sql`select id from markets where store_id = ${tx.storeId} and id = ${marketId} for no key update`,
      )
    : [];
  if (!market) throw new AppError("not_found", "market_not_found");
  tx.send(sql`insert into shipping_zones (store_id, id, market_id, name, kind, places, surcharges, position)
    select ${tx.storeId}::uuid, ${id}::uuid, ${marketId}::uuid, ${name}, ${kind}, ${places}::jsonb, ${surcharges}::jsonb,
      (select coalesce(max(position) + 1, 0) from shipping_zones where store_id = ${tx.storeId} and market_id = ${marketId})`);
  putRates(tx, id, zone.rates);
  return id;
}

/**
 * Adds a zone to a market, or changes it with its rates; what the rates are not named by anew is gone.
 * Throws `zone_invalid` (with `fields`), `zone_not_found` or `market_not_found`.
 */
export async function putShippingZone(
  ctx: StoreContext,
  input: ShippingZoneInput,
): Promise<{ id: Id<"shipping-zone"> }> {
  authorize(ctx, "pricing.putShippingZone");
  const zone = judgeZone(input);
  return await ctx.write(async (tx) => {
    const id = await writeZone(tx, zone);
    tx.touch("store");
    tx.emit({ kind: "shipping_zone.updated", subject: ["shipping-zone", id] });
    return { id };
  });
}

/** Removes a zone and its rates. Throws `zone_not_found`. */
export async function removeShippingZone(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "pricing.removeShippingZone");
  await ctx.write(async (tx) => {
    const rows = isId(input.id)
      ? await tx.run(
          sql`delete from shipping_zones where store_id = ${tx.storeId} and id = ${input.id} returning id`,
        )
      : [];
    if (rows.length === 0) throw new AppError("not_found", "zone_not_found");
    tx.touch("store");
    tx.emit({ kind: "shipping_zone.removed", subject: ["shipping-zone", input.id] });
  });
}

/** Sets the order of zones; those left out stay where they are. Throws `zone_not_found`. */
export async function orderShippingZones(
  ctx: StoreContext,
  input: { ids: readonly string[] },
): Promise<void> {
  authorize(ctx, "pricing.orderShippingZones");
  if (!input.ids.every(isId)) throw new AppError("not_found", "zone_not_found");
  const places = input.ids.map((id, position) => ({ id, position }));
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`update shipping_zones z set position = n.position
      from ${rowset("n", { id: "uuid", position: "int" }, places)}
      where z.store_id = ${tx.storeId} and z.id = n.id returning z.id`);
    if (rows.length !== new Set(input.ids).size) throw new AppError("not_found", "zone_not_found");
    tx.touch("store");
    tx.emit({ kind: "shipping_zones.ordered", subject: ["store", tx.storeId] });
  });
}
