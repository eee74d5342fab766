/** How a style shows a number, as far as it changes what a person reads: a date, or leading zeros up to a width. */
export type NumberKind = "plain" | "date" | { readonly zeros: number };

// ECMA-376-1 18.8.30: what the built-in numbers mean; 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean.
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** @param code the format as it was typed, where it is not a built-in one */
export function numberKindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return isBuiltInDate(id) ? "date" : "plain";
  const [first = ""] = code.split(";", 1);
  if (/^0{2,}$/.test(first)) return { zeros: first.length };
  const bare = first.replaceAll(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, "");
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? "date" : "plain";
}

const day = 86_400;
const lastDay = 2_958_465; // 9999-12-31
const two = (value: number) => String(value).padStart(2, "0");

// Excel counts a 29th of February 1900 that never was, so days before it are one later.
function dateOf(serial: number, is1904: boolean): string {
  const seconds = Math.round(serial * day);
  const [days, rest] = [Math.floor(seconds / day), seconds % day];
  const time = `${two(Math.floor(rest / 3_600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (days === 0 && !is1904) return time;
  const shift = is1904 ? 24_107 : days < 60 ? 25_568 : 25_569;
  const date = new Date((days - shift) * day * 1_000).toISOString().slice(0, 10);
  return rest === 0 ? date : `${date} ${time}`;
}

/** A number as Excel shows it in a wide column: 15 digits, never by a power of ten. */
function digitsOf(raw: string): string {
  if (/^-?(?=[\d.]{1,16}$)\d{1,15}(?:\.\d+)?$/.test(raw)) return raw;
  const value = Number(raw);
  if (raw === "" || !Number.isFinite(value)) return raw;
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential(14)) ?? [];
  const digits = (whole + fraction).replace(/0+$/, "");
  const point = Number(power) + 1;
  if (digits === "") return "0";
  if (Math.abs(point) > 310) return raw;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The text of a cell that holds a number: a date as 2026-11-28 or 2026-11-28 13:24:00, zeros in front where its style shows them. */
export function numberText(raw: string, kind: NumberKind, is1904: boolean): string {
  const value = raw.trim();
  if (kind === "plain") return digitsOf(value);
  if (kind === "date") {
    const serial = Number(value);
    return value !== "" && serial >= 0 && serial <= lastDay ? dateOf(serial, is1904) : digitsOf(value);
  }
  const digits = digitsOf(value);
  return /^\d+$/.test(digits) ? digits.padStart(Math.min(kind.zeros, 255), "0") : digits;
}

/** Undoes what ECMA-376-1 22.9.2.19 (ST_Xstring) does to characters that XML does not have: `_x000D_` is a carriage return. */
export function fromXstring(text: string): string {
  if (!text.includes("_x")) return text;
  return text
    .replaceAll(/_x([\da-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toWellFormed();
}

/** The same the other way: what XML does not have, and what reads like such an escape. */
export function toXstring(text: string): string {
  return (
    text
      .replaceAll(/_(?=x[\da-fA-F]{4}_)/g, "_x005F_")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not have.
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => {
        const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
        return `_x${hex}_`;
      })
  );
}
