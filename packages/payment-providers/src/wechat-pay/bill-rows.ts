/** A row of a bill, read by the header's names; columns differ by kind of bill and change over time. */
export type BillRow = (column: string) => string;

async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // A TextDecoder leaves the BOM out by itself.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

// Every cell of data begins with a backtick; a comma inside merchant text is written backslash, blank.
function cells(line: string): string[] {
  return line
    .slice(1)
    .split(",`")
    .map((cell) => cell.trim().replaceAll("\\ ", ","));
}

function rowOf(header: readonly string[], line: string): BillRow {
  const values = cells(line);
  if (values.length !== header.length) throw new Error("bill row does not fit its header");
  return (column) => {
    const at = header.indexOf(column);
    if (at < 0) throw new Error(`bill has no column ${column}`);
    return values[at]!;
  };
}

const countColumn = "总交易单数";

/**
 * Rows of a trade bill as they stream in: header, rows, then a header and a row that sum up. Throws when a row does
 * not fit, or at the end when the summary is missing or counts another number of rows.
 */
export async function* billRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<BillRow> {
  let header: readonly string[] = [];
  let summary: BillRow | undefined;
  let count = 0;
  for await (const raw of lines(chunks)) {
    const line = raw.replace(/\r$/, "");
    if (line === "") continue;
    if (!line.startsWith("`")) {
      header = line.split(",").map((name) => name.trim());
    } else if (header.includes(countColumn)) {
      summary = rowOf(header, line);
    } else {
      count += 1;
      yield rowOf(header, line);
    }
  }
  if (!summary) throw new Error("bill without its summary: cut short");
  if (Number(summary(countColumn)) !== count)
    throw new Error("bill with another number of rows than it says");
}
