import { crc32, createInflateRaw } from "node:zlib";

/** A file in a zip, still packed. */
export interface ZipEntry {
  readonly isDeflated: boolean;
  readonly packed: Buffer;
  readonly crc: number;
  /** Bytes once it is unpacked. */
  readonly size: number;
}

const endBytes = 22;
const longestComment = 65_535;

/** Where the directory stands that every whole zip ends with. */
function findEnd(zip: Buffer): number {
  const first = Math.max(0, zip.length - endBytes - longestComment);
  for (let at = zip.length - endBytes; at >= first; at--) {
    if (zip.readUInt32LE(at) !== 0x06054b50) continue;
    if (at + endBytes + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw new Error("zip cut short");
}

function entryAt(zip: Buffer, at: number): ZipEntry {
  const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
  const [bytes, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
  if (zip.readUInt32LE(at) !== 0x02014b50 || zip.readUInt32LE(local) !== 0x04034b50)
    throw new Error("zip with a broken directory");
  if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new Error("zip packed in an unknown way");
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + bytes);
  if (packed.length !== bytes) throw new Error("zip cut short");
  return {
    isDeflated: method === 8,
    packed,
    crc: zip.readUInt32LE(at + 16),
    size: zip.readUInt32LE(at + 24),
  };
}

/**
 * The files of a zip by its directory, which says where each ends; guessing that from the data, as a reader without the
 * directory must, can go wrong. Throws for one that is cut short, encrypted, or packed otherwise than usual.
 */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = findEnd(zip);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    entries.push(entryAt(zip, at));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks a file piece by piece. Throws at its end when it is not what the directory says: size and CRC-32. */
export async function* unpacked({ isDeflated, packed, crc, size }: ZipEntry): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const parts: AsyncIterable<Buffer> | readonly Buffer[] = isDeflated ? inflate : [packed];
  if (isDeflated) inflate.end(packed);
  let seen = 0;
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes > size) break;
    seen = crc32(part, seen);
    yield part;
  }
  if (bytes !== size || seen !== crc) throw new Error("zip altered");
}
