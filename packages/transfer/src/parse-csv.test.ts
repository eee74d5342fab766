import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { CsvParser, type CsvRow, QuoteUnclosed } from "./parse-csv.ts";

function rowsOf(text: string, piece = text.length, separator = ","): CsvRow[] {
  const parser = new CsvParser(separator);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...parser.push(text.slice(at, at + piece)));
  return [...rows, ...parser.end()];
}

/** The same numbers each run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe("CsvParser", () => {
  it("reads what another parser reads, wherever the pieces are cut", () => {
    const random = randomFrom(20261128);
    const pieces = ["a", "老墙", '""', "\r\n", "\n", ",", " ", '5" x', "'"];
    for (let round = 0; round < 400; round += 1) {
      const cells = () =>
        Array.from({ length: 1 + random(4) }, () => {
          const text = Array.from({ length: random(5) }, () => pieces[random(pieces.length)]).join("");
          return /[",\r\n]/.test(text) || random(4) === 0 ? `"${text.replaceAll('"', '""')}"` : text;
        }).join(",");
      const end = random(2) === 0 ? "\n" : "\r\n";
      const text = Array.from({ length: 1 + random(5) }, cells).join(end) + (random(2) === 0 ? end : "");
      const expected = (
        parse(text, {
          relax_column_count: true,
          record_delimiter: ["\r\n", "\n"],
        }) as string[][]
      ).filter((row) => row.some((cell) => cell.trim()));
      for (const piece of [1, 2, 3, text.length]) {
        const rows = rowsOf(text, piece);
        expect(
          rows.map(({ cells }) => cells),
          JSON.stringify(text),
        ).toEqual(expected);
        expect(rows.every((row) => row.fault === undefined)).toBe(true);
      }
    }
  });

  it("knows the line of each row, whatever ends lines", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["a", "", '"b', 'c"', "d"].join(end);
      for (const piece of [1, 2, 50]) {
        const lines = rowsOf(text, piece).map((row) => row.line);
        // Lines inside a cell are counted by LF, as editors do.
        expect(lines).toEqual(end === "\r" ? [1, 3, 4] : [1, 3, 5]);
      }
    }
  });

  it.each([
    ['a,"b"c,d\n', { code: "quote_stray", column: 1 }],
    ["a,b\u0000,c\n", { code: "cell_has_nul", column: 1 }],
    [`a,b,"${"x".repeat(1_000_001)}"\n`, { code: "cell_too_long", column: 2 }],
    [`${Array(9).fill("x".repeat(900_000)).join(",")}\n`, { code: "row_too_long", column: 4 }],
    [`a${",".repeat(1_000_000)}\n`, { code: "cells_too_many", column: 5_000 }],
  ])("names the fault of a row and reads the next: %.20s", (text, fault) => {
    const [bad, good, ...rest] = rowsOf(`${text}x,y\n`, 65_536);
    expect(bad).toMatchObject({ line: 1, fault });
    expect(good).toEqual({ line: 2, cells: ["x", "y"] });
    expect(rest).toEqual([]);
  });

  it("keeps little of a cell that never ends, and says where it began", () => {
    const parser = new CsvParser(",");
    parser.push('a,b\nc,"');
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 400; round += 1) parser.push("x".repeat(262_144));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
    expect(() => parser.end()).toThrow(QuoteUnclosed);
    expect(() => parser.end()).toThrow(expect.objectContaining({ line: 2, column: 1 }));
  });
});
