/** What `totals` looks at, frozen (docs/totals.md, sections 3 and 4). Amounts are integer minor units of `currency`. */
export interface TotalsInput {
  readonly version: 2;
  readonly currency: string;
  /** Shop units for one unit of `currency`, as a decimal text. */
  readonly shop: { readonly currency: string; readonly rate: string };
  readonly tax: {
    /** Whether prices have tax in them, get it on top, or are freed of what is in them. */
    readonly mode: "included" | "added" | "removed";
    readonly rounding: "line" | "order";
  };
  readonly lines: readonly TotalsLine[];
  readonly shipping: TotalsShipping | null;
  /** Those that hold, in the merchant's order. */
  readonly discounts: readonly Discount[];
  /** Gift cards and store credit, in the order in which they pay. */
  readonly tenders: readonly { readonly id: string; readonly balance: number }[];
}

export interface TaxRate {
  readonly id: string;
  /** Hundredths of a percent, with two decimals at most: 1300 is 13 %, 997.5 is 9.975 %. */
  readonly basisPoints: number;
}

export interface TotalsLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly taxes: readonly TaxRate[];
}

export interface TotalsShipping {
  readonly price: number;
  readonly freeAbove: number | null;
  readonly taxes: "as-goods" | readonly TaxRate[];
}

export type DiscountClass = "product" | "order" | "shipping";

interface DiscountOf<Class extends DiscountClass, Value> {
  readonly id: string;
  readonly class: Class;
  readonly value: Value;
  /** Ids of the lines that it is for. */
  readonly lines: "all" | readonly string[];
  /** What these have to come to. */
  readonly minimum: null | { readonly amount: number } | { readonly quantity: number };
  /** Classes with which it may stand together. */
  readonly combines: readonly DiscountClass[];
}

interface Percentage {
  readonly kind: "percentage";
  readonly basisPoints: number;
}

interface Amount {
  readonly kind: "amount";
  readonly amount: number;
}

export interface Tiers {
  readonly kind: "tiers";
  readonly of: "amount" | "quantity";
  readonly tiers: readonly (
    | { readonly from: number; readonly amount: number }
    | { readonly from: number; readonly basisPoints: number }
  )[];
}

/** "Every 100 off 10". */
export interface Steps {
  readonly kind: "steps";
  readonly every: number;
  readonly amount: number;
  readonly most: number | null;
}

export interface BuyGet {
  readonly kind: "buy-get";
  readonly buy: { readonly lines: "all" | readonly string[]; readonly quantity: number };
  readonly get: {
    readonly lines: "all" | readonly string[];
    readonly quantity: number;
    readonly basisPoints: number;
  };
  /** Uses at most. */
  readonly most: number | null;
}

interface Once {
  readonly kind: "once";
  readonly amount: number;
}

export type ProductDiscount = DiscountOf<"product", Percentage | Amount | Once | Tiers | Steps | BuyGet>;
export type OrderDiscount = DiscountOf<"order", Percentage | Amount | Tiers | Steps>;
export type ShippingDiscount = DiscountOf<"shipping", Percentage | Amount> & {
  /** Worth nothing where the shipping's price is above it. */
  readonly mostPrice?: number | null;
};
export type Discount = ProductDiscount | OrderDiscount | ShippingDiscount;
