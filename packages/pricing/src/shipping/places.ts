import { subdivisionsOf } from "./subdivisions.ts";
import type { Destination, Place } from "./terms.ts";

// "新疆" and "新疆维吾尔自治区", "北京" and "北京市", "朝阳" and "朝阳区" are the same to whoever writes them.
const chineseEndings = /(?:维吾尔|壮族|回族)?自治区$|特别行政区$|(?:省|市|区|县|盟|地区|自治州|自治县)$/u;

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\s.,'’-]+/gu, "")
    .toLowerCase();
}

function keyOf(country: string, text: string): string {
  const key = plain(text);
  if (country !== "CN") return key;
  const short = key.replace(chineseEndings, "");
  return [...short].length >= 2 ? short : key;
}

const byCountry = new Map<string, ReadonlyMap<string, string>>();

// Any way of writing a listed province leads to its code: "California" and "ca" are "CA".
function provinceKeys(country: string): ReadonlyMap<string, string> {
  let keys = byCountry.get(country);
  if (!keys) {
    const entries = subdivisionsOf(country).flatMap(({ code, name }) => [
      [keyOf(country, code), code] as const,
      [keyOf(country, name), code] as const,
    ]);
    keys = new Map(entries);
    if (entries.length > 0) byCountry.set(country, keys);
  }
  return keys;
}

/** The code of a province as addresses carry it, however it is written; the text itself where it is not listed. */
export function provinceCode(country: string, text: string): string {
  return provinceKeys(country).get(keyOf(country, text)) ?? text;
}

const provinceKey = (country: string, text: string) => keyOf(country, provinceCode(country, text));
const postcodeKey = (text: string) => text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();

function isPostcode(pattern: string, postcode: string): boolean {
  const key = postcodeKey(postcode);
  const wanted = postcodeKey(pattern);
  return wanted.endsWith("*") ? key !== "" && key.startsWith(wanted.slice(0, -1)) : key === wanted;
}

/**
 * How specially a place names a destination: 0 everywhere, 1 its country, 2 its province, 3 its city, 4 its district,
 * 5 its postcode; −1 where it is another place. Every part that the place gives has to be the destination's.
 */
export function depthOf(place: Place, to: Destination): number {
  if (place.country !== "*" && place.country !== to.country) return -1;
  const { province, city, district, postcode } = place;
  if (province && provinceKey(to.country, province) !== provinceKey(to.country, to.province)) return -1;
  if (city && keyOf(to.country, city) !== keyOf(to.country, to.city)) return -1;
  if (district && keyOf(to.country, district) !== keyOf(to.country, to.district)) return -1;
  if (postcode && !isPostcode(postcode, to.postcode)) return -1;
  if (postcode) return 5;
  if (district) return 4;
  if (city) return 3;
  if (province) return 2;
  return place.country === "*" ? 0 : 1;
}

/** The deepest of `places` that is the destination's, as `depthOf` counts. */
export function deepest(places: readonly Place[], to: Destination): number {
  return places.reduce((depth, place) => Math.max(depth, depthOf(place, to)), -1);
}
