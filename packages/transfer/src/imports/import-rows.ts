import { fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { FilePart } from "@hutong/files";
import { AppError, type Id, isId } from "@hutong/kernel";
import type { ProductFile } from "../product-file.ts";
import { type ImportCounts, noCounts } from "../tally.ts";

export type ImportState =
  | "uploading"
  | "waiting"
  | "running"
  | "done"
  | "cancelled"
  | "failed"
  | "undoing"
  | "undone";

/** What a file turned out to be when it was read to its end. */
export type Survey = Pick<ProductFile, "format" | "encoding" | "rows" | "products" | "ignoredColumns">;

/** Counts of an import; `kept` are products that an undo left alone. */
export type RunCounts = ImportCounts & { readonly kept: number };

export const noRunCounts: RunCounts = { ...noCounts, kept: 0 };

/** An import as it stands; what a run goes on from. */
export interface ImportRow {
  readonly id: Id<"import">;
  readonly fileName: string;
  readonly bytes: number;
  readonly parts: readonly FilePart[];
  readonly isDryRun: boolean;
  readonly state: ImportState;
  readonly survey: Survey | null;
  readonly position: number;
  readonly rowsDone: number;
  readonly counts: RunCounts;
  readonly failure: { readonly code: string; readonly params: Record<string, string | number> } | null;
  readonly canUndo: boolean;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const columns = fragment`i.id, i.file_name as "fileName", i.bytes, i.parts, i.is_dry_run as "isDryRun", i.state, i.survey,
  i.position, i.rows_done as "rowsDone", i.counts, i.failure, i.created_at as "createdAt", i.ended_at as "endedAt",
  i.state in ('done', 'cancelled', 'failed') and exists (select 1 from import_changes c
    where c.store_id = i.store_id and c.import_id = i.id) as "canUndo"`;

/** One import. Throws `import_not_found`. */
export async function readImport(ctx: StoreContext, id: string): Promise<ImportRow> {
  if (!isId<"import">(id)) throw new AppError("not_found", "import_not_found");
  const [[row]] = await ctx.read(
    sql<ImportRow>`select ${columns} from imports i where i.store_id = ${ctx.storeId} and i.id = ${id}`,
  );
  if (!row) throw new AppError("not_found", "import_not_found");
  return row;
}

/** The same, with its row locked until the write ends. */
export async function lockImport(tx: WriteContext, id: string): Promise<ImportRow> {
  if (!isId<"import">(id)) throw new AppError("not_found", "import_not_found");
  tx.send(sql`select 1 from imports where store_id = ${tx.storeId} and id = ${id} for update`);
  return await readImport(tx, id);
}

/** The latest imports, newest first. */
export async function readImports(ctx: StoreContext, limit: number): Promise<ImportRow[]> {
  const [rows] =
    await ctx.read(sql<ImportRow>`select ${columns} from imports i where i.store_id = ${ctx.storeId}
    order by i.created_at desc, i.id desc limit ${limit}::int`);
  return rows;
}
