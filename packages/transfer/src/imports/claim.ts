import { fragment, nothing, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { newId } from "@hutong/kernel";
import { type ImportRow, readImport } from "./import-rows.ts";

/** Seconds that an import is one runner's unless it says again that it lives. */
export const claimSeconds = 10;
const renewEveryMs = 3_000;

/** The import is somebody else's now, or was cancelled: what was not committed is undone. */
export class ImportLost extends Error {}

/** An import that is ours to run, for as long as we say that we live. */
export interface Claim {
  readonly runner: string;
  readonly row: ImportRow;
  /** Says no more that we live. */
  stop(): void;
}

/** Takes an import that waits or whose runner has died; null where somebody is at it, or nothing is to be done. */
export async function claimImport(ctx: StoreContext, id: string): Promise<Claim | null> {
  const runner = newId();
  const claimed = await ctx.write((tx) =>
    tx.run(sql`update imports set runner = ${runner}, claimed_until = app_now() + ${claimSeconds}::int * interval '1 second',
        state = case state when 'waiting' then 'running' else state end, started_at = coalesce(started_at, app_now())
      where store_id = ${tx.storeId} and id = ${id} and state in ('waiting', 'running', 'undoing')
        and (claimed_until is null or claimed_until < app_now()) returning id`),
  );
  if (claimed.length === 0) return null;
  const renewing = setInterval(() => {
    // A database that is away is noticed by the next batch.
    renew(ctx, id, runner).catch(() => {});
  }, renewEveryMs);
  return { runner, row: await readImport(ctx, id), stop: () => clearInterval(renewing) };
}

async function renew(ctx: StoreContext, id: string, runner: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update imports set claimed_until = app_now() + ${claimSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and id = ${id} and runner = ${runner} and state in ('running', 'undoing')`);
  });
}

/** What a batch leaves in its import's row. */
export interface Progress {
  readonly from: number;
  readonly position: number;
  readonly rowsDone: number;
  readonly counts: object;
}

/**
 * Moves an import on in the transaction that did the work, so that neither can be without the other. Throws `ImportLost` where
 * it is no longer ours or not where we left it; then the transaction is to be undone.
 */
export async function moveOn(
  tx: WriteContext,
  { row, runner }: Claim,
  { from, position, rowsDone, counts }: Progress,
): Promise<void> {
  const moved = await tx.run(sql`update imports set position = ${position}::int, rows_done = ${rowsDone}::int,
      counts = ${counts}::jsonb, claimed_until = app_now() + ${claimSeconds}::int * interval '1 second'
    where store_id = ${tx.storeId} and id = ${row.id} and runner = ${runner} and state = ${row.state}
      and position = ${from}::int returning id`);
  if (moved.length === 0) throw new ImportLost("the import is another's, or was cancelled");
}

/** Ends our run of an import: with a state it is over, without it waits for the next runner. */
export async function endRun(
  ctx: StoreContext,
  { row, runner }: Claim,
  end: { readonly state?: "done" | "failed" | "undone"; readonly failure?: object },
): Promise<boolean> {
  const { state, failure } = end;
  const over = state
    ? fragment`state = ${state}, failure = ${failure ?? null}::jsonb, ended_at = app_now(),`
    : nothing;
  const ended = await ctx.write(async (tx) => {
    if (state) tx.remind("search", 0);
    return await tx.run(sql`update imports set ${over} runner = null, claimed_until = null
      where store_id = ${tx.storeId} and id = ${row.id} and runner = ${runner} and state = ${row.state} returning id`);
  });
  return ended.length > 0;
}
