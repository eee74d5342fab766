import { unpacked, type ZipEntry, zipEntries } from "./zip.ts";

/** A line of one of the files in a bill's zip; `file` counts from 0. */
export interface BillLine {
  readonly file: number;
  readonly text: string;
}

/** Bytes of a zip, some three million rows; what it unpacks to is never held. */
const mostBytes = 64 * 1024 * 1024;
const longestLine = 100_000;

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error("bill too large");
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

async function* linesOf(entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  let rest = "";
  for await (const part of unpacked(entry)) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > longestLine) throw new Error("bill with an endless line");
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** Lines of the files in a bill's zip, GBK decoded. Throws for what is no whole zip, was altered, or is not GBK. */
export async function* billLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<BillLine> {
  for (const [file, entry] of zipEntries(await collect(chunks)).entries())
    for await (const text of linesOf(entry)) yield { file, text };
}
