import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import { takeNumberTurn } from "../next-number.ts";
import { BeginCountInput, EnterCountInput } from "./schemas.ts";

interface LockedCount {
  readonly location_id: string;
  readonly state: "open" | "committed" | "cancelled";
}

/** Locks a count that is open; who only enters numbers shares it. Throws `count_not_found` or `count_closed`. */
export async function lockCount(tx: WriteContext, id: string, isShared = false): Promise<LockedCount> {
  if (!isId(id)) throw new AppError("not_found", "count_not_found");
  const [row] = await tx.run(
    isShared
      ? sql<LockedCount>`select location_id, state from stock_counts where store_id = ${tx.storeId} and id = ${id} for share`
      : sql<LockedCount>`select location_id, state from stock_counts where store_id = ${tx.storeId} and id = ${id} for update`,
  );
  if (!row) throw new AppError("not_found", "count_not_found");
  if (row.state !== "open") throw new AppError("conflict", "count_closed");
  return row;
}

/** Begins a count of what lies at a location; selling goes on meanwhile. Throws `location_not_found` or `location_inactive`. */
export async function beginCount(
  ctx: StoreContext,
  input: BeginCountInput,
): Promise<{ id: Id<"stock-count"> }> {
  authorize(ctx, "inventory.beginCount");
  const { locationId, name } = BeginCountInput.parse(input);
  const id = newId<"stock-count">();
  if (!isId(locationId)) throw new AppError("not_found", "location_not_found", { field: "locationId" });
  await ctx.write(async (tx) => {
    tx.send(sql`${takeNumberTurn(tx)}`);
    const [location] = await tx.run(sql<{ is_active: boolean }>`select is_active from locations
      where store_id = ${tx.storeId} and id = ${locationId} for share`);
    if (!location) throw new AppError("not_found", "location_not_found", { field: "locationId" });
    if (!location.is_active) throw new AppError("conflict", "location_inactive", { field: "locationId" });
    tx.send(sql`insert into stock_counts (store_id, id, number, location_id, name, state, created_at)
      select ${tx.storeId}::uuid, ${id}::uuid, coalesce((select max(number) from stock_counts where store_id = ${tx.storeId}), 0) + 1,
        ${locationId}::uuid, ${cleanText(name)}, 'open', app_now()`);
    tx.emit({ kind: "count.begun", subject: ["count", id] });
  });
  return { id };
}

async function variantOf(tx: WriteContext, given: EnterCountInput): Promise<string> {
  const { variantId, code = "" } = given;
  const typed = code.trim();
  const rows = await tx.run(
    variantId === undefined
      ? sql<{ id: string }>`select id from variants where store_id = ${tx.storeId} and barcode = ${typed}
          union select id from variants where store_id = ${tx.storeId} and sku = ${typed} limit 2`
      : sql<{
          id: string;
        }>`select id from variants where store_id = ${tx.storeId} and id = ${isId(variantId) ? variantId : null}::uuid`,
  );
  if (rows.length > 1)
    throw new AppError("conflict", "code_ambiguous", { field: "code", params: { code: typed } });
  if (rows[0]) return rows[0].id;
  throw variantId === undefined
    ? new AppError("not_found", "code_unknown", { field: "code", params: { code: typed } })
    : new AppError("not_found", "unknown_variant", { field: "code" });
}

/**
 * Enters what was counted of a variant. What is on hand by the books at this moment is kept beside it: the difference is what counts,
 * whatever is sold or arrives until the count is committed. Counted again, it is compared anew.
 * Throws `count_not_found`, `count_closed`, `code_unknown`, `code_ambiguous`, `unknown_variant`, `count_line_applied`.
 */
export async function enterCount(
  ctx: StoreContext,
  input: EnterCountInput,
): Promise<{ variantId: string; counted: number; expected: number }> {
  authorize(ctx, "inventory.enterCount");
  const given = EnterCountInput.parse(input);
  return ctx.write(async (tx) => {
    const { location_id: locationId } = await lockCount(tx, given.id, true);
    const variantId = await variantOf(tx, given);
    const [line] = await tx.run(sql<{ counted: number; expected: number }>`
      insert into stock_count_lines as l (store_id, count_id, variant_id, counted, expected, counted_at, counted_by, is_applied)
      select ${tx.storeId}::uuid, ${given.id}::uuid, ${variantId}::uuid, ${given.counted}::int, coalesce((select on_hand from stock
          where store_id = ${tx.storeId} and variant_id = ${variantId} and location_id = ${locationId}), 0),
        app_now(), ${tx.actor.id ?? ""}, false
      on conflict (store_id, count_id, variant_id) do update set expected = excluded.expected, counted_at = excluded.counted_at,
        counted_by = excluded.counted_by, counted = excluded.counted + case when ${given.isMore} then l.counted else 0 end
      where not l.is_applied
      returning counted, expected`);
    if (!line) throw new AppError("conflict", "count_line_applied", { field: "code" });
    return { variantId, ...line };
  });
}

/** Takes a variant out of a count, as if it had not been counted. Throws `count_not_found` or `count_closed`. */
export async function removeCountLine(
  ctx: StoreContext,
  input: { id: string; variantId: string },
): Promise<void> {
  authorize(ctx, "inventory.removeCountLine");
  if (!isId(input.variantId)) return;
  await ctx.write(async (tx) => {
    await lockCount(tx, input.id, true);
    tx.send(sql`delete from stock_count_lines where store_id = ${tx.storeId} and count_id = ${input.id}
      and variant_id = ${input.variantId} and not is_applied`);
  });
}
