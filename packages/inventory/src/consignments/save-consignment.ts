import { authorize, list, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import { takeNumberTurn } from "../next-number.ts";
import { lockConsignment } from "./consignment-rows.ts";
import { SaveConsignmentInput } from "./schemas.ts";

type Given = ReturnType<typeof SaveConsignmentInput.parse>;

function judged(input: SaveConsignmentInput): Given {
  const given = SaveConsignmentInput.parse(input);
  const fields: Record<string, string> = {};
  const isTransfer = given.kind === "transfer";
  if (!isId(given.toLocationId)) fields.toLocationId = "location_not_found";
  if (isTransfer && !isId(given.fromLocationId)) fields.fromLocationId = "location_not_found";
  if (isTransfer && given.fromLocationId === given.toLocationId) fields.toLocationId = "location_same";
  const supplier = cleanText(given.supplier);
  if (!isTransfer && supplier === "") fields.supplier = "supplier_missing";
  given.lines.forEach((line, index) => {
    if (!isId(line.variantId)) fields[`lines.${index}`] = "unknown_variant";
    if (given.lines.findIndex((one) => one.variantId === line.variantId) < index)
      fields[`lines.${index}`] = "line_twice";
  });
  if (Object.keys(fields).length > 0) throw new AppError("invalid", "consignment_invalid", { fields });
  const texts = { supplier, reference: cleanText(given.reference), note: cleanText(given.note) };
  return { ...given, ...texts, fromLocationId: isTransfer ? given.fromLocationId : null };
}

async function refuseUnknown(tx: WriteContext, given: Given): Promise<void> {
  const places = [given.toLocationId, given.fromLocationId].filter((one) => one !== null);
  const ids = list(given.lines.map((line) => line.variantId));
  const [locations, variants] = await Promise.all([
    tx.run(sql<{ id: string; is_active: boolean }>`select id, is_active from locations
      where store_id = ${tx.storeId} and id = any(${list(places)}::uuid[]) order by id for share`),
    tx.run(
      sql<{
        id: string;
      }>`select id from variants where store_id = ${tx.storeId} and id = any(${ids}::uuid[])`,
    ),
  ]);
  for (const field of ["fromLocationId", "toLocationId"] as const) {
    if (given[field] === null) continue;
    const location = locations.find(({ id }) => id === given[field]);
    if (!location) throw new AppError("not_found", "location_not_found", { field });
    if (!location.is_active) throw new AppError("conflict", "location_inactive", { field });
  }
  const known = new Set(variants.map(({ id }) => id));
  const at = given.lines.findIndex((line) => !known.has(line.variantId));
  if (at >= 0) throw new AppError("not_found", "unknown_variant", { field: `lines.${at}` });
}

async function writeHead(tx: WriteContext, id: string, given: Given): Promise<void> {
  const { kind, fromLocationId, toLocationId, supplier, reference, expectedOn, note } = given;
  if (given.id !== undefined) {
    tx.send(sql`update consignments set from_location_id = ${fromLocationId}::uuid, to_location_id = ${toLocationId},
      supplier = ${supplier}, reference = ${reference}, expected_on = ${expectedOn}::date, note = ${note}
      where store_id = ${tx.storeId} and id = ${id}`);
    tx.send(sql`delete from consignment_lines where store_id = ${tx.storeId} and consignment_id = ${id}`);
    return;
  }
  tx.send(sql`insert into consignments (store_id, id, kind, number, state, from_location_id, to_location_id, supplier, reference,
      currency, expected_on, note, created_at)
    select s.store_id, ${id}::uuid, ${kind}, coalesce((select max(number) from consignments where store_id = ${tx.storeId} and kind = ${kind}), 0) + 1,
      'draft', ${fromLocationId}::uuid, ${toLocationId}::uuid, ${supplier}, ${reference}, s.currency, ${expectedOn}::date, ${note}, app_now()
    from stores s where s.store_id = ${tx.storeId}`);
}

/**
 * Writes a draft of a transfer or of a purchase order, or changes one. Nothing moves before it is sent.
 * Throws `consignment_invalid` (with `fields`: `location_not_found`, `location_same`, `supplier_missing`, `unknown_variant`, `line_twice`),
 * `location_not_found`, `location_inactive`, `unknown_variant`, `consignment_not_found`, `consignment_not_draft`.
 */
export async function saveConsignment(
  ctx: StoreContext,
  input: SaveConsignmentInput,
): Promise<{ id: Id<"consignment"> }> {
  authorize(ctx, "inventory.saveConsignment");
  const given = judged(input);
  const id = (given.id ?? newId()) as Id<"consignment">;
  await ctx.write(async (tx) => {
    if (given.id === undefined) tx.send(sql`${takeNumberTurn(tx)}`);
    else {
      const before = await lockConsignment(tx, given.id);
      if (before.state !== "draft" || before.kind !== given.kind)
        throw new AppError("conflict", "consignment_not_draft");
    }
    await refuseUnknown(tx, given);
    await writeHead(tx, id, given);
    const lines = given.lines.map((line, position) => ({ ...line, position }));
    const columns = { variantId: "uuid", quantity: "int", unitCost: "bigint", position: "int" } as const;
    if (lines.length > 0)
      tx.send(sql`insert into consignment_lines (store_id, consignment_id, variant_id, position, quantity, received, incoming, unit_cost)
        select ${tx.storeId}::uuid, ${id}::uuid, g."variantId", g.position, g.quantity, 0, 0, g."unitCost" from ${rowset("g", columns, lines)}`);
    tx.emit({ kind: `${given.kind}.saved`, subject: ["consignment", id] });
  });
  return { id };
}
