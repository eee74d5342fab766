import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import type { Manifest } from "./manifest.ts";
import { readPart } from "./parts.ts";

export type TablePart = Manifest["tables"][number];

/** Lets only those lines through whose cell at `place` is `value`; cells of COPY are parted by tabs. */
export function onlyLines(place: number, value: string): Transform {
  let rest: Buffer = Buffer.alloc(0);
  const wanted = Buffer.from(value);
  const isWanted = (line: Buffer) => {
    let start = 0;
    for (let cell = 0; cell < place; cell += 1) {
      start = line.indexOf(9, start) + 1;
      if (start === 0) return false;
    }
    const end = start + wanted.length;
    return line.subarray(start, end).equals(wanted) && (end === line.length || line[end] === 9);
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let start = 0;
      for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10, start)) {
        if (isWanted(all.subarray(start, end))) this.push(all.subarray(start, end + 1));
        start = end + 1;
      }
      rest = Buffer.from(all.subarray(start));
      done();
    },
  });
}

/** Rows whose `column` holds `value`. */
export interface Only {
  readonly column: string;
  readonly value: string;
}

/** Loads a table's rows, all or some, into it or into another table of the same columns. */
export async function loadTable(
  client: postgres.TransactionSql,
  folder: string,
  part: TablePart,
  only: Only | null,
  into: string = part.name,
): Promise<void> {
  const columns = client(part.columns);
  const target = await client`copy ${client(into)} (${columns}) from stdin`.writable();
  const rows = readPart(folder, part);
  if (only) await pipeline(rows, onlyLines(part.columns.indexOf(only.column), only.value), target);
  else await pipeline(rows, target);
}

const unescapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Reads a line of COPY's text format as a row. */
export function readLine(columns: readonly string[], line: string): Record<string, string | null> {
  const cells = line
    .split("\t")
    .map((cell) =>
      cell === "\\N"
        ? null
        : cell.replace(/\\(.)/g, (_, character: string) => unescapes[character] ?? character),
    );
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]));
}
