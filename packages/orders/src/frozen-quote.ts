import type { Totals, TotalsInput } from "@hutong/pricing";

/** A line as it was when the quote was frozen: what the order will say for ever. */
export interface FrozenLine {
  readonly variantId: string;
  readonly productId: string;
  readonly handle: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string | null;
  readonly picture: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** The frozen input of totals(), its version and its answer; kept with each checkout and order. */
export interface FrozenQuote {
  readonly version: number;
  readonly input: TotalsInput;
  readonly answer: Totals;
  readonly lines: readonly FrozenLine[];
  readonly shippingName: string;
  /** When it was frozen, and the state of the cart that it was made from. */
  readonly at: string;
  readonly cartStamp: string;
}
