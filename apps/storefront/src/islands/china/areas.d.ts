declare module "virtual:china/cities" {
  const cities: import("@hutong/pricing/china").CityIndex;
  export default cities;
}

declare module "virtual:china/areas" {
  /** Fetches the areas of a province. */
  const areas: Readonly<
    Record<string, () => Promise<{ default: import("@hutong/pricing/china").ProvinceAreas }>>
  >;
  export default areas;
}
