import type { CsvRow, RowFault } from "../parse-csv.ts";
import { fromXstring, type NumberKind, numberText } from "./cell-text.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { attributeOf, type XmlHandler } from "./xml-reader.ts";

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: SharedStrings;
  readonly kinds: readonly NumberKind[];
  readonly is1904: boolean;
}

// As in CSV; ECMA-376 has 1,048,576 rows (Excel's limit), and what a sheet says of its own size is not asked.
const longestCell = 1_000_000;
const longestRow = 4_000_000;
const mostCells = 5_000;
const lastRow = 1_048_576;

/** The place of a cell from its reference, from 0: "C7" is 2; -1 where it is none. */
function placeOf(reference: string): number {
  let place = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) return at > 0 && at < 4 ? place - 1 : -1;
    place = place * 26 + code - 64;
  }
  return -1;
}

/**
 * Makes rows of a sheet's cells as they are read. The first row that holds anything says how wide the others are: what stands beyond
 * it means nothing. A formula counts by the value that was kept with it.
 */
export class SheetRows implements XmlHandler {
  readonly #context: SheetContext;
  #rows: CsvRow[] = [];
  #width = Number.POSITIVE_INFINITY;
  #line = 0;
  #cells: string[] = [];
  #rowLength = 0;
  #fault: RowFault | undefined;
  #isRow = false;
  #place = -1;
  #type = "n";
  #style = 0;
  #isCell = false;
  #isText = false;
  #phonetic = 0;
  #hasFormula = false;
  #hasValue = false;
  #text = "";
  #length = 0;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  /** The rows that are whole, each once. */
  take(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === "row") this.#openRow(attributes);
    else if (name === "c" && this.#isRow) this.#openCell(attributes);
    else if (!this.#isCell) return;
    else if (name === "v" || name === "t") {
      this.#isText = this.#phonetic === 0;
      this.#hasValue = true;
    } else if (name === "rPh") this.#phonetic += 1;
    else if (name === "f") this.#hasFormula = true;
  }

  text(text: string): void {
    if (!this.#isText) return;
    this.#length += text.length;
    if (this.#length <= longestCell) this.#text += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#isText = false;
    else if (name === "rPh") this.#phonetic -= 1;
    else if (name === "c" && this.#isCell) this.#closeCell();
    else if (name === "row" && this.#isRow) this.#closeRow();
  }

  #openRow(attributes: string): void {
    this.#line = Number(attributeOf(attributes, "r") ?? this.#line + 1);
    if (!(this.#line >= 1 && this.#line <= lastRow))
      refuseWorkbook("workbook_broken", "a row that no sheet has");
    [this.#isRow, this.#cells, this.#rowLength, this.#fault, this.#place] = [true, [], 0, undefined, -1];
  }

  #openCell(attributes: string): void {
    const reference = attributeOf(attributes, "r");
    const place = reference === undefined ? this.#place + 1 : placeOf(reference);
    if (place < 0) refuseWorkbook("workbook_broken", "a cell that no sheet has");
    this.#place = place;
    this.#type = attributeOf(attributes, "t") ?? "n";
    this.#style = Number(attributeOf(attributes, "s") ?? 0);
    [this.#isCell, this.#hasFormula, this.#hasValue, this.#text, this.#length] = [true, false, false, "", 0];
    this.#phonetic = 0;
  }

  #closeCell(): void {
    this.#isCell = false;
    this.#isText = false;
    if (this.#place >= this.#width) return;
    const text = this.#length > longestCell ? this.#blame("cell_too_long") : this.#value();
    if (text === "") return;
    if (this.#place >= mostCells) this.#blame("cells_too_many");
    else if (text.includes("\u0000")) this.#blame("cell_has_nul");
    else {
      this.#rowLength += text.length;
      if (this.#rowLength > longestRow) this.#blame("row_too_long");
      else this.#put(text);
    }
  }

  #put(text: string): void {
    while (this.#cells.length < this.#place) this.#cells.push("");
    this.#cells[this.#place] = text;
  }

  #blame(code: RowFault["code"]): "" {
    this.#fault ??= { code, column: this.#place };
    return "";
  }

  #value(): string {
    const text = this.#text;
    if (!this.#hasValue || (text === "" && this.#type === "n"))
      return this.#hasFormula ? this.#blame("cell_not_calculated") : "";
    switch (this.#type) {
      case "s": {
        const shared = this.#context.strings.at(text.trim() === "" ? -1 : Number(text));
        if (shared === undefined) return refuseWorkbook("workbook_broken", "a text that is not there");
        return shared ?? this.#blame("cell_too_long");
      }
      case "str":
      case "inlineStr":
        return fromXstring(text);
      case "b":
        return /^(1|true)$/.test(text.trim()) ? "TRUE" : "FALSE";
      case "e":
        return this.#blame("cell_is_error");
      case "d":
        return text;
      default:
        return numberText(text, this.#context.kinds[this.#style] ?? "plain", this.#context.is1904);
    }
  }

  #closeRow(): void {
    this.#isRow = false;
    const [line, cells, fault] = [this.#line, this.#cells, this.#fault];
    const isBlank = !fault && cells.every((cell) => cell.trim() === "");
    if (isBlank) return;
    if (this.#width === Number.POSITIVE_INFINITY) this.#width = cells.length;
    this.#rows.push(fault ? { line, cells, fault } : { line, cells });
  }
}
