/** Text that payment providers take: no control characters, none of four bytes (emoji), no two blanks in a row. */
export function toPlainText(text: string): string {
  const plain = [...text.toWellFormed()].filter((char) => Buffer.byteLength(char) < 4).join("");
  return plain
    .replace(/(?:\p{Cc}|\u200d|\ufe0f)+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}
