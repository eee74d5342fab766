import { writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import type { CaseResult, Row } from "./row.ts";

const columns: readonly [head: string, width: number, cell: (row: Row) => string][] = [
  ["name", 32, (row) => row.name],
  ["per second", 12, (row) => digits(row.perSecond, row.perSecond < 100 ? 1 : 0)],
  ["p50 ms", 9, (row) => digits(row.p50Ms, 2)],
  ["p99 ms", 9, (row) => digits(row.p99Ms, 2)],
  ["of raw", 8, (row) => (row.ofRaw === null ? "" : digits(row.ofRaw, 3))],
  ["CPU ms", 8, (row) => (row.cpuMs === null ? "" : digits(row.cpuMs, 3))],
  ["statements", 11, (row) => (row.statements === null ? "" : String(row.statements))],
  ["transactions", 13, (row) => (row.transactions === null ? "" : String(row.transactions))],
];

function digits(value: number, count: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: count, maximumFractionDigits: count });
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(columns[0]![1]) : cell.padStart(columns[at]![1])))
    .join("");
}

/** The rows as a table, what else was noticed under it. */
export function table({ rows, notes }: CaseResult): string {
  const head = line(columns.map(([name]) => name));
  const body = rows.map((row) => line(columns.map(([, , cell]) => cell(row))));
  return [head, ...body, ...notes.map((note) => `  ${note}`), ""].join("\n");
}

/** Writes everything as JSON: rows, notes and the machine it was measured on. */
export function writeJson(file: string, results: readonly CaseResult[]): void {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "",
    kernel: release(),
    node: process.version,
  };
  const rows = results.flatMap((result) => result.rows);
  const notes = results.flatMap((result) => result.notes);
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, rows, notes }, null, 2)}\n`);
}
