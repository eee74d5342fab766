/** Bytes of a description; the gateway counts bytes though the documents say characters. */
const descriptionBytes = 127;

/**
 * A description that WeChat Pay takes: no control characters, none of four bytes (emoji), at most 127 bytes of UTF-8,
 * cut at the border of a character. Never empty: the field is required.
 */
export function toDescription(text: string): string {
  const plain = [...text.toWellFormed()].filter((char) => Buffer.byteLength(char) < 4).join("");
  const clean = plain
    .replace(/(?:\p{Cc}|\u200d|\ufe0f)+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  let cut = "";
  let bytes = 0;
  for (const char of clean) {
    bytes += Buffer.byteLength(char);
    if (bytes > descriptionBytes) break;
    cut += char;
  }
  return cut.trim() || "-";
}
