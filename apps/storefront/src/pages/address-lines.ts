import type { AddressView } from "@hutong/checkout";
import { countryName } from "./regions.ts";

/** An address as it stands on a parcel in its country. */
export function addressLines(address: AddressView, locale: string): string[] {
  const country = countryName(locale, address.country);
  if (address.country === "CN") {
    const place = [
      address.province,
      address.city === address.province ? "" : address.city,
      address.district,
    ].join("");
    return [`${address.name}　${address.phone}`, `${place}${address.line1}${address.line2}`];
  }
  return [
    address.name,
    address.line1,
    address.line2,
    [address.city, address.province, address.postcode].filter(Boolean).join(", "),
    country,
    address.phone,
  ].filter(Boolean);
}
