import { toPlainText } from "../plain-text.ts";

/** Characters of a subject. */
const most = 256;

/**
 * A subject that Alipay takes: at most 256 characters without `/`, `=` and `&`, which are signs of its own. Never empty:
 * the field is required.
 */
export function toSubject(text: string): string {
  return toPlainText(text.replace(/[/=&]/g, " ")).slice(0, most).trim() || "-";
}
