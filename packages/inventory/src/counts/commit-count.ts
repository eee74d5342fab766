import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { changeStock, type StockChange } from "../change-stock.ts";
import type { StockState } from "../stock-schemas.ts";
import { lockCount } from "./enter-count.ts";

interface OpenLine extends Partial<Readonly<Record<StockState, number>>> {
  readonly variantId: string;
  readonly difference: number;
  readonly mayOversell: boolean | null;
}

// The stock is locked in the order of its key, and stays so until the commit.
function openLines(tx: WriteContext, id: string, locationId: string): Promise<OpenLine[]> {
  return tx.run(sql<OpenLine>`
    select l.variant_id as "variantId", l.counted - l.expected as difference, s.available, s.damaged, s.safety_stock as "safetyStock",
      s.quality_control as "qualityControl", s.may_oversell as "mayOversell"
    from (select * from stock_count_lines where store_id = ${tx.storeId} and count_id = ${id} and not is_applied order by variant_id) l
    left join lateral (select * from stock where store_id = ${tx.storeId} and variant_id = l.variant_id
      and location_id = ${locationId} limit 1 for update) s on true`);
}

/**
 * A difference as changes of states. What is found can be sold. What is missing is missing first of what can be sold, then of safety
 * stock, of quality control, and of the damaged; null where even these are too few: then units that orders or checkouts hold are missing.
 */
function changeOf(line: OpenLine, locationId: string): StockChange | null {
  const { variantId, difference } = line;
  if (difference >= 0 || line.mayOversell) return { variantId, locationId, available: difference };
  let missing = -difference;
  const taken: Partial<Record<StockState, number>> = {};
  for (const state of ["available", "safetyStock", "qualityControl", "damaged"] as const) {
    const units = Math.min(missing, Math.max(0, line[state] ?? 0));
    if (units > 0) taken[state] = -units;
    missing -= units;
  }
  return missing > 0 ? null : { variantId, locationId, ...taken };
}

/** What came of a commit: how many variants were put right or found right, and those that could not be. */
export interface CommittedCount {
  readonly applied: number;
  /** Of these, units are missing that orders or checkouts hold. Their lines stay, and so does the count. */
  readonly short: readonly string[];
}

/**
 * Puts the books right by the differences of a count, so that what was sold since stays sold. A variant of which units are missing that
 * orders or checkouts hold is left as it is, and named: once they are cancelled or found, the count is committed again. With no line left it is
 * closed. Throws `count_not_found`, `count_closed`, `count_empty`.
 */
export async function commitCount(ctx: StoreContext, input: { id: string }): Promise<CommittedCount> {
  authorize(ctx, "inventory.commitCount");
  const { id } = input;
  return ctx.write(async (tx) => {
    const { location_id: locationId } = await lockCount(tx, id);
    const lines = await openLines(tx, id, locationId);
    if (lines.length === 0) throw new AppError("invalid", "count_empty");
    const changes = lines.filter((line) => line.difference !== 0).map((line) => changeOf(line, locationId));
    const possible = changes.filter((change) => change !== null);
    const document = { kind: "count", id } as const;
    const changed = await changeStock(tx, possible, { kind: "count", document }, { mayOversell: true });
    const isDone = new Set(changed.map((row) => row.variant_id));
    const done = lines.filter((line) => line.difference === 0 || isDone.has(line.variantId));
    const short = lines.filter((line) => !done.includes(line)).map((line) => line.variantId);
    tx.send(sql`update stock_count_lines set is_applied = true where store_id = ${tx.storeId} and count_id = ${id}
      and variant_id = any(${list(done.map((line) => line.variantId))}::uuid[])`);
    if (short.length === 0) close(tx, id, "committed");
    tx.emit({
      kind: "count.committed",
      subject: ["count", id],
      data: { applied: done.length, left: short.length },
    });
    return { applied: done.length, short };
  });
}

function close(tx: WriteContext, id: string, state: "committed" | "cancelled"): void {
  tx.send(
    sql`update stock_counts set state = ${state}, closed_at = app_now() where store_id = ${tx.storeId} and id = ${id}`,
  );
}

/** Ends a count without writing what is still open in it. Throws `count_not_found` or `count_closed`. */
export async function cancelCount(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "inventory.cancelCount");
  await ctx.write(async (tx) => {
    await lockCount(tx, input.id);
    const applied =
      await tx.run(sql`select 1 from stock_count_lines where store_id = ${tx.storeId} and count_id = ${input.id}
      and is_applied limit 1`);
    close(tx, input.id, applied.length > 0 ? "committed" : "cancelled");
    tx.emit({ kind: "count.cancelled", subject: ["count", input.id] });
  });
}
