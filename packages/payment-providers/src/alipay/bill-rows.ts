import { yuanToFen } from "../yuan.ts";
import type { BillLine } from "./bill-file.ts";

/** A row of a bill, read by the header's names. */
export type BillRow = (column: string) => string;

const nameColumn = "商品名称";
const createdColumn = "创建时间";
const isTime = (cell: string | undefined) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(cell?.trim() ?? "");

// Cells are not quoted, and merchant text may hold commas: the two times after it say where it ends.
function cellsOf(header: readonly string[], line: string): readonly string[] {
  const cells = line.split(",");
  const created = header.indexOf(createdColumn);
  const name = header.indexOf(nameColumn);
  const at = cells.findIndex((cell, index) => index >= created && isTime(cell) && isTime(cells[index + 1]));
  if (name >= 0 && created === name + 1 && at > created)
    cells.splice(name, at - name, cells.slice(name, at).join(","));
  // What is left over belongs to the last column, which is text too.
  if (cells.length > header.length)
    cells.splice(header.length - 1, cells.length, cells.slice(header.length - 1).join(","));
  return cells;
}

function rowOf(header: readonly string[], line: string): BillRow {
  const cells = cellsOf(header, line);
  if (cells.length !== header.length) throw new Error("bill row does not fit its header");
  return (column) => {
    const at = header.indexOf(column);
    if (at < 0) throw new Error(`bill has no column ${column}`);
    return cells[at]!.trim();
  };
}

/** Number and fen of payments, or of refunds. */
interface Sum {
  count: number;
  fen: number;
}

const readHeader = (line: string) => line.split(",").map((name) => name.trim().replace(/（元）$/, ""));
const totals = /^#(交易|退款)合计：(\d+)笔，商家实收(?:退款)?共(-?[\d.]+)元/;

/** What the rows come to, and what the bill says that they come to. */
class Sums {
  readonly #counted: Record<string, Sum> = { 交易: { count: 0, fen: 0 }, 退款: { count: 0, fen: 0 } };
  readonly #told: Record<string, Sum> = {};
  #summary: BillRow | null = null;

  count(row: BillRow): void {
    const sum = this.#counted[row("业务类型")];
    if (!sum) throw new Error(`bill row of an unknown kind: ${row("业务类型")}`);
    sum.count += 1;
    sum.fen += yuanToFen(row("商家实收"));
  }

  hear(line: string): void {
    const [, kind, count, yuan] = totals.exec(line) ?? [];
    if (kind) this.#told[kind] = { count: Number(count), fen: yuanToFen(yuan!) };
  }

  summarise(row: BillRow): void {
    this.#summary = row;
  }

  /** Throws when the bill ended before it said what it comes to, or comes to something else. */
  check(): void {
    for (const [kind, { count, fen }] of Object.entries(this.#counted)) {
      const told = this.#told[kind];
      const summed = this.#summary?.(`${kind}订单总笔数`);
      if (!told || summed === undefined) throw new Error("bill without its totals: cut short");
      // How the sum of refunds is signed has changed over the years.
      if (told.count !== count || Number(summed) !== count || Math.abs(told.fen) !== Math.abs(fen))
        throw new Error("bill comes to something else than it says");
    }
  }
}

/**
 * Rows of a trade bill (业务明细) as they stream in, whichever of its two files comes first. Throws when a row does not
 * fit, or at the end when the totals of either file are missing or are others. The bill itself is not signed.
 */
export async function* billRows(lines: AsyncIterable<BillLine>): AsyncGenerator<BillRow> {
  const headers = new Map<number, readonly string[]>();
  const sums = new Sums();
  for await (const { file, text } of lines) {
    const header = headers.get(file);
    if (text.trim() === "") continue;
    if (text.startsWith("#")) sums.hear(text);
    else if (!header) headers.set(file, readHeader(text));
    else if (header.includes("支付宝交易号")) {
      const row = rowOf(header, text);
      sums.count(row);
      yield row;
    } else if (text.startsWith("合计")) sums.summarise(rowOf(header, text));
  }
  sums.check();
}
