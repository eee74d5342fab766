import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
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

test("every code that stock is refused by has words", () => {
  const folder = new URL("../../../../../packages/inventory/src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const codes = files.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const thrown = [
      ...text.matchAll(/AppError\(\s*"\w+",\s*"(\w+)"/g),
      ...text.matchAll(/fields.* = "(\w+)"/g),
    ];
    const parsed = file.endsWith("schemas.ts") ? [...text.matchAll(/"([a-z]+(?:_[a-z]+)+)"/g)] : [];
    return [...thrown, ...parsed].map((match) => match[1]!);
  });
  expect(new Set(codes).size).toBeGreaterThan(35);
  expect(codes.filter((code) => !(code in en.errors))).toEqual([]);
});
