import { judgeOwners, removeProducts, restoreProducts } from "@hutong/catalogue";
import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { untrackStock } from "@hutong/inventory";
import { AppError } from "@hutong/kernel";
import { restoreProductValues } from "@hutong/metafields";
import { ownersOf } from "../field-changes.ts";
import { ImportIdInput } from "../schemas.ts";
import { takeBackStock } from "../stock-changes.ts";
import { forgetChanges, nextChanges, type ProductChange, versionsNow } from "./changes.ts";
import { type Claim, endRun, moveOn } from "./claim.ts";
import type { ImportNote } from "./get-import.ts";
import { lockImport, type RunCounts } from "./import-rows.ts";
import { writeNotes } from "./notes.ts";
import type { RunEnd, RunOptions } from "./run-import.ts";

const batchChanges = 250;

/**
 * Asks for an import to be undone: products that it made go, those that it changed are what they were, stock is taken back by
 * the same difference. What somebody changed since, and what somebody was promised, stays and is noted. Throws
 * `import_not_found` or `import_not_undoable`.
 */
export async function undoImport(ctx: StoreContext, input: ImportIdInput): Promise<void> {
  authorize(ctx, "transfer.undoImport");
  const { id } = ImportIdInput.parse(input);
  await ctx.write(async (tx) => {
    const row = await lockImport(tx, id);
    if (!row.canUndo) throw new AppError("conflict", "import_not_undoable");
    tx.send(sql`update imports set state = 'undoing', ended_at = null, runner = null, claimed_until = null
      where store_id = ${tx.storeId} and id = ${row.id}`);
    tx.remind("imports", 0);
  });
}

/** Stops an import where it is: what it has written stays and can be undone. Throws `import_not_found` or `import_over`. */
export async function cancelImport(ctx: StoreContext, input: ImportIdInput): Promise<void> {
  authorize(ctx, "transfer.cancelImport");
  const { id } = ImportIdInput.parse(input);
  await ctx.write(async (tx) => {
    const row = await lockImport(tx, id);
    if (!["uploading", "waiting", "running"].includes(row.state))
      throw new AppError("conflict", "import_over");
    // The batch that is under way finds out where it would move the import on, and is undone.
    tx.remind("search", 0);
    tx.send(sql`update imports set state = 'cancelled', ended_at = app_now(), runner = null, claimed_until = null
      where store_id = ${tx.storeId} and id = ${row.id}`);
  });
}

/** Undoes the import that is claimed, some products a transaction, from the last to the first. */
export async function undoAll(ctx: StoreContext, claim: Claim, options: RunOptions): Promise<RunEnd> {
  let { counts } = claim.row;
  for (let undone = batchChanges; ; undone += batchChanges) {
    if (options.signal?.aborted) {
      await endRun(ctx, claim, {});
      return "stopped";
    }
    const before = counts;
    const after = await ctx.write((tx) => undoBatch(tx, claim, before));
    if (!after) break;
    counts = after;
    const { products } = claim.row.survey!;
    options.onProgress?.({ position: Math.min(undone, products), products });
  }
  return (await endRun(ctx, claim, { state: "undone" })) ? "undone" : "lost";
}

/** Answers the counts behind the batch, or null when nothing is left. */
async function undoBatch(tx: WriteContext, claim: Claim, counts: RunCounts): Promise<RunCounts | null> {
  const { row } = claim;
  const changes = await nextChanges(tx, row.id, batchChanges);
  if (changes.length === 0) return null;
  const now = await versionsNow(
    tx,
    changes.map(({ productId }) => productId),
  );
  const isOurs = ({ productId, version, kind }: ProductChange) =>
    now.has(productId) && (kind === "stock" || now.get(productId)?.version === version);
  const ours = changes.filter(isOurs);
  const of = (kind: ProductChange["kind"]) => ours.filter((change) => change.kind === kind);
  const removed = await removeProducts(
    tx,
    of("created").map(({ productId }) => productId),
    untrackStock,
  );
  const restored = await restoreProducts(
    tx,
    of("updated").flatMap(({ before }) => before ?? []),
    untrackStock,
  );
  const beside = ours.filter(({ kind, productId }) => kind === "stock" || restored.has(productId));
  await takeBackStock(
    tx,
    beside.flatMap(({ stock }) => stock ?? []),
  );
  const values = beside.flatMap(({ fields }) => fields);
  const left = await judgeOwners(tx, ownersOf(values), () => restoreProductValues(tx, values));
  const kept = changes.flatMap((change): Omit<ImportNote, "number">[] => {
    const { productId, kind } = change;
    const handle = now.get(productId)?.handle;
    const note = (code: string) => ({
      kind: "kept" as const,
      line: 0,
      handle: handle!,
      column: null,
      code,
      params: {},
    });
    if (left.has(productId)) return [note("metafields_changed_since")];
    // Whoever removed a product since has undone what was done to it.
    if (handle === undefined || removed.has(productId) || restored.has(productId)) return [];
    if (kind === "stock") return [];
    const code = isOurs(change) ? "variant_in_stock" : "product_changed_since";
    return [note(code)];
  });
  writeNotes(tx, row.id, counts, kept);
  forgetChanges(tx, row.id, changes.at(-1)!.number);
  const after = { ...counts, kept: counts.kept + kept.length };
  await moveOn(tx, claim, {
    from: row.position,
    position: row.position,
    rowsDone: row.rowsDone,
    counts: after,
  });
  return after;
}
