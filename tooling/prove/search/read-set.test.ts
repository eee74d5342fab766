import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readSet } from "./read-set.ts";

const folder = mkdtempSync(join(tmpdir(), "hutong-set-"));
const file = join(folder, "set.jsonl");
afterAll(() => rmSync(folder, { recursive: true }));

function read(...lines: unknown[]) {
  writeFileSync(
    file,
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );
  return readSet(file);
}

it("reads anybody's products, synonyms and judgements", () => {
  const set = read(
    { product: { handle: "a", title: "绿茶" } },
    "",
    { synonyms: ["绿茶", "green tea"] },
    { query: "lvcha", relevant: { a: 3 } },
  );
  expect(set.products).toEqual([{ handle: "a", title: "绿茶" }]);
  expect(set.synonyms).toEqual([["绿茶", "green tea"]]);
  expect(set.queries).toEqual([{ query: "lvcha", relevant: { a: 3 }, kind: "all", isUntouched: true }]);
});

it("judges the products of this folder where the file has none", () => {
  expect(read({ query: "x", relevant: { thermos: 2 } }).products.length).toBeGreaterThan(200);
});

it.each([
  [["{"], /:1 is no JSON/],
  [[{ query: "x" }], /:1 is no line of a set/],
  [[{ query: "x", relevant: { nowhere: 3 } }], /nowhere, which is no product/],
  [[{ query: "x", relevant: { thermos: 4 } }], /:1 is no line of a set/],
  [[{ synonyms: ["a", "b"] }], /judges no query/],
])("says what is wrong with %j", (lines, message) => {
  expect(() => read(...lines)).toThrow(message);
});
