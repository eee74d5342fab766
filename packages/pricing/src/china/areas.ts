import { areaList } from "@vant/area-data";
import { isMunicipality } from "../shipping/municipality.ts";
import type { ProvinceAreas } from "./terms.ts";

// 省直辖县, 自治区直辖县级行政区划 and a municipality's 县 are headings of the statistics, which nobody writes on a parcel.
const isHeading = (name: string) => name === "县" || /直辖县/.test(name);
const isRest = (name: string) => name === "市辖区" || name === "其它区";

type Entry = readonly [code: string, name: string];

// Codes begin with the digits of what they lie in: two of the province, four of the city.
function under(
  list: Readonly<Record<string, string>>,
  digits: number,
): ReadonlyMap<string, readonly Entry[]> {
  return Map.groupBy(Object.entries(list), ([code]) => code.slice(0, digits));
}

function areasOf(
  province: string,
  listed: readonly Entry[],
  counties: ReadonlyMap<string, readonly Entry[]>,
): ProvinceAreas {
  const cities = new Map<string, string[]>();
  for (const [code, city] of listed) {
    const names = (counties.get(code.slice(0, 4)) ?? [])
      .map(([, name]) => name)
      .filter((name) => !isRest(name));
    if (!isHeading(city)) cities.set(city, names);
    else if (isMunicipality(province)) cities.get(province)?.push(...names);
    else for (const name of names) cities.set(name, []);
  }
  return [...cities];
}

function allAreas(): ReadonlyMap<string, ProvinceAreas> {
  const cities = under(areaList.city_list, 2);
  const counties = under(areaList.county_list, 4);
  return new Map(
    Object.entries(areaList.province_list).map(([code, name]) => [
      name,
      areasOf(name, cities.get(code.slice(0, 2)) ?? [], counties),
    ]),
  );
}

let areas: ReadonlyMap<string, ProvinceAreas> | undefined;

/**
 * 省 → 市 → 区县 as people write them on parcels, in the order of their codes (GB/T 2260). What a province or region
 * administers itself (省直辖县级: 仙桃市, 石河子市) stands among its cities, without districts. The source is @vant/area-data,
 * which has development zones that people write as districts, Hong Kong, Macau and Taiwan.
 */
export function chinaAreas(): ReadonlyMap<string, ProvinceAreas> {
  areas ??= allAreas();
  return areas;
}
