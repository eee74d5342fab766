import { expect, test } from "vitest";
import {
  addOption,
  addValues,
  type Reshaped,
  removeOption,
  removeValue,
  rename,
  splitValues,
  type VariantShape,
} from "./variant-shape.ts";

const lone: VariantShape = { options: [], variants: [{ id: "v", values: [], like: null }] };
const done = (reshaped: Reshaped): VariantShape => {
  if ("code" in reshaped) throw new Error(reshaped.code);
  return reshaped.shape;
};
const names = ({ variants }: VariantShape) => variants.map(({ id, values }) => [values.join("/"), id]);
const range = (count: number) => Array.from({ length: count }, (_, index) => String(index));

test("the first option's first value is the variant that was there", () => {
  const shape = done(addOption(lone, "Size", ["S", "M"]));
  expect(names(shape)).toEqual([
    ["S", "v"],
    ["M", 'new ["M"]'],
  ]);
  expect(shape.variants[1]!.like).toBe("v");
});

test("a value makes the variants that are missing, in the order of the values, and takes them along", () => {
  const two = done(addOption(done(addOption(lone, "Size", ["S", "M"])), "Colour", ["Soot", "Brick"]));
  const shape = done(addValues(two, 0, ["L"]));
  expect(names(shape).map(([name]) => name)).toEqual([
    ...["S/Soot", "S/Brick", "M/Soot", "M/Brick", "L/Soot", "L/Brick"],
  ]);
  expect(removeValue(shape, 0, "L")).toEqual(two);
});

test("names change and variants stay; two of one name are refused", () => {
  const shape = done(addOption(lone, "Size", ["S", "M"]));
  expect(names(done(rename(shape, 0, "S", "Small")))[0]).toEqual(["Small", "v"]);
  expect(rename(shape, 0, "S", "M")).toMatchObject({ code: "option_value_twice", params: { value: "M" } });
  expect(rename(shape, 0, null, "")).toMatchObject({ code: "option_name_empty" });
  expect(addValues(shape, 0, ["L", "L"])).toMatchObject({ code: "option_value_twice" });
  expect(addOption(shape, "Size", ["x"])).toMatchObject({ code: "option_twice" });
  expect(addOption(shape, "Cut", [])).toMatchObject({ code: "option_values_empty" });
});

test("a value of a name that another had before makes variants of their own", () => {
  const shape = done(addOption(lone, "Size", ["S", "M"]));
  const again = done(addValues(done(rename(shape, 0, "M", "L")), 0, ["M"]));
  expect(new Set(again.variants.map(({ id }) => id)).size).toBe(3);
});

test("of variants that only a lost option told apart the first stays", () => {
  const two = done(addOption(done(addOption(lone, "Size", ["S", "M"])), "Colour", ["Soot", "Brick"]));
  expect(names(removeOption(two, 1)).map(([name]) => name)).toEqual(["S", "M"]);
  expect(names(removeOption(two, 1))[0]![1]).toBe("v");
});

test("2,048 variants are made; the 2,049th is refused", () => {
  const first = done(addOption(lone, "A", range(32)));
  const full = done(addOption(first, "B", range(64)));
  expect(full.variants).toHaveLength(2048);
  expect(addValues(full, 0, ["x"])).toMatchObject({
    code: "too_many_variants",
    params: { most: 2048, count: 2112 },
  });
  const single = done(addOption(lone, "A", range(2048)));
  expect(addValues(single, 0, ["x"])).toMatchObject({ code: "too_many_variants", params: { count: 2049 } });
});

test("values are typed with commas, 、 or lines", () => {
  expect(splitValues("S, M，L、XL\n XXL ;")).toEqual(["S", "M", "L", "XL", "XXL"]);
});
