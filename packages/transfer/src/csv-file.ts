import { AppError } from "@hutong/kernel";
import { columnNamed, type Header, headerOf, readHeader } from "./columns.ts";
import type { Encoding, Source } from "./decode.ts";
import type { FileField } from "./file-fields.ts";
import { keysOf, Neighbours, type RowGroup, Scattered } from "./group-rows.ts";
import type { CsvRow } from "./parse-csv.ts";
import type { FileTerms, ProductFile, ReadOutcome } from "./product-file.ts";
import { readCsv } from "./read-csv.ts";
import { RowRefused, readProduct } from "./read-product.ts";

interface Survey {
  readonly header: Header;
  readonly rows: number;
  readonly products: number;
  /** Rows of each product, where others stand between them; null where all of a product stand together. */
  readonly counts: ReadonlyMap<string, number> | null;
}

// A piece of a long string keeps all of it alive: what is remembered of a file is a copy.
const copied = (text: string) => Buffer.from(text).toString();

/**
 * Opens CSV in Shopify's product format, older or newer headers in any order and case. Throws `file_empty`, `file_has_no_rows`,
 * `quote_unclosed`, `header_missing`, `columns_too_many` or `rows_too_far_apart`.
 * @param terms the store's
 */
export async function openCsvFile(
  source: Source,
  encoding: Encoding,
  terms: FileTerms,
): Promise<ProductFile> {
  return await openRows(() => readCsv(source, encoding), { format: "csv", encoding }, terms);
}

/** A file's rows, some at a time, the header first; read anew at each call. */
type Rows = () => AsyncGenerator<CsvRow[]>;

/** Opens rows in the same format, whatever file they come from. Throws what `openCsvFile` throws. */
export async function openRows(
  read: Rows,
  { format, encoding }: Pick<ProductFile, "format" | "encoding">,
  { currency, fields }: FileTerms,
): Promise<ProductFile> {
  const survey = await surveyFile(read, fields);
  const { header, rows, products } = survey;
  // Found out before anything is written: whether what waits for its end fits in memory.
  if (survey.counts) for await (const _ of groupsOf(read, survey));
  return {
    format,
    encoding,
    rows,
    products,
    ignoredColumns: header.ignored,
    async *read() {
      for await (const found of groupsOf(read, survey)) {
        yield found.map((one) =>
          "row" in one ? withoutKey(header, one.row) : outcomeOf(header, one, currency),
        );
      }
    },
    columnOf: (field) => columnNamed(header, field),
  };
}

async function surveyFile(read: Rows, fields: readonly FileField[]): Promise<Survey> {
  let header: Header | null = null;
  let keyOf: (row: CsvRow) => string = () => "";
  const counts = new Map<string, number>();
  let [rows, keyless, areApart] = [0, 0, false];
  let [last, together] = ["", 0];
  const leave = () => {
    if (last === "") return;
    const known = counts.get(last);
    areApart ||= known !== undefined;
    counts.set(known === undefined ? copied(last) : last, (known ?? 0) + together);
  };
  for await (const some of read()) {
    for (const row of some) {
      if (!header) {
        header = headerFrom(row, fields);
        keyOf = keysOf(header);
        continue;
      }
      rows += 1;
      const key = keyOf(row);
      if (key !== last) {
        leave();
        [last, together] = [key, 0];
      }
      together += 1;
      if (key === "") keyless += 1;
    }
  }
  leave();
  if (!header) throw new AppError("invalid", "file_empty");
  if (rows === 0) throw new AppError("invalid", "file_has_no_rows");
  return { header, rows, products: counts.size + keyless, counts: areApart ? counts : null };
}

function headerFrom({ cells, fault, line }: CsvRow, fields: readonly FileField[]): Header {
  if (fault) throw new AppError("invalid", "header_broken", { params: { line, column: fault.column + 1 } });
  return readHeader(cells, fields);
}

type Found = RowGroup | { readonly row: CsvRow };

async function* groupsOf(read: Rows, { header, counts }: Survey): AsyncGenerator<Found[]> {
  const groups = counts ? new Scattered(header, counts) : new Neighbours(header);
  const keyOf = keysOf(header);
  let isHeader = true;
  for await (const rows of read()) {
    const found: Found[] = [];
    for (const row of rows) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const key = keyOf(row);
      const whole = key === "" ? groups.end() : groups.add(key, row);
      if (whole) found.push(whole);
      if (key === "") found.push({ row });
    }
    if (found.length > 0) yield found;
  }
  const rest = groups.end();
  if (rest) yield [rest];
}

function withoutKey(header: Header, { line, fault }: CsvRow): ReadOutcome {
  const code = fault?.code ?? "handle_missing";
  const column = fault ? header.names[fault.column] : headerOf(header, "handle");
  return {
    rows: 1,
    refused: { line, handle: "", code, field: fault ? undefined : "handle", column, params: {} },
  };
}

function outcomeOf(header: Header, group: RowGroup, currency: string): ReadOutcome {
  try {
    return { rows: group.count, product: readProduct(group, currency) };
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error;
    const { code, field, params } = error.refusal;
    const column = error.place === undefined ? columnNamed(header, field) : header.names[error.place];
    return {
      rows: group.count,
      refused: { line: error.line, handle: group.handle, code, field, column, params },
    };
  }
}
