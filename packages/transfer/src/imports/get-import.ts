import { countUnindexed } from "@hutong/catalogue";
import { authorize, type StoreContext, sql } from "@hutong/db";
import { isUnchanged } from "../report.ts";
import { ImportIdInput, ListImportNotesInput } from "../schemas.ts";
import { type ImportRow, readImport, readImports } from "./import-rows.ts";

/** An import as its merchant sees it. */
export interface ImportView extends Omit<ImportRow, "parts"> {
  /** Bytes that have come. */
  readonly received: number;
  /** It is done, and nothing in the store is other than before. */
  readonly isUnchanged: boolean;
}

function viewOf({ parts, ...row }: ImportRow): ImportView {
  const received = parts.reduce((sum, part) => sum + part.bytes, 0);
  return { ...row, received, isUnchanged: row.state === "done" && isUnchanged(row.counts) };
}

/** An import, and what still follows it. */
export interface ImportDetail extends ImportView {
  /** Products of the store that search does not know yet, or not as they are now. */
  readonly unindexed: number;
}

/** One import. Throws `import_not_found`. */
export async function getImport(ctx: StoreContext, input: ImportIdInput): Promise<ImportDetail> {
  authorize(ctx, "transfer.getImport");
  const { id } = ImportIdInput.parse(input);
  const [row, unindexed] = await Promise.all([readImport(ctx, id), countUnindexed(ctx)]);
  return { ...viewOf(row), unindexed };
}

const shown = 20;

/** The latest imports of the store, newest first. */
export async function listImports(ctx: StoreContext): Promise<ImportView[]> {
  authorize(ctx, "transfer.listImports");
  return (await readImports(ctx, shown)).map(viewOf);
}

/** A row of the file that was not taken whole, or a product that an undo left alone. */
export interface ImportNote {
  readonly number: number;
  /** `refused` with all of its product; `picture`: taken without this picture; `kept`: not undone. */
  readonly kind: "refused" | "picture" | "kept";
  readonly line: number;
  readonly handle: string;
  /** What the file calls the column at fault. */
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is to be said of rows, in the order in which it was found. Throws `import_not_found`. */
export async function listImportNotes(ctx: StoreContext, input: ListImportNotesInput): Promise<ImportNote[]> {
  authorize(ctx, "transfer.listImportNotes");
  const { id, after, limit } = ListImportNotesInput.parse(input);
  const { id: importId } = await readImport(ctx, id);
  const [rows] = await ctx.read(sql<ImportNote>`
    select number, kind, line, handle, column_name as column, code, params from import_notes
    where store_id = ${ctx.storeId} and import_id = ${importId} and number > ${after}::int
    order by number limit ${limit}::int`);
  return rows;
}
