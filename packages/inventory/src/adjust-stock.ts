import { authorize, idempotent, type StoreContext, type WriteContext } from "@hutong/db";
import { AppError, cleanText, isId } from "@hutong/kernel";
import { changeStock, refuseShort, type StockChange } from "./change-stock.ts";
import { AdjustStockInput } from "./stock-schemas.ts";

type Adjustment = AdjustStockInput["changes"][number];

/** What can be sold and what lies at a location, after it was adjusted. */
export interface AdjustedStock {
  readonly variantId: string;
  readonly locationId: string;
  readonly available: number;
  readonly onHand: number;
}

/** Adds up what is asked of each variant at each location. */
function summed(changes: readonly Adjustment[]): StockChange[] {
  const byKey = new Map<string, StockChange>();
  for (const { variantId, locationId, from, to, quantity } of changes) {
    const key = `${variantId} ${locationId}`;
    const row: Record<string, unknown> = { ...(byKey.get(key) ?? { variantId, locationId }) };
    if (from) row[from] = ((row[from] as number | undefined) ?? 0) - quantity;
    if (to) row[to] = ((row[to] as number | undefined) ?? 0) + quantity;
    byKey.set(key, row as unknown as StockChange);
  }
  return [...byKey.values()];
}

function judged(changes: readonly Adjustment[]): void {
  changes.forEach((one, index) => {
    if (!isId(one.variantId)) throw new AppError("not_found", "unknown_variant", { field: `lines.${index}` });
    if (!isId(one.locationId))
      throw new AppError("not_found", "location_not_found", { field: `lines.${index}` });
    if (one.from === one.to) throw new AppError("invalid", "stock_state_same", { field: `lines.${index}` });
  });
}

async function adjust(tx: WriteContext, given: Omit<AdjustStockInput, "key">): Promise<AdjustedStock[]> {
  const changes = summed(given.changes);
  const isMove = given.changes.every((one) => one.from && one.to);
  const note = cleanText(given.note ?? "");
  const rows = await changeStock(tx, changes, {
    kind: isMove ? "move" : "adjust",
    reason: given.reason,
    note,
  });
  await refuseShort(tx, changes, rows);
  for (const variantId of new Set(rows.map((row) => row.variant_id)))
    tx.emit({ kind: "stock.adjusted", subject: ["variant", variantId], data: { reason: given.reason } });
  return rows.map((row) => ({
    variantId: row.variant_id,
    locationId: row.location_id,
    available: row.available,
    onHand: row.on_hand,
  }));
}

/**
 * Adds units to a state, takes them out of one, or moves them from one to another, with a reason; once for an idempotency key.
 * All of it happens or nothing does. Units that checkouts and orders hold cannot be taken. A variant that was not counted is from then on.
 * Throws `unknown_variant`, `location_not_found`, `location_inactive`, `stock_short`, `stock_state_same`, `quantity_invalid`,
 * `idempotency_key_reused`.
 */
export async function adjustStock(ctx: StoreContext, input: AdjustStockInput): Promise<AdjustedStock[]> {
  authorize(ctx, "inventory.adjustStock");
  const { key, ...given } = AdjustStockInput.parse(input);
  judged(given.changes);
  return ctx.write(async (tx) => {
    const once = await idempotent(tx, { operation: "inventory.adjustStock", key, request: given }, () =>
      adjust(tx, given),
    );
    return once.answer;
  });
}
