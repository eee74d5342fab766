import { describe, expect, it } from "vitest";
import { foldKana, foldText } from "./fold-text.ts";
import { compactCode, pairsOf, splitText } from "./split-text.ts";

describe("foldText", () => {
  it.each([
    ["Café ＵＳＢ", "cafe usb"],
    ["women’s Pu'er", "womens puer"],
    ["綠茶 龍井 髮膠 後", "绿茶 龙井 发胶 后"],
    ["緑茶 広島 竜", "绿茶 广岛 龙"],
    ["がパ", "がパ"],
  ])("%s", (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it("has hiragana for katakana, voiced or long", () => {
    expect(foldKana("スニーカー ポーチ")).toBe("すにーかー ぽーち");
  });
});

describe("splitText", () => {
  const said = (text: string) =>
    splitText(text).map((piece) => (piece.kind === "word" ? piece.text : piece.characters.join("")));

  it.each([
    ["西湖龙井 绿茶 50g", ["西湖龙井", "绿茶", "50g"]],
    ["iPhone手机壳 15", ["iphone", "手机壳", "15"]],
    ["Hoodies and hoodie, candies and candy", ["hoodi", "and", "hoodi", "candi", "and", "candi"]],
    ["Dresses, brushes, shoes, glass, bus", ["dress", "brush", "shoe", "glass", "bus"]],
    ["%' or 1=1 --", ["or", "1", "1"]],
    ["", []],
  ])("%s", (text, pieces) => {
    expect(said(text)).toEqual(pieces);
  });

  it("keeps where words begin in a run", () => {
    const [run] = splitText("无线充电器");
    expect(run?.kind === "run" && run.words.map(({ from }) => from)).toEqual([0, 2, 4]);
  });
});

it("takes the pairs of a run, and codes without what stands between", () => {
  expect(pairsOf([..."保温杯"])).toEqual(["保温", "温杯"]);
  expect(compactCode("CW-LJ 050")).toBe("cwlj050");
});
