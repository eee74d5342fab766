// A spreadsheet runs a cell that begins like this (OWASP, CSV Injection); the quote in front is taken off again by our own
// import. A text that already begins like a guarded one gets another, so that it comes back as it was.
const formula = /^(?:'*[=+\-@\t\r＝＋－＠]|'+\d)/;

/** A cell of a CSV file (RFC 4180); `isText` guards what a person typed from being run as a formula. */
export function csvCell(value: string, isText: boolean): string {
  const safe = isText && formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row of a CSV file with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}
