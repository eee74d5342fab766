import { authorize, type StoreContext, sql } from "@hutong/db";
import { removeParts } from "@hutong/files";
import { forgetChanges } from "./changes.ts";
import { claimSeconds } from "./claim.ts";
import { type RunOptions, runImport } from "./run-import.ts";

/** Runs of all stores that one process is at, at most: the others wait a moment, so that nobody else's work stands behind them. */
const mostAtOnce = 2;
const waitSeconds = 1;
let underWay = 0;

/** How many imports this process is at. */
export function importsUnderWay(): number {
  return underWay;
}

/**
 * Runs the imports of a store that wait, or whose runner has died, the oldest first; for the worker. Answers in how many seconds it
 * wants to be called again, null for not until there is another.
 */
export async function runImports(ctx: StoreContext, options: RunOptions = {}): Promise<number | null> {
  authorize(ctx, "transfer.runImports");
  const [open] = await ctx.read(sql<{ id: string }>`select id from imports
    where store_id = ${ctx.storeId} and state in ('waiting', 'running', 'undoing') order by created_at limit 20`);
  if (open.length === 0) return null;
  if (underWay >= mostAtOnce) return waitSeconds;
  underWay += 1;
  let isLeft = false;
  try {
    for (const { id } of open) {
      const end = await runImport(ctx, id, options);
      if (end === null || end === "stopped") isLeft = true;
    }
  } finally {
    underWay -= 1;
  }
  return isLeft ? claimSeconds : 0;
}

/** How long an import's file and what is needed to undo it are kept, in days. */
const keptDays = 30;
/** How long an upload may pause. */
const uploadDays = 1;

/** Forgets files of imports that are over, and uploads that nobody goes on with. Answers as `sweep` does. */
export async function sweepImports(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "transfer.sweepImports");
  const [rows] = await ctx.read(sql<{ id: string; isOld: boolean }>`
    select id, case when state = 'uploading' then created_at < app_now() - ${uploadDays}::int * interval '1 day'
      else ended_at < app_now() - ${keptDays}::int * interval '1 day' end as "isOld"
    from imports where store_id = ${ctx.storeId} and parts <> '[]'::jsonb order by created_at limit 100`);
  const old = rows.filter((row) => row.isOld);
  for (const { id } of old) {
    await ctx.write(async (tx) => {
      forgetChanges(tx, id, null);
      tx.send(sql`update imports set parts = '[]'::jsonb,
          state = case state when 'uploading' then 'cancelled' else state end
        where store_id = ${tx.storeId} and id = ${id}`);
    });
    await removeParts(ctx, id);
  }
  return rows.length > old.length ? 86_400 : null;
}
