import { randomBytes } from "node:crypto";
import { listProducts } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importProducts } from "../index.ts";
import { workbookParts } from "./sheet-xml.ts";
import { writeZip, type ZipContent } from "./write-zip.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const run = (bytes: Uint8Array) =>
  importProducts(ctx, async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  });

async function zipOf(contents: readonly ZipContent[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(contents)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const sheetOf = (rows: string, before = "") =>
  `<?xml version="1.0"?>${before}<worksheet ${namespace}><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`;
const cell = (text: string, more = "") => `<c t="inlineStr"${more}><is><t>${text}</t></is></c>`;
const head = `<row>${["Handle", "Title", "Price"].map((name) => cell(name)).join("")}</row>`;
const rowOf = (...cells: string[]) => `<row>${cells.join("")}</row>`;
const good = (handle: string) => rowOf(cell(handle), cell(handle.toUpperCase()), "<c><v>1</v></c>");

/** A workbook whose one sheet is this, with parts beside it. */
async function workbook(sheet: Iterable<string>, strings?: Iterable<string>): Promise<Buffer> {
  const parts = workbookParts(sheet, "CNY").map((part) =>
    strings && part.name.endsWith("workbook.xml.rels")
      ? {
          ...part,
          pieces: [
            [...(part.pieces as string[])]
              .join("")
              .replace(
                "</Rel",
                '<Relationship Id="rId9" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Rel',
              ),
          ],
        }
      : part,
  );
  return await zipOf([...parts, ...(strings ? [{ name: "xl/sharedStrings.xml", pieces: strings }] : [])]);
}

/** Most bytes that the process grew by meanwhile, looked at every few milliseconds. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return (most - before) / 1024 ** 2;
}

const megabytes = 150;

async function refused(bytes: Uint8Array, code: string, most = megabytes): Promise<void> {
  const grown = await growthOf(() => expect(run(bytes)).rejects.toMatchObject({ code }));
  expect(grown).toBeLessThan(most);
  expect((await listProducts(ctx, {})).items).toEqual([]);
}

describe("a workbook that cannot be trusted is refused before anything is written", () => {
  test("100 MB of nothing in 100 KB, in a sheet and in its texts", async () => {
    const bomb = Array.from({ length: 100 }, () => " ".repeat(1_000_000));
    await refused(await workbook(["<worksheet><sheetData>", ...bomb]), "workbook_bomb");
    await refused(await workbook([sheetOf(head + good("a"))], ["<sst>", ...bomb]), "workbook_bomb");
  });

  test("a million laughs: a document type, in any part", async () => {
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    await refused(await workbook([sheetOf(rowOf(cell("&b;")), laughs)]), "workbook_has_doctype");
    await refused(await workbook([sheetOf(head)], [`${laughs}<sst/>`]), "workbook_has_doctype");
    await refused(await workbook([sheetOf(rowOf(cell("&b;")))]), "workbook_broken");
  });

  test("texts beyond what memory is to hold", async () => {
    // Enough noise that the ratio is an honest one's.
    const long = function* () {
      yield "<sst>";
      for (let index = 0; index < 300; index += 1)
        yield `<si><t>${randomBytes(6_000).toString("base64")}${"y".repeat(450_000)}</t></si>`;
      yield "</sst>";
    };
    await refused(await workbook([sheetOf(head + good("a"))], long()), "workbook_texts_too_large", 300);
  });

  test.each([
    ["an older Excel's", "workbook_legacy", ["Root Entry", "Workbook"]],
    ["one with a password", "workbook_encrypted", ["EncryptionInfo", "EncryptedPackage"]],
    ["a letter", "file_not_csv", ["WordDocument"]],
  ])("%s", async (_, code, names) => {
    const body = Buffer.from(`${names.join("\u0000\u0000")}\u0000`, "utf16le");
    const bytes = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(65_536 - 12), body]);
    await refused(bytes, code);
  });

  test.each<[string, string, ZipContent[]]>([
    [
      "an OpenDocument named xlsx",
      "file_is_opendocument",
      [
        { name: "mimetype", pieces: ["x"] },
        { name: "content.xml", pieces: ["<x/>"] },
      ],
    ],
    ["a binary workbook", "workbook_binary", [{ name: "xl/workbook.bin", pieces: ["x"] }]],
    ["a ZIP of pictures", "file_not_csv", [{ name: "a.jpg", pieces: ["x"] }]],
    ["a document of Word", "file_not_csv", [{ name: "xl/workbook.xml", pieces: ["<document/>"] }]],
    ["no sheet", "workbook_has_no_sheet", [{ name: "xl/workbook.xml", pieces: ["<workbook/>"] }]],
    ["nothing in it", "file_not_csv", []],
  ])("%s", async (_, code, contents) => {
    await refused(await zipOf(contents), code);
  });

  test("damage: cut off anywhere, a byte changed, XML that does not close, a text that is not there", async () => {
    const whole = await workbook([sheetOf(head + good("a"))]);
    for (const part of [0.1, 0.5, 0.9, 0.999])
      await refused(whole.subarray(0, Math.floor(whole.length * part)), "workbook_broken");
    const place = whole.indexOf("xl/worksheets/sheet1.xml") + 60;
    const changed = Buffer.from(whole);
    changed[place] = changed[place]! ^ 0xff;
    await refused(changed, "workbook_broken");
    for (const broken of [
      "<row><c>",
      '<row r="0"/>',
      `<row r="2000000"/>`,
      rowOf('<c t="s"><v>7</v></c>'),
      "<row></c></row>",
      rowOf(cell("&#0;")),
      rowOf('<c r="AAAA1"><v>1</v></c>'),
    ])
      await refused(await workbook([sheetOf(head + broken)]), "workbook_broken");
  });

  test("16,384 columns under a header", async () => {
    await refused(
      await workbook([sheetOf(rowOf(cell("Handle").repeat(16_384)) + good("a"))]),
      "header_broken",
    );
    await refused(
      await workbook([sheetOf(rowOf(cell("Handle").repeat(2_000)) + good("a"))]),
      "columns_too_many",
    );
  });
});

describe("a broken row is refused with its line and column, and the others are taken", () => {
  test.each([
    ["a cell of 1 MB", "cell_too_long", "Title", cell(randomBytes(800_000).toString("base64"))],
    ["a formula's error", "cell_is_error", "Title", '<c t="e"><v>#REF!</v></c>'],
    ["a formula without its value", "cell_not_calculated", "Title", "<c><f>A1</f></c>"],
    ["a NUL", "cell_has_nul", "Title", cell("a_x0000_b")],
    ["a price of letters", "price_invalid", "Price", `${cell("B")}${cell("many")}`],
    ["a date for a price", "price_invalid", "Price", `${cell("B")}<c t="d"><v>2026-01-01</v></c>`],
  ])("%s", async (_, code, column, cells) => {
    const report = await run(
      await workbook([sheetOf(head + good("a") + rowOf(cell("bad"), cells) + good("b"))]),
    );
    expect(report.products).toMatchObject({ created: 2, refused: 1 });
    expect(report.refused).toMatchObject([{ line: 3, handle: "bad", code, column }]);
  });
});

test("what a sheet says of its size, empty rows to its end and cells beyond the header cost nothing", async () => {
  const rows = function* () {
    yield sheetOf("").replace("</sheetData></worksheet>", head);
    for (let line = 2; line < 100_000; line += 1)
      yield `<row r="${line}"><c r="A${line}" s="1"/><c r="XFD${line}"><v>${(line * 7_919) % 1_000_003}</v></c></row>`;
    yield `<row r="1048576">${cell("last", ' r="A1048576"')}${cell("Last", ' r="B1048576"')}</row></sheetData></worksheet>`;
  };
  const bytes = await workbook(rows());
  let report: unknown;
  const grown = await growthOf(async () => {
    report = await run(bytes);
  });
  expect(report).toMatchObject({ rows: 1, products: { created: 1 }, refused: [] });
  expect(grown).toBeLessThan(megabytes);
});

test("a million texts, each shared by two cells, in bounded memory", async () => {
  const count = 1_000_000;
  const strings = function* () {
    yield "<sst><si><t>Handle</t></si><si><t>Title</t></si>";
    for (let block = 0; block < count / 1_000; block += 1)
      yield Array.from({ length: 1_000 }, (_, at) => `<si><t>text ${block * 1_000 + at}</t></si>`).join("");
    yield "</sst>";
  };
  const last = count + 1;
  const sheet = sheetOf(
    `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>${last}</v></c><c t="s"><v>${last}</v></c></row>`,
  );
  const bytes = await workbook([sheet], strings());
  const grown = await growthOf(() => run(bytes));
  expect(grown).toBeLessThan(megabytes);
  expect((await listProducts(ctx, {})).items).toMatchObject([{ title: `text ${count - 1}` }]);
});
