import { expect, it } from "vitest";
import { otherPinyinOf, pinyinOf, syllablesOf } from "./pinyin.ts";

const read = (text: string) => [...text].map(pinyinOf).join(" ");

it.each([
  ["西湖龙井明前绿茶", "xi hu long jing ming qian lv cha"],
  ["耶加雪菲咖啡", "ye jia xue fei ka fei"],
  ["卜哺捕", "bu bu bu"],
  ["座", "zuo"],
  ["阿", "a"],
])("reads %s", (text, pinyin) => {
  expect(read(text)).toBe(pinyin);
});

it("reads what stands in no table by what stands beside it in ICU's order", () => {
  expect(read("螺蛳粉 氮化镓 珐琅 琥珀")).toBe("luo si fen  dan hua jia  fa lang  hu po");
});

it("knows that some are read in two ways, and that letters are not read", () => {
  expect([pinyinOf("长"), otherPinyinOf("长"), otherPinyinOf("茶")]).toEqual(["chang", "zhang", ""]);
  expect([pinyinOf("a"), pinyinOf("の")]).toEqual(["", ""]);
});

it.each([
  ["longjing", ["long", "jing"]],
  ["xian", ["xian"]],
  ["lvcha", ["lv", "cha"]],
  ["shirt", null],
])("spells %s", (letters, syllables) => {
  expect(syllablesOf(letters)).toEqual(syllables);
});
