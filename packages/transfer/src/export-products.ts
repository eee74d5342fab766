import { authorize, type StoreContext } from "@hutong/db";
import { getStore } from "@hutong/stores";
import { csvHeader, csvOf } from "./export-csv.ts";
import { jsonlOf } from "./export-jsonl.ts";
import { exportRows } from "./export-rows.ts";
import { fileFields } from "./file-fields.ts";

export interface ExportOptions {
  /** Where the store's files are, for pictures that are here: `https://tea.example`. */
  readonly origin: string;
  /** CSV with Shopify's newer headers when not given; JSONL also has what CSV has no column for. */
  readonly format?: "csv" | "jsonl";
}

/**
 * Writes all products of a store in pieces of text, in the order of their handles; importing them again changes nothing. Texts
 * are in the store's own language. Cells that a spreadsheet would run as a formula are guarded, and read back as they were.
 */
export async function* exportProducts(
  ctx: StoreContext,
  { origin, format = "csv" }: ExportOptions,
): AsyncGenerator<string> {
  authorize(ctx, "transfer.exportProducts");
  const { currency } = await getStore(ctx);
  const fields = await fileFields(ctx);
  const write = format === "csv" ? csvOf : jsonlOf;
  if (format === "csv") yield csvHeader(fields);
  const extent = { hasTranslations: format === "jsonl", hasFields: fields.length > 0 };
  for await (const rows of exportRows(ctx, origin, extent)) {
    yield rows.map((row) => write(row, currency, fields)).join("");
  }
}
