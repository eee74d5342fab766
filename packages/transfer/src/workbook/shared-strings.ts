import type { Source } from "../decode.ts";
import { fromXstring } from "./cell-text.ts";
import { readPart } from "./read-part.ts";
import { refuseWorkbook } from "./refuse-workbook.ts";
import type { XmlHandler } from "./xml-reader.ts";
import type { ZipEntry } from "./zip-directory.ts";

// What is needed in any order has to be held: 128 MB of text, outside the heap, and where each begins.
const mostBytes = 128 * 1024 ** 2;
const mostStrings = 4_000_000;
const longestString = 1_000_000;
const blockSize = 4 * 1024 ** 2;

/** A workbook's texts by their number. */
export interface SharedStrings {
  /** Undefined where there is none; null where it is too long to be kept. */
  at(index: number): string | null | undefined;
}

export const noStrings: SharedStrings = { at: () => undefined };

/** Texts as UTF-8 in large blocks: a million short ones are no million objects. */
class StringTable implements SharedStrings {
  readonly #blocks: Buffer[] = [];
  #starts = new Float64Array(1_024);
  #lengths = new Int32Array(1_024);
  #count = 0;
  #used = blockSize;
  #bytes = 0;

  add(text: string | null): void {
    if (this.#count >= mostStrings) this.#refuse();
    if (this.#count === this.#starts.length) {
      const [starts, lengths] = [new Float64Array(this.#count * 2), new Int32Array(this.#count * 2)];
      starts.set(this.#starts);
      lengths.set(this.#lengths);
      [this.#starts, this.#lengths] = [starts, lengths];
    }
    const length = text === null ? 0 : Buffer.byteLength(text);
    if (this.#used + length > blockSize) {
      this.#blocks.push(Buffer.allocUnsafeSlow(blockSize));
      this.#bytes += blockSize;
      this.#used = 0;
      if (this.#bytes > mostBytes) this.#refuse();
    }
    if (text !== null) this.#blocks.at(-1)!.write(text, this.#used);
    this.#starts[this.#count] = (this.#blocks.length - 1) * blockSize + this.#used;
    this.#lengths[this.#count] = text === null ? -1 : length;
    this.#used += length;
    this.#count += 1;
  }

  at(index: number): string | null | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const length = this.#lengths[index]!;
    if (length <= 0) return length < 0 ? null : "";
    const start = this.#starts[index]!;
    const from = start % blockSize;
    return this.#blocks[Math.floor(start / blockSize)]!.toString("utf8", from, from + length);
  }

  #refuse(): never {
    return refuseWorkbook("workbook_texts_too_large", "shared strings beyond memory", {
      most: mostBytes / 1024 ** 2,
      count: mostStrings,
    });
  }
}

/** Reads the texts that cells share, without their looks and without phonetic hints. Throws `workbook_texts_too_large`. */
export async function readSharedStrings(source: Source, entry: ZipEntry): Promise<SharedStrings> {
  const table = new StringTable();
  let [parts, length, phonetic, isText] = [[] as string[], 0, 0, false];
  const handler: XmlHandler = {
    open(name) {
      if (name === "si") [parts, length] = [[], 0];
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") isText = phonetic === 0;
    },
    text(text) {
      if (!isText) return;
      length += text.length;
      if (length <= longestString) parts.push(text);
      else parts = [];
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "si") table.add(length > longestString ? null : fromXstring(parts.join("")));
    },
  };
  await readPart(source, entry, handler);
  return table;
}
