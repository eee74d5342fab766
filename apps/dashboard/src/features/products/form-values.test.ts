import type { StaffProduct } from "@hutong/catalogue";
import { expect, test } from "vitest";
import { changesOf, judgeValues, readCount, readPrice, valuesOf } from "./form-values.ts";

const variant = {
  option1: "S",
  option2: "",
  option3: "",
  sku: null,
  barcode: null,
  weightGrams: 0,
  requiresShipping: true,
  isAvailable: true,
  onHand: 3,
};
const product = {
  id: "p",
  version: 7,
  title: "Hoodie",
  subtitle: "",
  descriptionHtml: "<p>Warm</p>",
  status: "active",
  currency: "CNY",
  variants: [
    { ...variant, id: "a", price: 12800, compareAtPrice: null, available: 3 },
    { ...variant, id: "b", price: 12800, compareAtPrice: 15000, available: null },
  ],
} as unknown as StaffProduct;

test("an untouched form changes nothing of the variants", () => {
  expect(changesOf(valuesOf(product), product)).toMatchObject({ version: 7, variants: [], stock: [] });
  expect(changesOf(valuesOf(product), product)).not.toHaveProperty("descriptionHtml");
});

test("only what was typed anew is sent", () => {
  const values = valuesOf(product);
  values.variants[0]!.price = "1,680.5";
  values.variants[0]!.available = "０";
  values.variants[1]!.compareAt = "";
  expect(changesOf(values, product)).toMatchObject({
    variants: [
      { id: "a", price: 168050, compareAtPrice: null },
      { id: "b", price: 12800, compareAtPrice: null },
    ],
    stock: [{ variantId: "a", available: 0 }],
  });
});

test("a count that was emptied is not kept any more", () => {
  const values = valuesOf(product);
  values.variants[0]!.available = "";
  expect(changesOf(values, product)).toMatchObject({ stock: [], uncounted: ["a"] });
});

test("each wrong field has its code", () => {
  const values = valuesOf(product);
  values.title = " ";
  values.variants[0] = { id: "a", price: "", compareAt: "1", available: "1.5" };
  values.variants[1] = { id: "b", price: "9.999", compareAt: "", available: "-2" };
  expect(judgeValues(values, "CNY").map(({ path, code }) => [path, code])).toEqual([
    ["title", "title_missing"],
    ["variants.0.price", "price_missing"],
    ["variants.0.available", "quantity_invalid"],
    ["variants.1.price", "price_too_precise"],
    ["variants.1.available", "quantity_negative"],
  ]);
});

test.each([
  ["-1", "CNY", "price_negative"],
  ["12.3", "JPY", "price_too_precise"],
  ["ten", "CNY", "price_invalid"],
])("the price %j in %s is refused as %s", (text, currency, code) => {
  expect(readPrice(text, currency)).toMatchObject({ code });
});

test("a thousandth is fine where the currency has it", () => {
  expect(readPrice("1.234", "KWD")).toEqual({ value: 1234 });
});

test("a count of a thousand million is too large", () => {
  expect(readCount("1000000000")).toEqual({ code: "quantity_too_large" });
});
