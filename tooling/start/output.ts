import { closeSync, copyFileSync, mkdirSync, openSync, readSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";

const limit = 32 * 1024 * 1024;
const checkEveryMs = 60_000;

/** A child's log file. The child writes to it by itself, so a flood of lines costs the supervisor nothing. */
export function logFile(dataDir: string, name: string) {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  const keepSmall = setInterval(() => rotate(path), checkEveryMs);
  keepSmall.unref();
  let from = 0;
  return {
    path,
    open() {
      from = sizeOf(path);
      return openSync(path, "a", 0o640);
    },
    /** The last lines since it was opened last. */
    tail: () => tail(path, from),
  };
}

// The child keeps the file open for appending, so it is emptied in place and not renamed.
function rotate(path: string): void {
  try {
    if (statSync(path).size < limit) return;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  } catch {
    // Gone with its data folder; the next look finds it or does not.
  }
}

function tail(path: string, from: number): string {
  const size = sizeOf(path);
  const length = Math.min(size - from, 4_000);
  if (length <= 0) return "";
  const buffer = Buffer.alloc(length);
  const file = openSync(path, "r");
  readSync(file, buffer, 0, length, size - length);
  closeSync(file);
  return `${lastLines(buffer.toString())}\n`;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function lastLines(text: string, count = 15): string {
  return text
    .trimEnd()
    .split("\n")
    .slice(-count)
    .map((line) => `          ${line.slice(0, 400)}`)
    .join("\n");
}

/** Writes a stream's lines with a name in front of each. */
export function prefixLines(stream: Readable, name: string, write: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) write(`${name.padEnd(10)} | ${line}\n`);
  });
}
