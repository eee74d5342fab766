/** Cells that a spreadsheet puts on the clipboard: tabs and lines, with quotes around cells that hold either. */
export function readTsv(text: string): string[][] {
  const lines: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, quoted, plain, end] = match;
    lines.at(-1)!.push(quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"'));
    if (pattern.lastIndex >= text.length) {
      // A line's end at the very end begins no further line, a tab does begin a cell.
      if (end === "\t") lines.at(-1)!.push("");
      break;
    }
    if (end !== "\t") lines.push([]);
  }
  return lines;
}

/** The same the other way about, for a spreadsheet to paste. */
export function writeTsv(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((line) => line.map(cell).join("\t")).join("\n");
}
