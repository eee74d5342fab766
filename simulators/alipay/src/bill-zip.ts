import { crc32, deflateRawSync } from "node:zlib";

let table: Map<string, number> | undefined;

// Node decodes GBK and does not encode it: every pair of bytes is decoded once.
function codes(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder("gbk");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== "\ufffd" && !table.has(char))
        table.set(char, (lead << 8) | trail);
    }
  }
  return table;
}

/** A text in GBK; characters that it has not got become a question mark. */
export function toGbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0) < 0x80 ? char.charCodeAt(0) : (codes().get(char) ?? 0x3f);
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Buffer.from(bytes);
}

interface Entry {
  readonly local: Buffer;
  readonly central: Buffer;
}

function record(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const parts = [[4, signature] as const, ...fields].map(([bytes, value]) => {
    const part = Buffer.alloc(bytes);
    part.writeUIntLE(value, 0, bytes);
    return part;
  });
  return Buffer.concat(parts);
}

function entryOf(name: string, text: string, offset: number): Entry {
  const data = toGbk(text);
  const packed = deflateRawSync(data);
  const encoded = toGbk(name);
  const sizes = [
    [4, crc32(data)],
    [4, packed.length],
    [4, data.length],
  ] as const;
  // Sizes come after the data (bit 3), as Java's ZipOutputStream writes.
  const head = [
    [2, 20],
    [2, 8],
    [2, 8],
    [2, 0],
    [2, 0x21],
  ] as const;
  const local = Buffer.concat([
    record(0x04034b50, [...head, [4, 0], [4, 0], [4, 0], [2, encoded.length], [2, 0]]),
    encoded,
    packed,
    record(0x08074b50, sizes),
  ]);
  const central = Buffer.concat([
    record(0x02014b50, [
      [2, 20],
      ...head,
      ...sizes,
      [2, encoded.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ]),
    encoded,
  ]);
  return { local, central };
}

/** A zip of texts in GBK, names too. */
export function zipped(files: readonly { readonly name: string; readonly text: string }[]): Buffer {
  const entries: Entry[] = [];
  let offset = 0;
  for (const { name, text } of files) {
    const entry = entryOf(name, text, offset);
    entries.push(entry);
    offset += entry.local.length;
  }
  const directory = Buffer.concat(entries.map((entry) => entry.central));
  const count = entries.length;
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...entries.map((entry) => entry.local), directory, end]);
}
