import { sql, type WriteContext } from "@hutong/db";
import type { Tally } from "../tally.ts";
import type { ImportNote } from "./get-import.ts";
import type { RunCounts } from "./import-rows.ts";

/** Writes down what is to be said of a batch's rows; numbers go on from the counts before it. */
export function keepNotes(
  tx: WriteContext,
  importId: string,
  before: RunCounts,
  { refused, invalidPictures }: Pick<Tally, "refused" | "invalidPictures">,
): void {
  const rows = [
    ...refused.map((row) => ({ ...row, kind: "refused" as const })),
    ...invalidPictures.map((row) => ({ ...row, kind: "picture" as const })),
  ].sort((a, b) => a.line - b.line);
  writeNotes(
    tx,
    importId,
    before,
    rows.map(({ kind, line, handle, column, code, params }) => ({
      kind,
      line,
      handle,
      column: column ?? null,
      code,
      params,
    })),
  );
}

/** Each note is counted in the import's row, so the counts give the next number. */
export function writeNotes(
  tx: WriteContext,
  importId: string,
  { refused, picturesInvalid, kept }: RunCounts,
  notes: readonly Omit<ImportNote, "number">[],
): void {
  if (notes.length === 0) return;
  const first = refused + picturesInvalid + kept;
  const rows = notes.map((note, index) => ({ ...note, number: first + index }));
  tx.send(sql`insert into import_notes (store_id, import_id, number, kind, line, handle, column_name, code, params)
    select ${tx.storeId}::uuid, ${importId}::uuid, n.number, n.kind, n.line, n.handle, n."column", n.code, n.params
    from jsonb_to_recordset(${rows}::jsonb) as n(number int, kind text, line int, handle text, "column" text, code text,
      params jsonb)`);
}
