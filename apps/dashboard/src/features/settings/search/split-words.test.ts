import { expect, it } from "vitest";
import { splitWords } from "./split-words.ts";

it.each([
  ["充电宝，移动电源、power bank", ["充电宝", "移动电源", "power bank"]],
  ["a, b;c\n\n d ,", ["a", "b", "c", "d"]],
  [" ，", []],
])("splits %j", (text, words) => {
  expect(splitWords(text)).toEqual(words);
});
