import { fragment } from "@hutong/db";

/** Where a location is, in the parts of an address. */
export interface LocationAddress {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly line1: string;
  readonly line2: string;
  readonly postcode: string;
  readonly phone: string;
}

/** A location where customers fetch their orders. `hours` are the merchant's words by language. */
export interface PickupPlace {
  readonly id: string;
  readonly name: string;
  readonly address: LocationAddress;
  readonly hours: Readonly<Record<string, string>>;
}

/** The pickup locations in the countries of a market `m` as JSON (`PickupPlace[]`), the default one first: a column of a statement. */
export function pickupsOfMarket(): object {
  return fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'address', l.address, 'hours', l.hours)
      order by l.is_default desc, l.name, l.id), '[]'::jsonb)
    from locations l where l.store_id = m.store_id and l.is_pickup and l.address is not null
      and m.countries ?| array['*', l.address->>'country'])`;
}
