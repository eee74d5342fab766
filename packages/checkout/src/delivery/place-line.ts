import type { LocationAddress } from "@hutong/inventory";

/** Where a location is, on one line: in China from the large to the small, elsewhere from the small to the large. */
export function placeLine(address: LocationAddress): string {
  const { country, province, city, district, line1, line2, postcode } = address;
  if (country === "CN")
    return [province, city === province ? "" : city, district, line1, line2].filter(Boolean).join("");
  return [line1, line2, city, [province, postcode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}
