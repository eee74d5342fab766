export { type SplitAddress, splitAddress } from "./split-address.ts";
export type { CityIndex, ProvinceAreas } from "./terms.ts";
