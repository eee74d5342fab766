import { isMunicipality } from "../shipping/municipality.ts";
import type { CityIndex, ProvinceAreas } from "./terms.ts";

// What follows a short name and makes another name of it: 朝阳 is no city in 朝阳区, nor 南京 in 南京路.
const otherwise = /^[省市区县州盟旗镇乡村街路道巷弄里大桥东南西北中]/u;
const ending =
  /(?:维吾尔|壮族|回族)?自治区$|特别行政区$|(?:[\p{Script=Han}]{1,6}族)*自治[州县]$|(?:省|市|盟|地区|林区|新区)$/u;
const blanks = /^[\s,，、/>·-]+/u;

function shortOf(name: string): string {
  const short = name.replace(ending, "");
  return [...short].length >= 2 ? short : name;
}

/** The text after `name` where it begins with it, by its whole name or by the short one that people say; null otherwise. */
function after(text: string, name: string): string | null {
  if (text.startsWith(name)) return text.slice(name.length).replace(blanks, "");
  const short = shortOf(name);
  if (short === name || !text.startsWith(short)) return null;
  const rest = text.slice(short.length);
  const isOther = otherwise.test(rest) && !/^[东南西北中大里][\p{Script=Han}]{0,4}[区县市旗]/u.test(rest);
  return isOther ? null : rest.replace(blanks, "");
}

interface Found {
  readonly name: string;
  readonly rest: string;
}

// Whole names before short ones, long before short: 吉林市 is the city, 吉林 the province; 海南藏族自治州 is not 海南.
function first(text: string, names: Iterable<string>): Found | null {
  let found: Found | null = null;
  for (const name of names) {
    const rest = after(text, name);
    if (rest === null) continue;
    const isWhole = text.startsWith(name);
    const isBetter =
      !found || (isWhole && !text.startsWith(found.name)) || (isWhole && name.length > found.name.length);
    if (isBetter) found = { name, rest };
  }
  return found;
}

/** Where an address begins, as far as provinces and cities tell. */
export interface Head {
  readonly province: string;
  /** Empty where the text does not say it. */
  readonly city: string;
  readonly rest: string;
}

/** The province, and the city where it is said, that a text begins with; a city alone leads to its province. */
export function headOf(text: string, index: CityIndex): Head | null {
  const address = text
    .trim()
    .replace(/^(?:中华人民共和国|中国)/u, "")
    .replace(blanks, "");
  const cityOf = (province: string, text: string): Head => {
    const cities = index[province] ?? [];
    // A municipality is its own city, said once more or not; Hong Kong's and Macau's parts are their cities.
    if (cities.includes(province)) {
      const rest = (after(text, province) ?? text).replace(/^(?:市辖区|县(?=[\p{Script=Han}]+县))/u, "");
      return { province, city: province, rest };
    }
    const city = first(text, cities);
    return { province, city: city?.name ?? "", rest: city?.rest ?? text };
  };
  const province = first(address, Object.keys(index));
  if (province && address.startsWith(province.name)) return cityOf(province.name, province.rest);
  for (const [name, cities] of Object.entries(index)) {
    if (isMunicipality(name)) continue;
    const city = cities.find((one) => address.startsWith(one));
    if (city) return { province: name, city, rest: after(address, city) ?? "" };
  }
  if (province) return cityOf(province.name, province.rest);
  for (const [name, cities] of Object.entries(index)) {
    const city = isMunicipality(name) ? null : first(address, cities);
    if (city) return { province: name, city: city.name, rest: city.rest };
  }
  return null;
}

/** What an address says before its street. */
export interface PlaceFound {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly line1: string;
}

// A district that the list does not know yet; 小区 and the like are no districts. Old Safari knows no lookbehind.
const unknownDistrict =
  /^(\p{Script=Han}{1,10}?(?:自治县|自治旗|新区|[^小校园社厂景院片街营库\P{Script=Han}][区县旗]))(?=[\p{Script=Han}\d])/u;

/** Goes on from the head with the areas of its province. A county-level city alone leads to its own: 义乌市 lies in 金华市. */
export function placeOf(head: Head, areas: ProvinceAreas): PlaceFound {
  const { province, city, rest } = head;
  if (city === "") {
    for (const [name, districts] of areas) {
      const found = first(rest, districts);
      if (found && rest.startsWith(found.name))
        return { province, city: name, district: found.name, line1: found.rest };
    }
    return { province, city, district: "", line1: rest };
  }
  const districts = areas.find(([name]) => name === city)?.[1] ?? [];
  const known = first(rest, districts);
  if (known) return { province, city, district: known.name, line1: known.rest };
  const typed = districts.length > 0 ? unknownDistrict.exec(rest)?.[1] : undefined;
  return {
    province,
    city,
    district: typed ?? "",
    line1: rest.slice(typed?.length ?? 0).replace(blanks, ""),
  };
}
