/** A place that a zone names: the deepest part that is given says how special it is. All parts are compared as people write them. */
export interface Place {
  /** ISO 3166-1 alpha-2, or "*" for everywhere else. */
  readonly country: string;
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  /** A whole postcode, or its beginning followed by "*". */
  readonly postcode?: string;
}

/** What a rate costs. Amounts in minor units of the market's currency, weights in grams. */
export type Charge =
  | { readonly kind: "flat"; readonly price: number }
  /** 首重 and 续重: so much up to `firstGrams`, so much for each further unit that is begun; nothing above `mostGrams`. */
  | {
      readonly kind: "steps";
      readonly firstGrams: number;
      readonly firstPrice: number;
      readonly furtherGrams: number;
      readonly furtherPrice: number;
      readonly mostGrams: number | null;
    }
  /** The first tier that the parcel fits in; `upTo` is inclusive, null in the last one means any more. */
  | {
      readonly kind: "tiers";
      readonly of: "weight" | "price" | "quantity";
      readonly tiers: readonly { readonly upTo: number | null; readonly price: number }[];
    };

/** What is added in some places of a zone, as 新疆 and 西藏. */
export interface Surcharge {
  readonly places: readonly Place[];
  readonly amount: number;
  /** Whether "free above" counts there too. */
  readonly isFreeKept: boolean;
}

export interface Rate {
  readonly id: string;
  /** By language. */
  readonly name: Readonly<Record<string, string>>;
  readonly charge: Charge;
  /** Sum of the goods from which it costs nothing. */
  readonly freeAbove: number | null;
  /** Sum of the goods below which it is not offered. */
  readonly minimum: number | null;
  readonly minDays: number;
  readonly maxDays: number;
}

/** Places that share rates. A zone without rates says that nothing is sent there. */
export interface Zone {
  readonly id: string;
  /** Local delivery is offered beside what the most special shipping zone offers, not in its place. */
  readonly kind: "shipping" | "local";
  readonly places: readonly Place[];
  readonly surcharges: readonly Surcharge[];
  readonly rates: readonly Rate[];
}

/** What a market sends by: its zones in the merchant's order. */
export interface ShippingTerms {
  readonly zones: readonly Zone[];
}

/** The parts of an address by which zones are told apart; empty where they are not known. */
export interface Destination {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly postcode: string;
}

/** What is to be sent: only lines that need shipping count. `sum` is theirs before discounts, in minor units. */
export interface Parcel {
  readonly grams: number;
  readonly quantity: number;
  readonly sum: number;
}
