import { areaList } from "@vant/area-data";
import { isMunicipality } from "../shipping/municipality.ts";
import type { ProvinceAreas } from "./terms.ts";

// 省直辖县, 自治区直辖县级行政区划 and a municipality's 县 are headings of the statistics, which nobody writes on a parcel.
const isHeading = (name: string) => name === "县" || /直辖县/.test(name);
const isRest = (name: string) => name === "市辖区" || name === "其它区";

function areasOf(code: string, province: string): ProvinceAreas {
  const under = (list: Readonly<Record<string, string>>, start: string) =>
    Object.entries(list).filter(([one]) => one.startsWith(start));
  const cities = new Map<string, string[]>();
  for (const [cityCode, city] of under(areaList.city_list, code.slice(0, 2))) {
    const counties = under(areaList.county_list, cityCode.slice(0, 4))
      .map(([, name]) => name)
      .filter((name) => !isRest(name));
    if (!isHeading(city)) cities.set(city, counties);
    else if (isMunicipality(province)) cities.get(province)?.push(...counties);
    else for (const county of counties) cities.set(county, []);
  }
  return [...cities];
}

let areas: ReadonlyMap<string, ProvinceAreas> | undefined;

/**
 * 省 → 市 → 区县 as people write them on parcels, in the order of their codes (GB/T 2260). What a province or region
 * administers itself (省直辖县级: 仙桃市, 石河子市) stands among its cities, without districts. The source is @vant/area-data,
 * which has development zones that people write as districts, Hong Kong, Macau and Taiwan.
 */
export function chinaAreas(): ReadonlyMap<string, ProvinceAreas> {
  areas ??= new Map(
    Object.entries(areaList.province_list).map(([code, name]) => [name, areasOf(code, name)] as const),
  );
  return areas;
}
