import { expect, test } from "vitest";
import { markerFor, treeAgrees } from "./install-marker.mjs";

test("another lockfile, platform or processor asks for another installation", () => {
  const marker = markerFor("{}", "linux", "x64");
  expect(markerFor("{}", "linux", "x64")).toBe(marker);
  expect(markerFor("{ }", "linux", "x64")).not.toBe(marker);
  expect(markerFor("{}", "darwin", "x64")).not.toBe(marker);
  expect(markerFor("{}", "linux", "arm64")).not.toBe(marker);
});

const a = { version: "1.0.0", integrity: "sha512-a" };
const b = { version: "2.0.0", integrity: "sha512-b" };
const tree = (packages) => ({ packages });

test.each([
  ["the same", { "": {}, "node_modules/a": a }, { "node_modules/a": a }, true],
  ["one is missing", { "": {}, "node_modules/a": a, "node_modules/b": b }, { "node_modules/a": a }, false],
  ["an optional one is missing", { "node_modules/b": { ...b, optional: true } }, {}, true],
  ["one is older", { "node_modules/a": b }, { "node_modules/a": a }, false],
  [
    "one has other contents",
    { "node_modules/a": a },
    { "node_modules/a": { ...a, integrity: "sha512-c" } },
    false,
  ],
  ["one is left over", { "node_modules/a": a }, { "node_modules/a": a, "node_modules/b": b }, false],
])("a tree agrees with its lockfile: %s", (_name, wanted, found, expected) => {
  expect(treeAgrees(tree(wanted), tree(found))).toBe(expected);
});
