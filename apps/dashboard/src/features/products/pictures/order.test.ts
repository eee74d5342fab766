import { expect, it } from "vitest";
import { moved, nudged } from "./order.ts";

it.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [0, 9, "bca"],
  [2, -3, "cab"],
  [7, 0, "abc"],
])("moves from %i to %i", (from, to, wanted) => {
  expect(moved([..."abc"], from, to).join("")).toBe(wanted);
});

it("moves a point by arrow keys, inside the picture", () => {
  expect(nudged({ x: 50, y: 50 }, "ArrowLeft", false)).toEqual({ x: 48, y: 50 });
  expect(nudged({ x: 95, y: 1 }, "ArrowRight", true)).toEqual({ x: 100, y: 1 });
  expect(nudged({ x: 95, y: 1 }, "ArrowUp", false)).toEqual({ x: 95, y: 0 });
  expect(nudged({ x: 0, y: 0 }, "Enter", false)).toBeNull();
});
