import { cityKey, provinceKey } from "./provinces.ts";
import type { Place, PlaceRate } from "./terms.ts";

/** A postcode as it is compared: letters and digits in capitals. */
function plainPostcode(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}*]/gu, "");
}

type Pattern =
  | { readonly kind: "exact"; readonly code: string }
  | { readonly kind: "prefix"; readonly code: string }
  | { readonly kind: "range"; readonly from: string; readonly to: string };

// "90001..90099", "90001–90099"; a plain hyphen only between two ZIP codes, since other codes have one inside.
const rangeMark = /\s*(?:\.{2,3}|…|[–—~～至])\s*|(?<=^\s*\d{5})-(?=\d{5}\s*$)/u;

function patternOf(text: string): Pattern | null {
  const ends = text.split(rangeMark).map(plainPostcode);
  if (ends.length === 2) {
    const [from, to] = ends as [string, string];
    if (from === "" || from.length !== to.length || from > to || (from + to).includes("*")) return null;
    return { kind: "range", from, to };
  }
  const [code = ""] = ends;
  if (ends.length > 2 || code === "" || code === "*") return null;
  const star = code.indexOf("*");
  if (star < 0) return { kind: "exact", code };
  return star === code.length - 1 ? { kind: "prefix", code: code.slice(0, -1) } : null;
}

const parts = (postcodes: string) => postcodes.split(/[,，;；\n]+/u).filter((part) => part.trim() !== "");

/** Whether a merchant's list of postcodes can be read: codes, "902*", and ranges of equally long ends. */
export function arePostcodes(postcodes: string): boolean {
  return parts(postcodes).every((part) => patternOf(part) !== null);
}

const read = new Map<string, readonly Pattern[]>();

function patternsOf(postcodes: string): readonly Pattern[] {
  let patterns = read.get(postcodes);
  if (!patterns) {
    patterns = parts(postcodes).flatMap((part) => patternOf(part) ?? []);
    if (read.size > 5000) read.clear();
    read.set(postcodes, patterns);
  }
  return patterns;
}

// 3 for the code itself, 2 for a range, 1 for a beginning, 0 for none.
function closenessOf(pattern: Pattern, code: string, country: string): number {
  if (pattern.kind === "range") {
    const head = code.slice(0, pattern.from.length);
    return head.length === pattern.from.length && pattern.from <= head && head <= pattern.to ? 2 : 0;
  }
  if (pattern.kind === "prefix") return code.startsWith(pattern.code) ? 1 : 0;
  // ZIP+4 lies in its ZIP.
  const isZip = country === "US" && pattern.code.length === 5;
  return code === pattern.code || (isZip && code.startsWith(pattern.code)) ? 3 : 0;
}

function postcodeCloseness(postcodes: string, place: Place): number {
  const code = plainPostcode(place.postcode);
  if (code === "") return 0;
  return Math.max(0, ...patternsOf(postcodes).map((pattern) => closenessOf(pattern, code, place.country)));
}

/**
 * How closely a rate's place is that of an address: null where it is elsewhere; the larger the more specific, a postcode
 * before a city before a province before the country, and a code before a range before a beginning.
 */
export function specificity(rate: PlaceRate, place: Place): number | null {
  if (
    rate.province &&
    provinceKey(place.country, rate.province) !== provinceKey(place.country, place.province)
  )
    return null;
  if (rate.city && cityKey(rate.city) !== cityKey(place.city)) return null;
  const postcode = rate.postcodes ? postcodeCloseness(rate.postcodes, place) : 0;
  if (rate.postcodes && postcode === 0) return null;
  return postcode * 4 + (rate.city ? 2 : 0) + (rate.province ? 1 : 0);
}
