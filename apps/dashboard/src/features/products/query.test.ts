import { expect, test } from "vitest";
import { majorOf, minorOf } from "./list/price-text.ts";
import { addressOf, filterOf, productsInput, queryOfView, readProductsQuery, viewOf } from "./query.ts";

const whole = {
  status: "draft",
  q: "tea",
  vendor: "Kiln & Co",
  type: "cup",
  tag: "old",
  collection: "01890000-0004-7000-8000-000000000005",
  stock: "no",
  min: "100",
  max: "2000",
  sort: "price-up",
  cursor: "abc",
} as const;

test("an address is read as it was written, and says nothing that would be so anyway", () => {
  expect(readProductsQuery(addressOf(readProductsQuery(whole)))).toEqual(whole);
  expect(addressOf(readProductsQuery({}))).toEqual({});
});

test.each([
  [{ status: "sold", sort: "worst", stock: "maybe" }, {}],
  [{ min: "-1", max: "1e9", collection: "x' or 1" }, {}],
  [{ q: ["a", "b"] }, {}],
  [{ vendor: ` ${"x".repeat(300)} ` }, { vendor: "x".repeat(255) }],
])("what is not understood in %j is left out", (search, expected) => {
  expect(filterOf(readProductsQuery(search))).toEqual(expected);
});

test("a view is the query without its page", () => {
  const query = readProductsQuery(whole);
  expect(queryOfView(viewOf(query))).toEqual({ ...query, cursor: "" });
  expect(productsInput(query)).toMatchObject({
    isAvailable: false,
    minPrice: 100,
    sort: "price-up",
    cursor: "abc",
  });
});

test("prices are typed in the currency's own units", () => {
  expect([majorOf(1990, "CNY"), minorOf("19.9", "CNY"), minorOf("500", "JPY"), minorOf("x", "CNY")]).toEqual([
    "19.90",
    "1990",
    "500",
    "",
  ]);
});
