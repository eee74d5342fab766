import { expect, test } from "vitest";
import { costFault, inputOf, quantityFault, readCost, valuesOf } from "./consignment-values.ts";

test.each([
  ["3", null],
  [" 12 ", null],
  ["0", "quantity_invalid"],
  ["-1", "quantity_invalid"],
  ["1.5", "quantity_invalid"],
  ["1000000", "quantity_invalid"],
  ["", "quantity_invalid"],
])("a quantity of %j: %s", (text, fault) => {
  expect(quantityFault(text)).toBe(fault);
});

test("a cost may be left out, and has the currency's decimals", () => {
  expect(readCost("", "CNY")).toBeNull();
  expect(readCost("4.20", "CNY")).toBe(420);
  expect(readCost("420", "JPY")).toBe(420);
  expect(costFault("4.201", "CNY")).not.toBeNull();
  expect(costFault("tea", "CNY")).not.toBeNull();
  expect(costFault("4.20", "CNY")).toBeNull();
});

test("a transfer has no costs, a purchase order no origin", () => {
  const values = {
    ...valuesOf(null, "from", "to"),
    lines: [{ variantId: "v", name: "Tea", quantity: "2", cost: "4.20" }],
  };
  expect(inputOf(values, "transfer", null, "CNY")).toMatchObject({
    fromLocationId: "from",
    expectedOn: null,
    lines: [{ variantId: "v", quantity: 2, unitCost: null }],
  });
  expect(inputOf(values, "purchase", "id", "CNY")).toMatchObject({
    id: "id",
    fromLocationId: null,
    lines: [{ unitCost: 420 }],
  });
});
