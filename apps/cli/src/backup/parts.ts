import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { type Readable, Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { AppError } from "@hutong/kernel";
import type { Part } from "./manifest.ts";

const newline = 10;

/** Lets lines through as they are, and counts and hashes them on the way. */
function measure(): { through: Transform; result(): { rows: number; sha256: string } } {
  const hash = createHash("sha256");
  let rows = 0;
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      for (const byte of chunk) if (byte === newline) rows += 1;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ rows, sha256: hash.digest("hex") }) };
}

/** Writes lines into a compressed file of a backup. */
export async function writePart(
  folder: string,
  file: string,
  lines: Readable | AsyncIterable<string>,
): Promise<Part> {
  const { through, result } = measure();
  await pipeline(lines, through, createGzip({ level: 4 }), createWriteStream(join(folder, file)));
  return { file, ...result() };
}

/** Reads a part's plain bytes. */
export function readPart(folder: string, part: Part): Readable {
  const plain = createGunzip();
  const file = createReadStream(join(folder, part.file));
  file.once("error", (error) => plain.destroy(error));
  return file.pipe(plain);
}

/** Throws `backup_damaged` unless a part is what the manifest says. */
export async function checkPart(folder: string, part: Part): Promise<void> {
  const { through, result } = measure();
  const ignore = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(readPart(folder, part), through, ignore);
  } catch (error) {
    throw new AppError("precondition", "backup_damaged", { params: { file: part.file }, cause: error });
  }
  const { rows, sha256 } = result();
  if (rows === part.rows && sha256 === part.sha256) return;
  throw new AppError("precondition", "backup_damaged", { params: { file: part.file } });
}

/** The lines of a part, one at a time, without their ends. */
export async function* linesOf(folder: string, part: Part): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of readPart(folder, part).setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}
