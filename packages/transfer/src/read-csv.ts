import { Readable } from "node:stream";
import { AppError } from "@hutong/kernel";
import { CsvError, parse } from "csv-parse";

/** A row of a file; `line` is where it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that may be read more than once. */
export type Source = () => AsyncIterable<Uint8Array>;

const longestRecord = 4_000_000;

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

async function* decoded(source: Source): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of source()) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      const text = decoder.decode(chunk, { stream: true });
      if (text.includes("\u0000")) throw new AppError("invalid", "file_not_csv");
      if (text) yield text;
    }
    yield decoder?.decode() ?? "";
  } catch (error) {
    if (error instanceof TypeError) throw new AppError("invalid", "file_not_utf8", { cause: error });
    throw error;
  }
}

// The header decides what separates cells: spreadsheets of half of Europe write semicolons.
function separatorOf(header: string): string {
  const count = (separator: string) => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

async function separator(source: Source): Promise<string> {
  let start = "";
  for await (const text of decoded(source)) {
    start += text;
    if (/\S[\s\S]*[\r\n]/.test(start) || start.length > 100_000) break;
  }
  if (!start.replace(/^\ufeff/, "").trim()) throw new AppError("invalid", "file_empty");
  return separatorOf(/\S[^\r\n]*/.exec(start)?.[0] ?? "");
}

/**
 * Reads a file row by row, empty rows left out: UTF-8 (or UTF-16 with its mark), separated by comma, semicolon or
 * tab. Throws `file_empty`, `file_not_csv`, `file_not_utf8` or `file_malformed` (with the line).
 */
export async function* readCsv(source: Source): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    delimiter: await separator(source),
    info: true,
    max_record_size: longestRecord,
    relax_column_count: true,
    relax_quotes: true,
  });
  const input = Readable.from(decoded(source));
  input.once("error", (error) => parser.destroy(error));
  input.pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (record.some((cell) => cell.trim())) yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError("invalid", "file_malformed", { params: { line, reason: error.code }, cause: error });
  } finally {
    input.destroy();
  }
}
