import { expect, test } from "vitest";
import { copied, emptied, filledDown, pasted } from "./cell-range.ts";
import { Sheet, type SheetColumn, type SheetRow } from "./sheet.ts";
import { readTsv, writeTsv } from "./tsv.ts";

const columns: SheetColumn[] = [
  { key: "price", title: "Price", kind: "money", width: 100 },
  { key: "sku", title: "SKU", kind: "text", width: 100 },
  {
    key: "status",
    title: "Status",
    kind: "choice",
    width: 100,
    choices: [
      { value: "active", label: "On sale" },
      { value: "draft", label: "Draft" },
    ],
  },
];
const row = (id: string, price: string, more: Partial<SheetRow["texts"]> = {}): SheetRow => ({
  id,
  label: id,
  name: id,
  group: "",
  texts: { price, sku: `SKU-${id}`, status: "active", ...more } as Record<string, string>,
});
const open = (rows = [row("a", "1.00"), row("b", "2.00"), row("c", "3.00")]) => {
  const sheet = new Sheet(rows, (text) =>
    text("price") === "" ? [{ column: "price", code: "price_missing" }] : [],
  );
  return { sheet, rows, columns };
};
const at = (row: number, column: number) => ({ row, column });
const range = (a: [number, number], b: [number, number]) => ({ anchor: at(...a), focus: at(...b) });
const changed = (sheet: Sheet) =>
  [...sheet.changes()].flatMap(([id, cells]) => [...cells].map(([key, text]) => `${id}.${key}=${text}`));

test("what is typed and typed back is no change; letters are one step", () => {
  const { sheet } = open();
  for (const text of ["9", "9.", "9.5"]) sheet.write([{ row: "a", column: "price", text }], "typing");
  expect(changed(sheet)).toEqual(["a.price=9.5"]);
  sheet.undo();
  expect(changed(sheet)).toEqual([]);
  sheet.redo();
  expect(changed(sheet)).toEqual(["a.price=9.5"]);
  sheet.endTyping();
  sheet.write([{ row: "a", column: "price", text: "1.00" }], "typing");
  expect(sheet.changeCount()).toBe(0);
  sheet.undo();
  expect(sheet.text("a", "price")).toBe("9.5");
});

test("a pasted sheet is one step; what sticks out or fits no choice is counted", () => {
  const grid = open();
  const lines = readTsv('7\t"A\t1"\tdraft\tmore\r\n8\tB\tnonsense\n9\tC\tDraft\n10\n');
  const { cells, leftOff } = pasted(grid, range([0, 0], [0, 0]), lines);
  grid.sheet.write(cells);
  expect(changed(grid.sheet)).toEqual([
    ...["a.price=7", "a.sku=A\t1", "a.status=draft", "b.price=8", "b.sku=B", "c.price=9", "c.sku=C"],
    "c.status=draft",
  ]);
  expect(leftOff).toBe(3);
  grid.sheet.undo();
  expect(grid.sheet.changeCount()).toBe(0);
});

test("one copied cell fills a selection, and a range goes to Excel and back unchanged", () => {
  const grid = open();
  grid.sheet.write(pasted(grid, range([0, 0], [2, 0]), [["5"]]).cells);
  expect(changed(grid.sheet)).toEqual(["a.price=5", "b.price=5", "c.price=5"]);
  const out = copied(grid, range([2, 2], [0, 0]));
  expect(readTsv(writeTsv(out))).toEqual(out);
  expect(out[0]).toEqual(["5", "SKU-a", "On sale"]);
});

test("fill down takes the first line of a selection, or the line above a single cell", () => {
  const grid = open();
  grid.sheet.write(filledDown(grid, range([0, 0], [2, 0])));
  expect(changed(grid.sheet)).toEqual(["b.price=1.00", "c.price=1.00"]);
  grid.sheet.undo();
  grid.sheet.write(filledDown(grid, range([2, 1], [2, 1])));
  expect(changed(grid.sheet)).toEqual(["c.sku=SKU-b"]);
});

test("emptying leaves choices, and a missing price is refused in its row alone", () => {
  const grid = open();
  grid.sheet.write(emptied(grid, range([1, 0], [1, 2])));
  expect(changed(grid.sheet)).toEqual(["b.price=", "b.sku="]);
  expect(grid.sheet.firstRefusal()).toMatchObject({ row: { id: "b" }, refusal: { code: "price_missing" } });
  expect(grid.sheet.refusals("a")).toEqual([]);
});

test("rows that somebody else saved meanwhile lose nothing that was typed", () => {
  const { sheet } = open();
  sheet.write([
    { row: "a", column: "price", text: "5" },
    { row: "b", column: "sku", text: "MINE" },
    { row: "c", column: "price", text: "4.00" },
  ]);
  sheet.rebase([row("a", "6.00"), row("b", "8.00"), row("c", "4.00")]);
  expect(changed(sheet)).toEqual(["a.price=5", "b.sku=MINE"]);
  expect(sheet.theirs("a", "price")).toBe("6.00");
  expect(sheet.theirs("b", "sku")).toBeUndefined();
  expect(sheet.text("b", "price")).toBe("8.00");
  expect(sheet.contestedCount()).toBe(1);
});

test("a cell that a row does not have takes nothing", () => {
  const grid = open([row("a", "1.00"), { ...row("b", "2.00"), texts: { price: "2.00" } }]);
  const { cells, leftOff } = pasted(grid, range([0, 1], [0, 1]), [["X"], ["Y"]]);
  expect(cells).toEqual([{ row: "a", column: "sku", text: "X" }]);
  expect(leftOff).toBe(1);
});
