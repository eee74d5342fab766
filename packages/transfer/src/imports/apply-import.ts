import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { ImportIdInput } from "../schemas.ts";
import { lockImport, noRunCounts } from "./import-rows.ts";

/**
 * Lets a dry run that is over run in earnest, with the same file from its beginning. Throws `import_not_found`, or
 * `import_not_dry_run` where it is none, is not over, or its file is kept no more.
 */
export async function applyImport(ctx: StoreContext, input: ImportIdInput): Promise<void> {
  authorize(ctx, "transfer.applyImport");
  const { id } = ImportIdInput.parse(input);
  await ctx.write(async (tx) => {
    const row = await lockImport(tx, id);
    if (!row.isDryRun || row.state !== "done" || row.parts.length === 0)
      throw new AppError("conflict", "import_not_dry_run");
    tx.send(sql`delete from import_notes where store_id = ${tx.storeId} and import_id = ${row.id}`);
    tx.send(sql`update imports set is_dry_run = false, state = 'waiting', position = 0, rows_done = 0,
        counts = ${noRunCounts}::jsonb, started_at = null, ended_at = null
      where store_id = ${tx.storeId} and id = ${row.id}`);
    tx.remind("imports", 0);
  });
}
