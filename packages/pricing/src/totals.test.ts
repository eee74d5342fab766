import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TotalsInput, taxOf, totals } from "./totals.ts";

const base: TotalsInput = {
  version: 1,
  currency: "CNY",
  presentmentCurrency: "CNY",
  rate: "1",
  isTaxIncluded: true,
  taxBasisPoints: 0,
  lines: [{ variantId: "a", quantity: 2, unitPrice: 16800 }],
  shipping: { price: 1200, freeAbove: null },
};

describe("totals", () => {
  it("adds lines and shipping", () => {
    expect(totals(base)).toMatchObject({ subtotal: 33600, shipping: 1200, tax: 0, total: 34800 });
  });

  it("ships free from the sum that says so, not below", () => {
    const at = (freeAbove: number) => totals({ ...base, shipping: { price: 1200, freeAbove } });
    expect(at(33600)).toMatchObject({ shipping: 0, total: 33600 });
    expect(at(33601)).toMatchObject({ shipping: 1200, total: 34800 });
  });

  it.each([
    { amount: 11300, points: 1300, isIncluded: true, tax: 1300 },
    { amount: 10000, points: 1300, isIncluded: false, tax: 1300 },
    { amount: 1, points: 5000, isIncluded: false, tax: 1 }, // half goes up
    { amount: 999, points: 825, isIncluded: false, tax: 82 },
    { amount: 0, points: 825, isIncluded: false, tax: 0 },
  ])("finds $tax of tax in $amount at $points", ({ amount, points, isIncluded, tax }) => {
    expect(taxOf(amount, points, isIncluded)).toBe(tax);
  });

  it("keeps its sums whole for any cart", () => {
    const line = fc.record({
      variantId: fc.uuid(),
      quantity: fc.integer({ min: 1, max: 9999 }),
      unitPrice: fc.integer({ min: 0, max: 99_999_999 }),
    });
    const input = fc.record({
      isTaxIncluded: fc.boolean(),
      taxBasisPoints: fc.integer({ min: 0, max: 3000 }),
      lines: fc.array(line, { minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(input, (some) => {
        const answer = totals({ ...base, ...some });
        const tax = some.isTaxIncluded ? 0 : answer.tax;
        expect(answer.total).toBe(answer.subtotal - answer.discount + answer.shipping + tax);
        expect(answer.lines.reduce((sum, one) => sum + one.total, 0)).toBe(answer.subtotal);
        expect(Number.isSafeInteger(answer.tax)).toBe(true);
      }),
    );
  });
});
