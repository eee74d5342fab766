/** Whether a Chinese province is a city of its own, which addresses name twice or once. */
export function isMunicipality(province: string): boolean {
  return /^(北京|天津|上海|重庆)市$|^(香港|澳门)特别行政区$/.test(province);
}
