import { AppError } from "@hutong/kernel";
import { decoded, type Encoding, type Source } from "./decode.ts";
import { CsvParser, type CsvRow, QuoteUnclosed } from "./parse-csv.ts";

// The header decides what separates cells: spreadsheets of half of Europe write semicolons.
function separatorOf(header: string): string {
  const count = (separator: string) => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

const longestHeader = 100_000;

async function separator(source: Source, encoding: Encoding): Promise<string> {
  let start = "";
  for await (const text of decoded(source, encoding)) {
    start = (start + text).replace(/^\ufeff?\s+/, "").slice(0, longestHeader);
    if (/[\r\n]/.test(start) || start.length === longestHeader) break;
  }
  const header = start.replace(/^\ufeff/, "").split(/[\r\n]/, 1)[0] ?? "";
  if (!header) throw new AppError("invalid", "file_empty");
  return separatorOf(header);
}

/**
 * Reads a file, some rows at a time, empty ones left out; separated by comma, semicolon or tab. Throws `file_empty`, or
 * `quote_unclosed` with the line and the column where the cell begins.
 */
export async function* readCsv(source: Source, encoding: Encoding): AsyncGenerator<CsvRow[]> {
  const parser = new CsvParser(await separator(source, encoding));
  try {
    for await (const text of decoded(source, encoding)) {
      const rows = parser.push(text);
      if (rows.length > 0) yield rows;
    }
    yield parser.end();
  } catch (error) {
    if (!(error instanceof QuoteUnclosed)) throw error;
    const params = { line: error.line, column: error.column + 1 };
    throw new AppError("invalid", "quote_unclosed", { params, cause: error });
  }
}
