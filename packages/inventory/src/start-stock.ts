import { setAvailability } from "@hutong/catalogue";
import { arrayset, authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import { locationOf } from "./locations.ts";
import { judgedStock } from "./set-stock.ts";
import type { SetStockRow } from "./stock-schemas.ts";

/** Whether what is counted can be bought. */
export const isInStock = ({ available, mayOversell }: Omit<SetStockRow, "variantId">) =>
  available > 0 || mayOversell === true;

/**
 * Begins to count variants at the default location that the same write has just made: what `setStock` would do, by half the
 * statements. `product.created` tells of them, so there is no event of their own. Answers of how many there
 * are units. Throws
 * `quantity_invalid`, `quantity_too_large`, `quantity_negative` or `location_missing`.
 * @param isTold whether the catalogue was told which cannot be bought when they were made
 */
export async function startStock(
  ctx: StoreContext,
  input: readonly SetStockRow[],
  { isTold = false }: { readonly isTold?: boolean } = {},
): Promise<number> {
  authorize(ctx, "inventory.startStock");
  if (input.length === 0) return 0;
  const rows = input.map(judgedStock);
  return await ctx.write(async (tx) => {
    await insertStock(tx, rows);
    if (!isTold) await tellSoldOut(tx, rows);
    return rows.filter((row) => row.available !== 0).length;
  });
}

const stockColumns = { variant: "uuid", available: "int", oversell: "boolean" } as const;
const movementColumns = { id: "uuid", variant: "uuid", available: "int" } as const;

async function insertStock(tx: WriteContext, rows: readonly SetStockRow[]): Promise<void> {
  const [place] = await tx.run(sql<{ id: string }>`select l.id from locations l
    where l.store_id = ${tx.storeId} and l.id = ${locationOf(tx, undefined)}`);
  if (!place) throw new AppError("precondition", "location_missing");
  const stock = {
    variant: rows.map((row) => row.variantId),
    available: rows.map((row) => row.available),
    oversell: rows.map((row) => row.mayOversell ?? false),
  };
  tx.send(sql`insert into stock (store_id, variant_id, location_id, on_hand, available, committed, reserved, damaged,
      safety_stock, quality_control, may_oversell)
    select ${tx.storeId}::uuid, g.variant, ${place.id}::uuid, g.available, g.available, 0, 0, 0, 0, 0, g.oversell
    from ${arrayset("g", stockColumns, stock)}`);
  const moved = rows.filter((row) => row.available !== 0);
  if (moved.length === 0) return;
  const movements = {
    id: moved.map(() => newId()),
    variant: moved.map((row) => row.variantId),
    available: moved.map((row) => row.available),
  };
  tx.send(sql`insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed,
      reserved, damaged, safety_stock, quality_control, reference_kind, reference_id, at)
    select ${tx.storeId}::uuid, g.id, g.variant, ${place.id}::uuid, 'set', g.available, g.available, 0, 0, 0, 0, 0,
      ${tx.actor.kind}, ${tx.actor.id ?? ""}, app_now()
    from ${arrayset("g", movementColumns, movements)}`);
}

async function tellSoldOut(tx: WriteContext, rows: readonly SetStockRow[]): Promise<void> {
  const soldOut = rows.filter((row) => !isInStock(row));
  await setAvailability(
    tx,
    soldOut.map(({ variantId }) => ({ variantId, isAvailable: false })),
  );
}
