import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file to be put into a ZIP; its content is asked for when its turn comes. */
export interface ZipContent {
  readonly name: string;
  readonly pieces: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: string;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

const most = 0xffffffff;
// APPNOTE.TXT 4.4.4: sizes follow the data, names are UTF-8. The date is always the same, so that the same content is the same file.
const flags = 0x0808;
const version = 20;
const deflated = 8;
const firstOfJanuary1980 = 0x0021;

function header(signature: number, { name, crc, compressed, size }: Omit<Written, "offset">): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(version, 4);
  bytes.writeUInt16LE(flags, 6);
  bytes.writeUInt16LE(deflated, 8);
  bytes.writeUInt16LE(firstOfJanuary1980, 12);
  bytes.writeUInt32LE(crc, 14);
  bytes.writeUInt32LE(compressed, 18);
  bytes.writeUInt32LE(size, 22);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26);
  return bytes;
}

function directoryEntry(entry: Written): Buffer {
  const local = header(0, entry);
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(version, 4);
  local.copy(bytes, 6, 4, 30);
  bytes.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([bytes, Buffer.from(entry.name)]);
}

/**
 * Writes a ZIP while its content is made; what is kept is one piece. Throws a RangeError where a file is beyond 4 GB, which
 * would need ZIP64.
 */
export async function* writeZip(contents: readonly ZipContent[]): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name, pieces } of contents) {
    const nothing = { name, crc: 0, compressed: 0, size: 0 };
    const start = Buffer.concat([header(0x04034b50, nothing), Buffer.from(name)]);
    yield start;
    const sums: Sums = { crc: 0, compressed: 0, size: 0 };
    for await (const chunk of deflatedPieces(pieces, sums)) yield chunk;
    if (sums.size > most || offset > most) throw new RangeError(`${name} is too large for a ZIP`);
    const end = Buffer.alloc(16);
    [0x08074b50, sums.crc, sums.compressed, sums.size].forEach((value, index) => {
      end.writeUInt32LE(value, index * 4);
    });
    yield end;
    written.push({ name, ...sums, offset });
    offset += start.length + sums.compressed + end.length;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

interface Sums {
  crc: number;
  compressed: number;
  size: number;
}

async function* summed(pieces: ZipContent["pieces"], sums: Sums): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece);
    sums.crc = crc32(bytes, sums.crc);
    sums.size += bytes.length;
    yield bytes;
  }
}

async function* deflatedPieces(pieces: ZipContent["pieces"], sums: Sums): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ chunkSize: 65_536 });
  const feeding = pipeline(summed(pieces, sums), deflate);
  feeding.catch(() => {}); // the reader below throws the same
  try {
    for await (const chunk of deflate) {
      sums.compressed += chunk.length;
      yield chunk;
    }
  } finally {
    deflate.destroy();
    await feeding.catch(() => {});
  }
}
