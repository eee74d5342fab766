import type { StoreContext } from "@hutong/db";
import { csvCell, csvLine, listImportNotes } from "@hutong/transfer";

const pageSize = 5_000;

interface Words {
  readonly id: string;
  /** Headers: line, column, product, reason. */
  readonly columns: readonly string[];
  readonly sentence: (code: string, params: Readonly<Record<string, string | number>>) => string;
}

/** All notes of an import as CSV, with a mark in front that Excel knows UTF-8 by. */
export async function* importNotesCsv(
  ctx: StoreContext,
  { id, columns, sentence }: Words,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns.map((name) => csvCell(name, true)))}`;
  for (let after = -1; ; ) {
    const notes = await listImportNotes(ctx, { id, after, limit: pageSize });
    yield notes
      .map(({ line, column, handle, code, params }) =>
        csvLine([
          line > 0 ? String(line) : "",
          csvCell(column ?? "", true),
          csvCell(handle, true),
          csvCell(sentence(code, params), true),
        ]),
      )
      .join("");
    if (notes.length < pageSize) return;
    after = notes.at(-1)!.number;
  }
}
