import type { Source } from "../decode.ts";
import { readEntry } from "./read-entry.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import { type XmlHandler, XmlReader } from "./xml-reader.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Reads a part of a workbook, an XML document in UTF-8 or UTF-16, and stops between pieces. Throws what `readEntry` and `XmlReader` throw. */
export async function* readPieces(
  source: Source,
  entry: ZipEntry,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const xml = new XmlReader(handler);
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of readEntry(source, entry)) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      xml.push(decoder.decode(chunk, { stream: true }));
      yield;
    }
    xml.push(decoder?.decode() ?? "");
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      refuseWorkbook("workbook_broken", `${entry.name} is not well encoded`);
    throw error;
  }
  xml.end();
  yield;
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}

/** Reads a part to its end. */
export async function readPart(source: Source, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  for await (const _ of readPieces(source, entry, handler));
}
