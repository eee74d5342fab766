import { describe, expect, it } from "vitest";
import { misspellingKeys } from "./misspellings.ts";
import { phraseOf, planQuery } from "./query-plan.ts";

const waysOf = (query: string, stage: number) =>
  planQuery(query)
    .ways.filter((way) => way.stage === stage)
    .map((way) => (way.high === way.low ? way.low : `${way.low}…`));

describe("planQuery", () => {
  it("needs the words that ICU sees; what lies across two of them only lifts", () => {
    const { parts, ways } = planQuery("无线充电器");
    const exact = new Map(
      ways.filter((way) => way.isExact).map((way) => [way.low, parts[way.part]!.isNeeded]),
    );
    expect([exact.get("无线"), exact.get("线充"), exact.get("充电")]).toEqual([true, false, true]);
  });

  it("reads letters as a word, as its beginning, as pinyin, as initials", () => {
    expect(waysOf("longjing", 1)).toEqual(["longjing", "longjing…", "~longjing…", "#longjing…", "=longjing"]);
    expect(waysOf("ljlc", 2)).toEqual(["^ljlc…"]);
    expect(waysOf("long jing", 1)).toContain("~longjing…");
    expect(waysOf("power banks", 1)).toContain("powerbank");
  });

  it("hears what the wrong characters sound like", () => {
    expect(waysOf("龙景", 1)).toContain("~longjing…");
  });

  it("takes the whole of it as an article number", () => {
    const { ways } = planQuery("CW-LJ 050");
    expect(ways.filter((way) => way.low === "#cwlj050").map((way) => way.part)).toEqual([0, 1, 2]);
  });

  it("leaves out words that say nothing, unless there are no others", () => {
    expect(planQuery("tea for the gift").parts).toHaveLength(2);
    expect(planQuery("the").parts).toHaveLength(1);
  });

  it.each(["", "  ", "—", "。", "%' --"])("has nothing to look for in %j", (query) => {
    expect(planQuery(query).parts).toEqual([]);
  });

  it("is bounded, whatever is typed", () => {
    for (const query of [
      "a1 ".repeat(90),
      "茶".repeat(200),
      "longjing ".repeat(30),
      "アイウ x ".repeat(40),
    ]) {
      const { parts, ways, mistakes } = planQuery(query);
      expect(parts.length).toBeLessThanOrEqual(16);
      expect(ways.length).toBeLessThanOrEqual(140);
      expect(mistakes.length).toBeLessThanOrEqual(16 * 21);
      expect(ways.every((way) => way.part < parts.length)).toBe(true);
    }
  });
});

it("knows words that are one mistake apart by a key that both have", () => {
  const share = (a: string, b: string) => misspellingKeys(a).some((key) => misspellingKeys(b).includes(key));
  expect(share("hoddie", "hoodie")).toBe(true);
  expect(share("ihpone", "iphone")).toBe(true);
  expect(share("lonjing", "longjing")).toBe(true);
  expect(share("kettle", "candle")).toBe(false);
});

it("writes a phrase in one way", () => {
  expect(phraseOf(" Power  Banks ")).toBe(phraseOf("power bank"));
  expect(phraseOf("手機殼")).toBe("手机壳");
});
