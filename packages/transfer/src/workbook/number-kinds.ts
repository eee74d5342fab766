import type { Source } from "../decode.ts";
import { type NumberKind, numberKindOf } from "./cell-text.ts";
import { readPart } from "./read-part.ts";
import { attributeOf, type XmlHandler } from "./xml-reader.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Excel itself has 65,490 cell formats at most; what is beyond is plain. */
const mostFormats = 65_536;
const longestCode = 1_000;

/** Reads how each cell format of a workbook shows numbers, by its number (`c@s`). */
export async function readNumberKinds(source: Source, entry: ZipEntry): Promise<readonly NumberKind[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isCellFormats = false;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (name === "cellXfs") isCellFormats = true;
      else if (name === "numFmt" && codes.size < mostFormats) {
        const code = (attributeOf(attributes, "formatCode") ?? "").slice(0, longestCode);
        codes.set(Number(attributeOf(attributes, "numFmtId")), code);
      } else if (name === "xf" && isCellFormats && ids.length < mostFormats)
        ids.push(Number(attributeOf(attributes, "numFmtId") ?? 0));
    },
    text() {},
    close(name) {
      if (name === "cellXfs") isCellFormats = false;
    },
  };
  await readPart(source, entry, handler);
  return ids.map((id) => numberKindOf(id, codes.get(id)));
}
