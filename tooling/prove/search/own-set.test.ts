import { expect, it } from "vitest";
import { readOwnSet } from "./own-set.ts";

it("judges at least 500 queries in four languages, a third of them untouched", () => {
  const { products, queries } = readOwnSet();
  expect(products.length).toBeGreaterThanOrEqual(280);
  expect(new Set(products.map(({ handle }) => handle)).size).toBe(products.length);
  expect(queries.length).toBeGreaterThanOrEqual(500);
  const untouched = queries.filter((query) => query.isUntouched).length;
  expect(untouched / queries.length).toBeGreaterThan(0.3);
  for (const query of queries) {
    expect(query.query, JSON.stringify(query)).not.toBe("");
    expect(Object.values(query.relevant)).toContain(3);
  }
  expect(new Set(queries.map(({ kind }) => kind))).toEqual(
    new Set(["zh", "trad", "py", "init", "typo", "en", "entypo", "ja", "mix", "code", "barcode"]),
  );
});
