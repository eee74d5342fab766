import type { Source } from "../decode.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";

/** A file inside a ZIP, as its directory has it; offsets and lengths in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

// APPNOTE.TXT 4.3: the directory's end is 22 bytes and a comment of at most 65,535.
const endSignature = 0x06054b50;
const endLength = 22;
const longestComment = 65_535;
const entrySignature = 0x02014b50;
const entryLength = 46;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const locatorLength = 20;
const saturated = 0xffffffff;

/** Most bytes of a directory: room for tens of thousands of files, where a workbook has some dozen. */
const longestDirectory = 4 * 1024 * 1024;

interface Tail {
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly start: number;
}

async function tailOf(source: Source): Promise<Tail> {
  const most = longestDirectory + endLength + longestComment + 100;
  const chunks: Uint8Array[] = [];
  let [kept, read] = [0, 0];
  for await (const chunk of source()) {
    chunks.push(chunk);
    kept += chunk.length;
    read += chunk.length;
    while (kept - chunks[0]!.length >= most) kept -= chunks.shift()!.length;
  }
  return { bytes: Buffer.concat(chunks), start: read - kept };
}

function endOf({ bytes }: Tail): number {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1) {
    const isEnd = bytes.readUInt32LE(at) === endSignature;
    if (isEnd && at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return refuseWorkbook("workbook_broken", "no directory at its end");
}

function placeOf(tail: Tail, end: number): { at: number; length: number } {
  const { bytes, start } = tail;
  const length = bytes.readUInt32LE(end + 12);
  const offset = bytes.readUInt32LE(end + 16);
  if (length !== saturated && offset !== saturated) return { at: offset - start, length };
  const locator = end - locatorLength;
  if (locator < 0 || bytes.readUInt32LE(locator) !== locatorSignature)
    return refuseWorkbook("workbook_broken", "no ZIP64 locator");
  const end64 = Number(bytes.readBigUInt64LE(locator + 8)) - start;
  if (end64 < 0 || end64 + 56 > locator || bytes.readUInt32LE(end64) !== end64Signature)
    return refuseWorkbook("workbook_broken", "no ZIP64 directory");
  return {
    at: Number(bytes.readBigUInt64LE(end64 + 48)) - start,
    length: Number(bytes.readBigUInt64LE(end64 + 40)),
  };
}

// APPNOTE.TXT 4.5.3: what is saturated above stands in the extra field 1, in this order.
function wideOf(extra: Buffer, values: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const last = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    let next = at + 4;
    return values.map((value) => {
      if (value !== saturated || next + 8 > last) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return [...values];
}

/**
 * The files of a ZIP by their name: lower case, forward slashes, none in front. Reads the source once to its end and keeps some
 * 4 MB of it. Throws `workbook_broken` or `workbook_too_large`.
 */
export async function readZipDirectory(source: Source): Promise<ReadonlyMap<string, ZipEntry>> {
  const tail = await tailOf(source);
  if (tail.bytes.length < endLength) return refuseWorkbook("workbook_broken", "too short for a ZIP");
  const end = endOf(tail);
  const { at: first, length } = placeOf(tail, end);
  if (length > longestDirectory) return refuseWorkbook("workbook_too_large", "a directory beyond 4 MB");
  if (first < 0 || first + length > end)
    return refuseWorkbook("workbook_broken", "its directory is elsewhere");
  const entries = new Map<string, ZipEntry>();
  const { bytes } = tail;
  for (let at = first; at + entryLength <= first + length; ) {
    if (bytes.readUInt32LE(at) !== entrySignature)
      return refuseWorkbook("workbook_broken", "a broken directory");
    const nameEnd = at + entryLength + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const [size, compressed, offset] = wideOf(bytes.subarray(nameEnd, extraEnd), [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]);
    const name = bytes
      .toString("utf8", at + entryLength, nameEnd)
      .replaceAll("\\", "/")
      .replace(/^\/+/, "");
    const key = name.toLowerCase();
    if (!entries.has(key))
      entries.set(key, {
        name: key,
        isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        compressed: compressed!,
        size: size!,
        offset: offset!,
      });
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
