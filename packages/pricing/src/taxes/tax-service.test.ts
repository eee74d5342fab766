import { describe, expect, it } from "vitest";
import { presetOf } from "./presets.ts";
import { askTaxes, ownRates, type TaxQuestion, type TaxService } from "./tax-service.ts";
import type { TaxesOfCart } from "./taxes-for.ts";

const own = ownRates({
  countries: { CA: presetOf("CA") },
  elsewhere: { isIncluded: true, basisPoints: 1300 },
});
const question: TaxQuestion = {
  place: { country: "CA", province: "BC", city: "", postcode: "", line1: "1 Main St" },
  currency: "CAD",
  lines: [{ id: "a", quantity: 1, unitPrice: 1000, taxClass: "standard" }],
  shipping: null,
  isExempt: false,
};
const outside = (answer: TaxService["answer"]): TaxService => ({ id: "outside", answer });
const other: TaxesOfCart = {
  tax: { mode: "added", rounding: "line" },
  lines: [[{ id: "x", basisPoints: 887.5 }]],
  shipping: [],
  names: { x: "Sales tax" },
};

describe("askTaxes", () => {
  it("takes the word of a service that keeps the contract; our own tables keep it", async () => {
    expect(
      await askTaxes(
        outside(() => other),
        own,
        question,
      ),
    ).toEqual({ taxes: other, from: "outside" });
    const ours = await askTaxes(own, own, question);
    expect(ours.from).toBe("own-rates");
    expect(ours.taxes.lines).toEqual([
      [
        { id: "GST@500", basisPoints: 500 },
        { id: "PST@700", basisPoints: 700 },
      ],
    ]);
  });

  it.each<[string, TaxService["answer"]]>([
    ["throws", () => Promise.reject(new Error("away"))],
    ["answers for other lines", () => ({ ...other, lines: [] })],
    ["gives a tax no name", () => ({ ...other, names: {} })],
    ["gives one tax two rates", () => ({ ...other, shipping: [{ id: "x", basisPoints: 1 }] })],
    ["asks more than everything", () => ({ ...other, lines: [[{ id: "x", basisPoints: 10_001 }]] })],
    ["is finer than totals are", () => ({ ...other, lines: [[{ id: "x", basisPoints: 887.555 }]] })],
  ])("goes by our own rates where the service %s", async (_, answer) => {
    expect((await askTaxes(outside(answer), own, question)).from).toBe("own-rates");
  });

  it("does not wait longer than it may, and tells the service so", async () => {
    let isStopped = false;
    const slow = outside(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            isStopped = true;
            reject(new Error("stopped"));
          });
        }),
    );
    expect((await askTaxes(slow, own, question, 5)).from).toBe("own-rates");
    expect(isStopped).toBe(true);
  });
});
