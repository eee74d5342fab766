/** Cities of a province, each with its districts, counties and county-level cities; none where a city has none. */
export type ProvinceAreas = readonly (readonly [city: string, districts: readonly string[]])[];

/** Names of cities by province. */
export type CityIndex = Readonly<Record<string, readonly string[]>>;
