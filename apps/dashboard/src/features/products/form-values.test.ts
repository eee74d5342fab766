import type { StaffProduct } from "@hutong/catalogue";
import { expect, test } from "vitest";
import { changesOf, judgeValues, readCount, readPrice, valuesOf } from "./form-values.ts";
import { Sheet } from "./sheet/sheet.ts";
import { judgeVariant, variantChanges, variantRows } from "./variant-cells.ts";
import { addValues, removeValue, shapeOf } from "./variant-shape.ts";

const variant = {
  option1: "S",
  option2: "",
  option3: "",
  sku: null,
  barcode: null,
  unitCost: null,
  taxClass: null,
  weightGrams: 0,
  requiresShipping: true,
  isAvailable: true,
  onHand: 3,
  mayOversell: false,
};
const product = {
  id: "p",
  version: 7,
  handle: "hoodie",
  title: "Hoodie",
  subtitle: "",
  descriptionHtml: "<p>Warm</p>",
  vendor: "",
  productType: "",
  tags: ["warm", "new"],
  seoTitle: null,
  seoDescription: null,
  template: "",
  status: "draft",
  publishAt: new Date("2026-12-01T01:30:00Z"),
  taxClass: "standard",
  currency: "CNY",
  options: [{ name: "Size", values: ["S", "M"] }],
  variants: [
    { ...variant, id: "a", price: 12800, compareAtPrice: null, available: 3 },
    {
      ...variant,
      id: "b",
      option1: "M",
      price: 12800,
      compareAtPrice: 15000,
      available: null,
      mayOversell: null,
    },
  ],
} as unknown as StaffProduct;
const zone = "Asia/Shanghai";

const open = () => {
  const shape = shapeOf(product);
  const sheet = new Sheet(variantRows(shape, product, "this"), judgeVariant("CNY"));
  const type = (row: string, column: string, text: string) => sheet.write([{ row, column, text }]);
  return { shape, sheet, type };
};

test("an untouched form changes nothing", () => {
  const { shape, sheet } = open();
  expect(changesOf(valuesOf(product, zone), product, zone)).toEqual({ id: "p", version: 7 });
  expect(variantChanges(shape, sheet, product)).toEqual({
    variants: [],
    stock: [],
    uncounted: [],
    overselling: [],
  });
});

test("only fields that differ are sent, with instants on the store's clock", () => {
  const values = { ...valuesOf(product, zone), tags: "warm， new、 wool", seoTitle: " Best ", publishAt: "" };
  expect(valuesOf(product, zone).publishAt).toBe("2026-12-01T09:30");
  expect(changesOf(values, product, zone)).toEqual({
    ...{ id: "p", version: 7, tags: ["warm", "new", "wool"], seoTitle: "Best", publishAt: null },
  });
  const later = { ...values, publishAt: "2026-12-02T00:00" };
  expect(changesOf(later, product, zone).publishAt).toEqual(new Date("2026-12-01T16:00:00Z"));
});

test("only cells that were typed anew are sent", () => {
  const { shape, sheet, type } = open();
  type("a", "price", "1,680.5");
  type("a", "available", "０");
  type("b", "compareAt", "");
  type("b", "sku", " S-1 ");
  expect(variantChanges(shape, sheet, product)).toMatchObject({
    variants: [
      { id: "a", price: 168050 },
      { id: "b", compareAtPrice: null, sku: "S-1" },
    ],
    stock: [{ variantId: "a", available: 0 }],
  });
});

test("a count that was emptied is not kept any more", () => {
  const { shape, sheet, type } = open();
  type("a", "available", "");
  expect(variantChanges(shape, sheet, product)).toMatchObject({ stock: [], uncounted: ["a"] });
});

test("a value that comes brings its variants with what their like has; one that goes takes them", () => {
  const { shape, sheet, type } = open();
  const reshaped = addValues(shape, 0, ["L"]);
  if ("code" in reshaped) throw new Error(reshaped.code);
  const next = removeValue(reshaped.shape, 0, "M");
  sheet.rebase(variantRows(next, product, "this", sheet));
  type('new ["L"]', "price", "99");
  expect(variantChanges(next, sheet, product)).toMatchObject({
    options: [{ name: "Size", values: ["S", "L"] }],
    added: [{ options: ["L"], price: 9900, sku: null, weightGrams: 0 }],
    addedStock: [{ index: 0, available: 0, mayOversell: false }],
    removed: ["b"],
    variants: [],
  });
});

test("each wrong cell has its code", () => {
  const { sheet, type } = open();
  type("a", "price", "");
  type("a", "available", "1.5");
  type("b", "price", "9.999");
  type("b", "available", "-2");
  type("b", "unitCost", "x");
  const codes = ["a", "b"].map((row) => sheet.refusals(row).map(({ column, code }) => `${column} ${code}`));
  expect(codes).toEqual([
    ["available quantity_invalid", "price price_missing"],
    ["price price_too_precise", "unitCost price_invalid", "available quantity_negative"],
  ]);
  const values = { ...valuesOf(product, zone), title: " ", handle: "" };
  expect(judgeValues(values).map(({ path, code }) => [path, code])).toEqual([
    ["title", "title_missing"],
    ["handle", "product_handle_ill_formed"],
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
