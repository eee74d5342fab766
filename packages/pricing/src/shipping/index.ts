export type { Refusal } from "./charge.ts";
export { type DeliveryPromise, deliveryPromise } from "./delivery-promise.ts";
export { isMunicipality } from "./municipality.ts";
export { provinceCode } from "./places.ts";
export { type NoOffer, type Offer, type Offers, offerPrice, ratesFor } from "./rates-for.ts";
export { ShippingZoneInput } from "./schemas.ts";
export { chineseProvinces, type Subdivision, subdivisionsOf } from "./subdivisions.ts";
export type {
  Charge,
  Destination,
  Parcel,
  Place,
  Rate,
  ShippingTerms,
  Surcharge,
  Zone,
} from "./terms.ts";
