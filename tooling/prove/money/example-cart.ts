import type { Discount, Tax, TotalsInput, Value } from "./cart.ts";

/** Lines `a`, `b`, … of `[quantity, unitPrice, ...taxes]`. */
export const lines = (...of: [number, number, ...Tax[]][]): TotalsInput["lines"] =>
  of.map(([quantity, unitPrice, ...taxes], index) => ({ id: "abcdef"[index]!, quantity, unitPrice, taxes }));

export const cart = (change: Partial<TotalsInput>): TotalsInput => ({
  version: 2,
  currency: "CNY",
  shop: { currency: "CNY", rate: "1" },
  tax: { mode: "included", rounding: "line" },
  lines: lines([1, 1000]),
  shipping: null,
  discounts: [],
  tenders: [],
  ...change,
});

export const off = (
  id: string,
  kind: Discount["class"],
  value: Value,
  change: Partial<Discount> = {},
): Discount => ({
  id,
  class: kind,
  value,
  lines: "all",
  minimum: null,
  combines: [],
  ...change,
});

export const percentage = (basisPoints: number): Value => ({ kind: "percentage", basisPoints });
export const amount = (of: number): Value => ({ kind: "amount", amount: of });
export const vat = (basisPoints: number, id = "vat"): Tax => ({ id, basisPoints });
