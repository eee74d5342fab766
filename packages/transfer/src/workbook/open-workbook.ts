import { openRows } from "../csv-file.ts";
import type { Source } from "../decode.ts";
import type { CsvRow } from "../parse-csv.ts";
import type { FileTerms, ProductFile } from "../product-file.ts";
import { findParts } from "./find-parts.ts";
import { readNumberKinds } from "./number-kinds.ts";
import { readPieces } from "./read-part.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import { noStrings, readSharedStrings } from "./shared-strings.ts";
import { type SheetContext, SheetRows } from "./sheet-rows.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";

const zip = [0x50, 0x4b];
const compound = [0xd0, 0xcf, 0x11, 0xe0];
const beginsWith = (start: Uint8Array, bytes: readonly number[]) =>
  bytes.every((byte, index) => start[index] === byte);

/** Whether a file's first bytes are those of a ZIP, or of what Excel wrote before it (and around what is encrypted). */
export async function isWorkbook(source: Source): Promise<boolean> {
  let start: Uint8Array = new Uint8Array();
  for await (const chunk of source()) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= 4) break;
  }
  const isZip = beginsWith(start, zip) && [0x0304, 0x0506].includes(((start[2] ?? 0) << 8) | (start[3] ?? 0));
  return isZip || beginsWith(start, compound);
}

/**
 * Opens a workbook (XLSX, ECMA-376) by its first visible sheet, whose columns are those of CSV in Shopify's product format. Memory
 * holds the texts that cells share, to 128 MB, and a row. Throws what `openCsvFile` throws, and `WorkbookFault`s.
 * @param terms the store's
 */
export async function openWorkbook(source: Source, terms: FileTerms): Promise<ProductFile> {
  await refuseCompound(source);
  const { sheet, strings, styles, is1904 } = await findParts(source, await readZipDirectory(source));
  const context: SheetContext = {
    strings: strings ? await readSharedStrings(source, strings) : noStrings,
    kinds: styles ? await readNumberKinds(source, styles) : [],
    is1904,
  };
  return await openRows(() => rowsOf(source, sheet, context), { format: "xlsx", encoding: "utf-8" }, terms);
}

async function* rowsOf(source: Source, sheet: ZipEntry, context: SheetContext): AsyncGenerator<CsvRow[]> {
  const rows = new SheetRows(context);
  for await (const _ of readPieces(source, sheet, rows)) {
    const whole = rows.take();
    if (whole.length > 0) yield whole;
  }
}

// MS-CFB keeps names in UTF-16; MS-OFFCRYPTO 1.3.3 and MS-XLS 2.1.2 say what the streams are called.
const streams = [
  ["workbook_encrypted", "EncryptedPackage"],
  ["workbook_legacy", "Workbook"],
  ["workbook_legacy", "Book"],
] as const;

async function refuseCompound(source: Source): Promise<void> {
  const found = new Set<string>();
  let last = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of source()) {
    const bytes = Buffer.concat([last, chunk]);
    if (isFirst && bytes.length < 4) {
      last = bytes;
      continue;
    }
    if (isFirst && !beginsWith(bytes, compound)) return;
    isFirst = false;
    for (const [, name] of streams) if (bytes.includes(`${name}\u0000`, 0, "utf16le")) found.add(name);
    last = bytes.subarray(-64);
  }
  const [code] = streams.find(([, name]) => found.has(name)) ?? (["file_not_csv"] as const);
  refuseWorkbook(code, "a compound file");
}
