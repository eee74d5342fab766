import { AppError } from "@hutong/kernel";

/** A file that may be read more than once. */
export type Source = () => AsyncIterable<Uint8Array>;

/** How a file's text is written; GBK is read as its superset GB 18030. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** Thrown where the bytes are not of the encoding; the next guess may fit. */
class NotSoEncoded extends Error {}

const longestPiece = 262_144;

/**
 * What a file's first bytes say: a mark, or the NULs of UTF-16 without one. Null where they say nothing; then it is UTF-8 or,
 * where it is not that, GBK.
 */
function encodingAtStart(start: Uint8Array): Encoding | null {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return "utf-8";
  // A header is mostly ASCII, which in UTF-16 has a NUL in every second byte.
  const sample = start.subarray(0, 400 - (400 % 2));
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const many = sample.length / 4;
  if (zeros[1]! > many && zeros[0]! < many / 4) return "utf-16le";
  if (zeros[0]! > many && zeros[1]! < many / 4) return "utf-16be";
  return null;
}

const beginnings: readonly (readonly [string, readonly number[]])[] = [
  ["file_not_csv", [0x25, 0x50, 0x44, 0x46]],
  ["file_not_csv", [0x89, 0x50, 0x4e, 0x47]],
  ["file_not_csv", [0xff, 0xd8, 0xff]],
  ["file_not_csv", [0x1f, 0x8b]],
];

function refuseBinary(start: Uint8Array): void {
  const known = beginnings.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte));
  if (known) throw new AppError("invalid", known[0]);
}

async function firstBytes(source: Source): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= 400) break;
  }
  return Buffer.concat(parts);
}

/** A file's text in pieces. Throws `NotSoEncoded` where its bytes are not of the encoding. */
export async function* decoded(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source()) {
      for (let at = 0; at < chunk.length; at += longestPiece) {
        const text = decoder.decode(chunk.subarray(at, at + longestPiece), { stream: true });
        if (text) yield text;
      }
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new NotSoEncoded("not so encoded", { cause: error });
    throw error;
  }
}

/**
 * Runs `work` with the file's encoding: what its first bytes say, else UTF-8, else GBK. Throws `file_empty`, `file_not_csv`,
 * or `file_encoding_unknown` where none fits.
 */
export async function withEncoding<Result>(
  source: Source,
  work: (encoding: Encoding) => Promise<Result>,
): Promise<Result> {
  const start = await firstBytes(source);
  if (start.length === 0) throw new AppError("invalid", "file_empty");
  refuseBinary(start);
  const said = encodingAtStart(start);
  const guesses: readonly Encoding[] = said ? [said] : ["utf-8", "gb18030"];
  for (const encoding of guesses) {
    try {
      return await work(encoding);
    } catch (error) {
      if (!(error instanceof NotSoEncoded)) throw error;
    }
  }
  throw new AppError("invalid", "file_encoding_unknown");
}
