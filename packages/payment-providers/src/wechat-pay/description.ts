import { toPlainText } from "../plain-text.ts";

/** Bytes of a description; the gateway counts bytes though the documents say characters. */
const descriptionBytes = 127;

/**
 * A description that WeChat Pay takes: no control characters, none of four bytes (emoji), at most 127 bytes of UTF-8,
 * cut at the border of a character. Never empty: the field is required.
 */
export function toDescription(text: string): string {
  let cut = "";
  let bytes = 0;
  for (const char of toPlainText(text)) {
    bytes += Buffer.byteLength(char);
    if (bytes > descriptionBytes) break;
    cut += char;
  }
  return cut.trim() || "-";
}
