/** What is wrong with a row as text; `column` counts from 0. */
export interface RowFault {
  readonly code:
    | "cell_too_long"
    | "row_too_long"
    | "quote_stray"
    | "cell_has_nul"
    | "cells_too_many"
    | "cell_is_error"
    | "cell_not_calculated";
  readonly column: number;
}

/** A row of a file; `line` is where it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Set where the row cannot be trusted; then its cells are as far as they could be read. */
  readonly fault?: RowFault;
}

/** A quote was opened and never closed, so everything behind it is one cell: nothing of the file can be trusted. */
export class QuoteUnclosed extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    super(`a quote that is opened on line ${line} is never closed`);
    this.line = line;
    this.column = column;
  }
}

/** Most characters of a cell and of a row, and most cells of a row. What is beyond is read past, never kept. */
const longestCell = 1_000_000;
const longestRow = 4_000_000;
const mostCells = 5_000;

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

type Mode = "start" | "plain" | "quoted" | "closed";

/**
 * Reads CSV (RFC 4180) in pieces of text cut anywhere; what it keeps is one row at most, of bounded size. Lines may end in LF,
 * CRLF or CR; a quote inside a cell that does not begin with one is a plain character, as spreadsheets read it.
 */
export class CsvParser {
  readonly #separator: number;
  #mode: Mode = "start";
  #cells: string[] = [];
  #text = "";
  #cellLength = 0;
  #rowLength = 0;
  #line = 1;
  #rowLine = 1;
  #cellLine = 1;
  #fault: RowFault | undefined;
  #wasReturn = false;
  #rows: CsvRow[] = [];

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** Takes the next piece and answers the rows that it ended; rows of nothing but white space are left out. */
  push(text: string): CsvRow[] {
    let at = 0;
    if (this.#wasReturn && text.length > 0) {
      if (text.charCodeAt(0) === lineFeed) at = 1;
      this.#wasReturn = false;
    }
    while (at < text.length) {
      if (this.#mode === "start") at = this.#plainCells(text, at);
      if (at < text.length) at = this.#step(text, at);
    }
    return this.#taken();
  }

  /** Ends the file and answers its last row. Throws `QuoteUnclosed`. */
  end(): CsvRow[] {
    if (this.#mode === "quoted") throw new QuoteUnclosed(this.#cellLine, this.#cells.length);
    if (this.#mode !== "start" || this.#cells.length > 0) {
      this.#endCell();
      this.#endRow();
    }
    return this.#taken();
  }

  #taken(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  // Most cells are plain, short and whole: they are taken without a thought of what they might be. Answers where others begin.
  #plainCells(text: string, from: number): number {
    let at = from;
    for (;;) {
      let end = at;
      let code = text.charCodeAt(end);
      if (code === quote) return at;
      while (code !== this.#separator && code !== lineFeed && code !== carriageReturn) {
        end += 1;
        // NaN, behind the end, is no number either.
        if (!(code > 0)) return at;
        code = text.charCodeAt(end);
      }
      const length = end - at;
      if (length > longestCell || this.#rowLength + length > longestRow || this.#cells.length >= mostCells)
        return at;
      this.#rowLength += length;
      const cell = text.slice(at, end);
      if (code !== this.#separator) {
        // A row's end is for `#step`.
        this.#text = cell;
        this.#mode = "plain";
        return end;
      }
      this.#cells.push(cell);
      at = end + 1;
    }
  }

  #step(text: string, at: number): number {
    switch (this.#mode) {
      case "start":
        if (text.charCodeAt(at) !== quote) {
          this.#mode = "plain";
          return at;
        }
        this.#cellLine = this.#line;
        this.#mode = "quoted";
        return at + 1;
      case "plain":
        return this.#plain(text, at);
      case "quoted":
        return this.#quoted(text, at);
      case "closed":
        return this.#closed(text, at);
    }
  }

  #plain(text: string, at: number): number {
    let end = at;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === this.#separator || code === lineFeed || code === carriageReturn) break;
    }
    if (end > at) this.#add(text.slice(at, end));
    return end < text.length ? this.#endAt(text, end) : end;
  }

  #quoted(text: string, at: number): number {
    const found = text.indexOf('"', at);
    const end = found < 0 ? text.length : found;
    if (end > at) this.#add(text.slice(at, end));
    for (let next = text.indexOf("\n", at); next >= 0 && next < end; next = text.indexOf("\n", next + 1)) {
      this.#line += 1;
    }
    if (found < 0) return end;
    this.#mode = "closed";
    return found + 1;
  }

  // Behind a quote inside a quoted cell: a second one stands for itself, anything else should be the cell's end.
  #closed(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === quote) {
      this.#add('"');
      this.#mode = "quoted";
      return at + 1;
    }
    if (code === this.#separator || code === lineFeed || code === carriageReturn)
      return this.#endAt(text, at);
    this.#blame("quote_stray");
    this.#mode = "plain";
    return at;
  }

  #endAt(text: string, at: number): number {
    const code = text.charCodeAt(at);
    this.#endCell();
    if (code === this.#separator) return at + 1;
    this.#endRow();
    this.#line += 1;
    this.#rowLine = this.#line;
    if (code === lineFeed) return at + 1;
    if (at + 1 === text.length) {
      this.#wasReturn = true;
      return at + 1;
    }
    return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }

  #blame(code: RowFault["code"]): void {
    this.#fault ??= { code, column: this.#cells.length };
  }

  #add(text: string): void {
    this.#cellLength += text.length;
    this.#rowLength += text.length;
    if (this.#cellLength > longestCell) this.#blame("cell_too_long");
    else if (this.#rowLength > longestRow) this.#blame("row_too_long");
    else {
      if (text.includes("\u0000")) this.#blame("cell_has_nul");
      this.#text += text;
      return;
    }
    this.#text = "";
  }

  #endCell(): void {
    if (this.#cells.length >= mostCells) this.#blame("cells_too_many");
    else this.#cells.push(this.#text);
    this.#text = "";
    this.#cellLength = 0;
    this.#mode = "start";
  }

  #endRow(): void {
    const cells = this.#cells;
    const fault = this.#fault;
    if (fault) this.#rows.push({ line: this.#rowLine, cells, fault });
    else if (cells.some((cell) => cell.trim() !== "")) this.#rows.push({ line: this.#rowLine, cells });
    this.#cells = [];
    this.#rowLength = 0;
    this.#fault = undefined;
  }
}
