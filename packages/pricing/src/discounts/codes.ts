import { randomInt } from "node:crypto";
import { AppError, cleanText } from "@hutong/kernel";

const form = /^[\p{L}\p{N}][\p{L}\p{N}_\-.%+&!]{0,59}$/u;
// Without what is mistaken for another when it is read aloud or from paper: 0 O 1 I L U.
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const madeLength = 10;

/** How a code is compared, kept and shown: NFKC, upper case, without blanks. Empty for what cannot be a code. */
export function normaliseCode(typed: string): string {
  const code = cleanText(typed.slice(0, 200)).normalize("NFKC").replace(/\s/gu, "").toUpperCase();
  return form.test(code) ? code : "";
}

/** Normalises what a merchant typed, each code once. Throws `code_invalid` with the code. */
export function readCodes(typed: readonly string[]): string[] {
  const codes = typed.map((text) => {
    const code = normaliseCode(text);
    if (code === "")
      throw new AppError("invalid", "code_invalid", { field: "codes", params: { code: text.slice(0, 60) } });
    return code;
  });
  return [...new Set(codes)];
}

/** Makes up codes that nobody guesses: 49 bits each. */
export function makeCodes(count: number, prefix: string): string[] {
  const made = new Set<string>();
  while (made.size < count) {
    const letters = Array.from({ length: madeLength }, () => alphabet[randomInt(alphabet.length)]);
    made.add(`${prefix}${letters.join("")}`);
  }
  return [...made];
}
