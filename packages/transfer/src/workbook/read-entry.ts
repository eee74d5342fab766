import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
import type { Source } from "../decode.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import type { ZipEntry } from "./zip-directory.ts";

// As Apache POI's ZipSecureFile guards itself: no honest sheet is a hundredth of its size, and none needs more than 4 GB.
const mostRatio = 100;
const ratioFrom = 1_048_576;
const mostInflated = 4 * 1024 ** 3;

const localSignature = 0x04034b50;
const localLength = 30;

/** The bytes of a file inside a ZIP as they lie there. */
async function* compressedBytes(source: Source, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let skip = entry.offset;
  let header: Buffer | null = Buffer.alloc(0);
  let left = entry.compressed;
  for await (const given of source()) {
    let chunk = given;
    if (skip >= chunk.length) {
      skip -= chunk.length;
      continue;
    }
    chunk = chunk.subarray(skip);
    skip = 0;
    if (header) {
      header = Buffer.concat([header, chunk.subarray(0, 200_000)]);
      const length = header.length < localLength ? Number.POSITIVE_INFINITY : headerLength(header);
      const before = header.length - Math.min(chunk.length, 200_000);
      if (header.length < length) continue;
      chunk = chunk.subarray(length - before);
      header = null;
    }
    const taken = chunk.subarray(0, left);
    left -= taken.length;
    if (taken.length > 0) yield taken;
    if (left === 0) return;
  }
  if (header || left > 0) refuseWorkbook("workbook_broken", `${entry.name} is cut off`);
}

function headerLength(header: Buffer): number {
  if (header.readUInt32LE(0) !== localSignature)
    return refuseWorkbook("workbook_broken", "no file where one is said to be");
  return localLength + header.readUInt16LE(26) + header.readUInt16LE(28);
}

const isInflateError = (error: unknown) =>
  error instanceof Error && "code" in error && /^Z_|^ERR_TRAILING_JUNK/.test(String(error.code));

async function* inflated(source: Source, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 262_144 });
  const feeding = pipeline(compressedBytes(source, entry), inflate);
  feeding.catch(() => {}); // the reader below throws the same
  try {
    for await (const chunk of inflate) yield chunk;
    await feeding;
  } catch (error) {
    if (isInflateError(error)) refuseWorkbook("workbook_broken", `${entry.name} does not inflate`);
    throw error;
  } finally {
    inflate.destroy();
    await feeding.catch(() => {});
  }
}

/**
 * The content of a file inside a ZIP, in pieces, counted while it inflates. Throws `workbook_bomb` where it grows more than a
 * hundredfold, `workbook_too_large` beyond 4 GB, `workbook_encrypted`, or `workbook_broken` where it is not what the directory says.
 */
export async function* readEntry(source: Source, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) refuseWorkbook("workbook_encrypted", `${entry.name} is encrypted`);
  if (entry.method !== 0 && entry.method !== 8)
    refuseWorkbook("workbook_broken", `${entry.name} is packed by method ${entry.method}`);
  let [size, crc] = [0, 0];
  const bytes = entry.method === 8 ? inflated(source, entry) : compressedBytes(source, entry);
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > ratioFrom && size > entry.compressed * mostRatio)
      refuseWorkbook("workbook_bomb", `${entry.name} grows beyond ${mostRatio} times its size`, {
        most: mostRatio,
      });
    if (size > mostInflated) refuseWorkbook("workbook_too_large", `${entry.name} is beyond 4 GB`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc)
    refuseWorkbook("workbook_broken", `${entry.name} is not what the directory says`);
}
