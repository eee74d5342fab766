import { expect, it } from "vitest";
import { amountOf, itemsOf, moneyOf, valueOfItems } from "./item-values.ts";

it("takes a kept value apart for a form, and puts it together as it was", () => {
  for (const [type, value] of [
    ["single_line_text_field", "linen"],
    ["list.number_integer", '["1","2"]'],
    ["list.product_reference", '["a"]'],
  ] as const)
    expect(valueOfItems(type, itemsOf(type, value))).toBe(value);
  expect(itemsOf("list.number_integer", "[1,2]")).toEqual(["1", "2"]);
  expect(valueOfItems("list.date", ["", " "])).toBeNull();
  expect(amountOf(moneyOf(" 9.90", "CNY"))).toBe("9.90");
  expect(moneyOf("", "CNY")).toBe("");
});
