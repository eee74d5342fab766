import type { Destination } from "@hutong/pricing";
import type { HeadRow } from "./cart-rows.ts";
import type { Way } from "./delivery/ways.ts";

/** Where a cart is taxed: where it is sent, or where it is fetched; goods that nobody brings, by the address as far as it is known. */
export function taxedPlace(head: HeadRow, way: Way, to: Destination): Destination {
  const { country, province, city, district, postcode } = way.kind === "pickup" ? way.place.address : to;
  return { country: country || head.country, province, city, district, postcode };
}
