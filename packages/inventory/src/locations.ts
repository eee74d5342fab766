import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import type { LocationAddress } from "./pickups.ts";
import { CreateLocationInput, UpdateLocationInput } from "./stock-schemas.ts";

/** The id of a location in a statement: the one that is named, else the store's default one. */
export function locationOf(ctx: StoreContext, locationId: string | undefined): object {
  return locationId === undefined
    ? fragment`(select id from locations where store_id = ${ctx.storeId} and is_default)`
    : fragment`${locationId}::uuid`;
}

/** Makes a place where stock is kept; a store's first is its default one. Throws `name_missing`. */
export async function createLocation(
  ctx: StoreContext,
  input: CreateLocationInput,
): Promise<{ id: Id<"location"> }> {
  authorize(ctx, "inventory.createLocation");
  const name = cleanText(CreateLocationInput.parse(input).name);
  if (!name) throw new AppError("invalid", "name_missing", { field: "name" });
  const id = newId<"location">();
  await ctx.write(async (tx) => {
    tx.send(sql`insert into locations (store_id, id, name, is_default)
      select ${tx.storeId}::uuid, ${id}::uuid, ${name},
        not exists (select 1 from locations where store_id = ${tx.storeId} and is_default)`);
    tx.emit({ kind: "location.created", subject: ["location", id] });
  });
  return { id };
}

/** A location as its merchant sees it. */
export interface LocationView {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** Nothing is kept at one that is not; its history stays. */
  readonly isActive: boolean;
  readonly isPickup: boolean;
  readonly address: LocationAddress | null;
  readonly hours: Readonly<Record<string, string>>;
}

/** Every location of a store, the default one first, those that were closed last. */
export async function listLocations(ctx: StoreContext): Promise<LocationView[]> {
  authorize(ctx, "inventory.listLocations");
  const [rows] = await ctx.read(sql<LocationView>`
    select id, name, is_default as "isDefault", is_active as "isActive", is_pickup as "isPickup", address, hours
    from locations where store_id = ${ctx.storeId} order by is_active desc, is_default desc, name, id`);
  return rows;
}

function judged(input: UpdateLocationInput): UpdateLocationInput {
  const given = UpdateLocationInput.parse(input);
  const clean = <T extends object>(texts: T): T =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, cleanText(text)])) as T;
  const location = {
    ...given,
    name: cleanText(given.name),
    address: given.address && clean(given.address),
    hours: clean(given.hours),
  };
  const fields: Record<string, string> = {};
  if (location.name === "") fields.name = "name_missing";
  if (location.isPickup && !location.address?.line1) fields["address.line1"] = "address_missing";
  if (location.isPickup && !location.address?.city) fields["address.city"] = "address_missing";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "location_invalid", { fields });
  return location;
}

/**
 * Changes a location: its name, where and when it is open, and whether customers fetch their orders there.
 * Throws `location_not_found`, `location_inactive`, or `location_invalid` (with `fields`: `name_missing`, `address_missing`).
 */
export async function updateLocation(ctx: StoreContext, input: UpdateLocationInput): Promise<void> {
  authorize(ctx, "inventory.updateLocation");
  const { id, name, isPickup, address, hours } = judged(input);
  await ctx.write(async (tx) => {
    const rows = isId(id)
      ? await tx.run(sql`update locations set name = ${name}, is_pickup = ${isPickup}, address = ${address}::jsonb, hours = ${hours}::jsonb
          where store_id = ${tx.storeId} and id = ${id} and (is_active or not ${isPickup}::boolean) returning id`)
      : [];
    if (rows.length === 0 && (await isInactive(tx, id))) throw new AppError("conflict", "location_inactive");
    if (rows.length === 0) throw new AppError("not_found", "location_not_found");
    tx.emit({ kind: "location.updated", subject: ["location", id] });
  });
}

async function isInactive(tx: WriteContext, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const rows = await tx.run(
    sql`select 1 from locations where store_id = ${tx.storeId} and id = ${id} and not is_active`,
  );
  return rows.length > 0;
}
