/** What quotes and orders of version 1 hold: one tax rate, no discounts. Nothing is summed by it any more. */
export interface InputV1 {
  readonly version: 1;
  readonly currency: string;
  readonly isTaxIncluded: boolean;
  /** Hundredths of a percent. */
  readonly taxBasisPoints: number;
  readonly shipping: { readonly price: number; readonly freeAbove: number | null } | null;
}

export interface AnswerV1 {
  readonly lines: readonly { readonly variantId: string; readonly total: number }[];
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
}
