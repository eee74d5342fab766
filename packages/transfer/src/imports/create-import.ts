import { authorize, type StoreContext, sql } from "@hutong/db";
import { putPart } from "@hutong/files";
import { AppError, type Id, newId } from "@hutong/kernel";
import { CreateImportInput, largestImport, largestPart } from "../schemas.ts";
import { lockImport, noRunCounts, readImport } from "./import-rows.ts";

/** Begins an import: its file follows in parts (`addImportPart`). Throws `file_empty` or `import_too_large`. */
export async function createImport(
  ctx: StoreContext,
  input: CreateImportInput,
): Promise<{ readonly id: Id<"import"> }> {
  authorize(ctx, "transfer.createImport");
  const { fileName, bytes, isDryRun } = CreateImportInput.parse(input);
  if (bytes === 0) throw new AppError("invalid", "file_empty");
  if (bytes > largestImport)
    throw new AppError("invalid", "import_too_large", { params: { most: largestImport / 1024 ** 2 } });
  const id = newId<"import">();
  await ctx.write(async (tx) => {
    tx.send(sql`insert into imports (store_id, id, file_name, bytes, parts, is_dry_run, state, position, rows_done, counts,
        created_at)
      values (${tx.storeId}, ${id}, ${fileName}, ${bytes}, '[]'::jsonb, ${isDryRun}, 'uploading', 0, 0,
        ${noRunCounts}::jsonb, app_now())`);
    tx.remind("sweep", 86_400);
  });
  return { id };
}

/** A part of an import's file; `number` counts from 0. */
export interface ImportPart {
  readonly id: string;
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * Takes the next part of an import's file; with the last one the import waits for its run. A part that was taken already may
 * come again. Answers how many parts are there. Throws `import_not_found`, `import_not_uploading`, `part_too_large`,
 * `part_out_of_turn` or `file_changed` when it is more, or another, than was announced.
 */
export async function addImportPart(
  ctx: StoreContext,
  { id, number, bytes }: ImportPart,
): Promise<{ readonly parts: number; readonly isWhole: boolean }> {
  authorize(ctx, "transfer.addImportPart");
  if (bytes.byteLength === 0 || bytes.byteLength > largestPart)
    throw new AppError("invalid", "part_too_large");
  const before = await readImport(ctx, id);
  const sent = before.parts.reduce((sum, part) => sum + part.bytes, 0);
  if (number < before.parts.length) return { parts: before.parts.length, isWhole: sent === before.bytes };
  if (before.state !== "uploading") throw new AppError("conflict", "import_not_uploading");
  if (number > before.parts.length) throw new AppError("conflict", "part_out_of_turn");
  if (sent + bytes.byteLength > before.bytes) throw new AppError("precondition", "file_changed");
  const part = await putPart(ctx, { folder: before.id, number, bytes });
  return await ctx.write(async (tx) => {
    const now = await lockImport(tx, id);
    if (now.state !== "uploading") throw new AppError("conflict", "import_not_uploading");
    // The same part twice at once: the one that was first has told of it.
    if (now.parts.length > number && now.parts[number]?.sha256 !== part.sha256)
      throw new AppError("precondition", "file_changed");
    const parts = now.parts.length > number ? now.parts : [...now.parts, part];
    const isWhole = parts.reduce((sum, one) => sum + one.bytes, 0) === now.bytes;
    tx.send(sql`update imports set parts = ${parts}::jsonb, state = ${isWhole ? "waiting" : "uploading"}
      where store_id = ${tx.storeId} and id = ${now.id}`);
    if (isWhole) tx.remind("imports", 0);
    return { parts: parts.length, isWhole };
  });
}
