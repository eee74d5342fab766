import { openCsvFile } from "./csv-file.ts";
import { decoded, type Encoding, type Source, withEncoding } from "./decode.ts";
import { openJsonlFile } from "./jsonl-file.ts";
import type { FileTerms, ProductFile } from "./product-file.ts";
import { isWorkbook, openWorkbook } from "./workbook/open-workbook.ts";

/**
 * Opens a file of products, a workbook (XLSX) by its first bytes, CSV or JSONL by its first character, in UTF-8, UTF-16 or GBK, and
 * reads it once to its end. Throws `file_empty`, `file_has_no_rows`, `file_not_csv`, `file_encoding_unknown`, `quote_unclosed`,
 * `header_missing`, `header_broken`, `columns_too_many`, `rows_too_far_apart` or a `WorkbookFault`.
 * @param terms the store's
 */
export async function openProductFile(source: Source, terms: FileTerms): Promise<ProductFile> {
  if (await isWorkbook(source)) return await openWorkbook(source, terms);
  return await withEncoding(source, async (encoding) => {
    const open = (await beginsWithJson(source, encoding)) ? openJsonlFile : openCsvFile;
    return await open(source, encoding, terms);
  });
}

async function beginsWithJson(source: Source, encoding: Encoding): Promise<boolean> {
  for await (const text of decoded(source, encoding)) {
    const [, first] = /^\s*(\S)/.exec(text) ?? [];
    if (first) return first === "{";
  }
  return false;
}
