import { Unzip, UnzipInflate } from "fflate";

/** A line of one of the files in a bill's zip; `file` counts from 0. */
export interface BillLine {
  readonly file: number;
  readonly text: string;
}

/** Bytes that are unpacked at a time: they may grow a thousandfold. */
const sliceBytes = 4096;
const longestLine = 100_000;

/**
 * Lines of the files in a zip as it streams in, GBK decoded; no more than a slice of it is held. Throws for what is
 * no zip, is not GBK, or ends before its files do.
 */
export async function* billLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<BillLine> {
  const lines: BillLine[] = [];
  let begun = 0;
  let ended = 0;
  const unzip = new Unzip((entry) => {
    const file = begun++;
    const decoder = new TextDecoder("gb18030", { fatal: true });
    let rest = "";
    entry.ondata = (error, data, isLast) => {
      if (error) throw error;
      const parts = (rest + decoder.decode(data, { stream: !isLast })).split("\n");
      rest = isLast ? "" : parts.pop()!;
      if (rest.length > longestLine) throw new Error("bill with an endless line");
      for (const text of parts) lines.push({ file, text: text.replace(/\r$/, "") });
      if (isLast) ended += 1;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      unzip.push(chunk.subarray(at, at + sliceBytes));
      yield* lines.splice(0);
    }
  }
  unzip.push(new Uint8Array(), true);
  yield* lines.splice(0);
  if (begun === 0 || ended < begun) throw new Error("bill cut short");
}
