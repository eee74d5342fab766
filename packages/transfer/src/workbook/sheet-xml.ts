import { toDecimal } from "@hutong/kernel";
import { type Column, exportColumns } from "../columns.ts";
import { type Cells, numeric } from "../export-csv.ts";
import { type FileField, headerOfField } from "../file-fields.ts";
import { toXstring } from "./cell-text.ts";
import type { ZipContent } from "./write-zip.ts";

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Places in `cellXfs` below. */
const styles = { text: 1, money: 2, whole: 3, head: 4 } as const;

const money = new Set<Column>(["price", "compareAtPrice"]);
const flags = new Set<Column>(["published", "requiresShipping", "giftCard"]);
const wide = new Set<Column>(["title", "description", "imageUrl", "variantImage", "tags", "seoDescription"]);

/** The name of a column in references: 0 is "A", 26 is "AA". */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

const columns = exportColumns.map(({ column, header }, place) => ({
  column,
  header,
  letters: letters(place),
  style: money.has(column) ? styles.money : numeric.has(column) ? styles.whole : styles.text,
}));

function escaped(text: string): string {
  return toXstring(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Read back, a quote before what looks like a formula is taken for a guard (of CSV) and taken off: a real one gets another.
const readsAsGuard = /^'+[=+\-@\t\r\d＝＋－＠]/;

// Excel counts with 15 digits: what is longer stays whole as a text.
const isNumber = /^-?(?=[\d.]{1,16}$)\d{1,15}(?:\.\d+)?$/;

/**
 * A cell by its type. A text is a typed string, in a column whose format is text: no spreadsheet runs it as a formula, neither when it is
 * opened nor after somebody edits it, and zeros in front stay.
 */
function cellOf(reference: string, column: Column, value: string, style: number): string {
  if (numeric.has(column) && isNumber.test(value))
    return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
  if (flags.has(column)) return `<c r="${reference}" t="b"><v>${value === "TRUE" ? 1 : 0}</v></c>`;
  return ownText(reference, value);
}

function ownText(reference: string, value: string): string {
  return textCell(reference, readsAsGuard.test(value) ? `'${value}` : value, styles.text);
}

// Excel has 15 digits, a decimal of a store's own up to 22: what is in its own fields is text.
const lettersOfField = (at: number) => letters(columns.length + at);

function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** A row of products; `line` counts from 1, the header's. */
export function sheetRow(line: number, cells: Cells): string {
  const written = columns.map(({ column, letters, style }) => {
    const value = cells[column] ?? "";
    return value === "" ? "" : cellOf(`${letters}${line}`, column, value, style);
  });
  const own = (cells.fields ?? []).map((value, at) =>
    value === "" ? "" : ownText(`${lettersOfField(at)}${line}`, value),
  );
  return `<row r="${line}">${written.join("")}${own.join("")}</row>`;
}

/** What stands before the rows: the columns, a pane that keeps the header in sight, and the header. */
export function sheetStart(fields: readonly FileField[]): string {
  const widthOf = (place: number, width: number, style: number) =>
    `<col min="${place + 1}" max="${place + 1}" width="${width}" style="${style}" customWidth="1"/>`;
  const widths = [
    ...columns.map(({ column, style }, place) => widthOf(place, wide.has(column) ? 32 : 16, style)),
    ...fields.map((_, at) => widthOf(columns.length + at, 16, styles.text)),
  ];
  const head = [
    ...columns.map(({ letters, header }) => textCell(`${letters}1`, header, styles.head)),
    ...fields.map((field, at) => textCell(`${lettersOfField(at)}1`, headerOfField(field), styles.head)),
  ];
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${xml}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${head.join("")}</row>`;
}

export const sheetEnd = "</sheetData></worksheet>";

function stylesXml(currency: string): string {
  const amount = toDecimal({ amount: 0, currency });
  const font = '<sz val="11"/><name val="Calibri"/>';
  const format = (id: number, more = 'fontId="0"') =>
    `<xf numFmtId="${id}" ${more} fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  return `${xml}<styleSheet xmlns="${spreadsheet}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${amount}"/></numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${format(0)}${format(49)}${format(164)}${format(1)}${format(49, 'fontId="1" applyFont="1"')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function relations(...all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${xml}<Relationships xmlns="${packages}/relationships">${each.join("")}</Relationships>`;
}

/** The parts of a workbook (ECMA-376-1, 12) whose one sheet has these pieces. @param currency of its prices */
export function workbookParts(sheet: ZipContent["pieces"], currency: string): ZipContent[] {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}" ContentType="${types}.${type}+xml"/>`;
  return [
    {
      name: "[Content_Types].xml",
      pieces: [
        `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("workbook.xml", "sheet.main")}${override("worksheets/sheet1.xml", "worksheet")}${override("styles.xml", "styles")}</Types>`,
      ],
    },
    { name: "_rels/.rels", pieces: [relations(["officeDocument", "xl/workbook.xml"])] },
    {
      name: "xl/workbook.xml",
      pieces: [
        `${xml}<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets><sheet name="Products" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      pieces: [relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"])],
    },
    { name: "xl/styles.xml", pieces: [stylesXml(currency)] },
    { name: "xl/worksheets/sheet1.xml", pieces: sheet },
  ];
}
