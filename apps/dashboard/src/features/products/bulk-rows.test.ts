import type { StaffProduct } from "@hutong/catalogue";
import { expect, test } from "vitest";
import { bulkChanges, bulkRows, judgeBulkRow, rowsOfProduct } from "./bulk-rows.ts";
import { Sheet } from "./sheet/sheet.ts";

const variant = (id: string, option1: string, price: number) => ({
  ...{ id, option1, option2: "", option3: "", sku: `SKU-${id}`, barcode: null, price, compareAtPrice: null },
  ...{ unitCost: null, taxClass: null, weightGrams: 0, requiresShipping: true, isAvailable: true },
  ...{ available: 3, onHand: 3, mayOversell: false },
});
const product = (id: string, variants: ReturnType<typeof variant>[], options: string[]) =>
  ({
    ...{ id, version: 4, title: `Product ${id}`, status: "active", vendor: "", productType: "", tags: ["a"] },
    ...{ currency: "CNY", variants, options: options.map((name) => ({ name, values: ["S", "M"] })) },
  }) as unknown as StaffProduct;
const lone = product("lone", [variant("l", "", 100)], []);
const sized = product("sized", [variant("s", "S", 100), variant("m", "M", 200)], ["Size"]);
const products = [lone, sized];
const open = () => new Sheet(bulkRows(products), judgeBulkRow("CNY"));

test("a product without options is one row; one with options stands over its variants", () => {
  const sheet = open();
  expect(sheet.rows.map(({ id, group }) => [id, group])).toEqual([
    ["p lone", ""],
    ["p sized", "sized"],
    ["s", "sized"],
    ["m", "sized"],
  ]);
  expect(sheet.text("p lone", "price")).toBe("1.00");
  expect(sheet.text("p sized", "price")).toBeUndefined();
  expect(sheet.text("s", "title")).toBeUndefined();
});

test("only products with changes are sent, with these alone", () => {
  const sheet = open();
  expect(bulkChanges(sheet, products)).toEqual([]);
  sheet.write([
    { row: "p lone", column: "price", text: "2" },
    { row: "p lone", column: "tags", text: "a， b" },
    { row: "m", column: "available", text: "0" },
    { row: "s", column: "title", text: "nowhere" },
  ]);
  expect(bulkChanges(sheet, products)).toEqual([
    {
      ...{ id: "lone", version: 4, tags: ["a", "b"], variants: [{ id: "l", price: 200 }] },
      ...{ stock: [], uncounted: [], overselling: [] },
    },
    {
      ...{ id: "sized", version: 4, variants: [], stock: [{ variantId: "m", available: 0 }] },
      ...{ uncounted: [], overselling: [] },
    },
  ]);
  sheet.forget(rowsOfProduct(lone));
  expect(bulkChanges(sheet, products).map(({ id }) => id)).toEqual(["sized"]);
});

test("a title that is empty and a price that is none are refused in their rows", () => {
  const sheet = open();
  sheet.write([{ row: "p sized", column: "title", text: " " }]);
  expect(sheet.firstRefusal()).toMatchObject({ row: { id: "p sized" }, refusal: { code: "title_missing" } });
  sheet.undo();
  sheet.write([{ row: "s", column: "price", text: "-1" }]);
  expect(sheet.firstRefusal()).toMatchObject({ row: { id: "s" }, refusal: { code: "price_negative" } });
});
