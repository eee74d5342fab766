/** A part of an amount by the id of what it comes from: a discount, a tax, a tender. */
export interface Part {
  readonly id: string;
  readonly amount: number;
}

/** What a line or the shipping comes to. */
interface Worth {
  readonly discounts: readonly Part[];
  /** What discounts left. */
  readonly rest: number;
  /** Inside the rest or on top of it, as the input's mode has it; none where they were removed. */
  readonly taxes: readonly Part[];
  readonly payable: number;
  /** In the shop's currency. */
  readonly shop: number;
}

export interface LineTotals extends Worth {
  readonly id: string;
  readonly gross: number;
}

export interface ShippingTotals extends Worth {
  readonly price: number;
  /** The goods reached the sum from which shipping is free. */
  readonly isFree: boolean;
}

/** Everything a total explains itself by (docs/totals.md, section 10). Amounts in minor units. */
export interface Totals {
  readonly lines: readonly LineTotals[];
  readonly shipping: ShippingTotals | null;
  /** Those that took something off, in the input's order. */
  readonly discounts: readonly Part[];
  readonly subtotal: number;
  /** Off the goods. */
  readonly discount: number;
  readonly shippingTotal: number;
  readonly tax: number;
  /** Tax that was in the prices and is not paid. */
  readonly removed: number;
  readonly total: number;
  readonly tenders: readonly Part[];
  /** What is left for a payment method. */
  readonly due: number;
  readonly shopTotal: number;
}
