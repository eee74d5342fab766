import { expect, test } from "vitest";
import { groupsOf, pastedCells } from "./grid.ts";

test("a pasted sheet is laid over the grid and cut at its edges", () => {
  const cells = pastedCells("128.00\t150\r\n99\t120\t5\t7\n1\n", { row: 1, column: "compareAt" }, 3);
  expect(cells.map(({ row, column, text }) => `${row} ${column} ${text}`)).toEqual([
    "1 compareAt 128.00",
    "1 available 150",
    "2 compareAt 99",
    "2 available 120",
  ]);
});

const variant = (id: string, option1: string, option2: string) => ({
  id,
  option1,
  option2,
  option3: "",
  sku: null,
});

test("variants are grouped by the first of several options", () => {
  const rows = [variant("a", "Soot", "S"), variant("b", "Soot", "M"), variant("c", "Brick", "S")];
  expect(groupsOf(rows, 2).map(({ name, variants }) => [name, variants.map((one) => one.label)])).toEqual([
    ["Soot", ["S", "M"]],
    ["Brick", ["S"]],
  ]);
});

test("one option makes one group, and a lone variant needs no label", () => {
  expect(groupsOf([variant("a", "50 g", ""), variant("b", "100 g", "")], 1)).toHaveLength(1);
  expect(groupsOf([variant("a", "", "")], 0)[0]?.variants[0]?.label).toBe("");
});
