import { describe, expect, it } from "vitest";
import { ruleFaults } from "./rule-faults.ts";
import type { RuleCondition } from "./rule-schemas.ts";

const on = (
  field: RuleCondition["field"],
  relation: string,
  value: RuleCondition["value"],
): RuleCondition => ({
  field,
  relation,
  value,
});
const codes = (match: "all" | "any", ...conditions: RuleCondition[]) =>
  ruleFaults({ match, conditions }, []).map(({ code, index, other }) => [code, index, other]);

describe("what is wrong with rules", () => {
  it.each<[string, RuleCondition[]]>([
    ["two titles", [on("title", "equals", "Tea"), on("title", "equals", "Cup")]],
    ["a vendor and not that vendor", [on("vendor", "equals", "Wu"), on("vendor", "not-equals", "WU ")]],
    [
      "a title that lacks what it must contain",
      [on("title", "equals", "Tea"), on("title", "contains", "cup")],
    ],
    ["two beginnings", [on("type", "starts", "ab"), on("type", "starts", "ac")]],
    ["two ends", [on("type", "ends", "ab"), on("type", "ends", "ac")]],
    [
      "what it begins with is forbidden",
      [on("title", "starts", "green tea"), on("title", "not-contains", "tea")],
    ],
    ["a tag and not the tag", [on("tag", "equals", "new"), on("tag", "not-equals", "New")]],
    ["in stock and sold out", [on("availability", "equals", true), on("availability", "equals", false)]],
  ])("no product has %s", (_name, conditions) => {
    expect(codes("all", ...conditions)).toEqual([["rule_never_matches", 1, 0]]);
    expect(codes("any", ...conditions)).toEqual([]);
  });

  it("lets go through what some product can be", () => {
    expect(codes("all", on("tag", "equals", "a"), on("tag", "equals", "b"))).toEqual([]);
    expect(
      codes("all", on("title", "starts", "a"), on("title", "starts", "ab"), on("title", "ends", "b")),
    ).toEqual([]);
    // Of several variants one may cost more and another less.
    expect(codes("all", on("price", "greater", 500), on("price", "less", 300))).toEqual([]);
  });

  it("tells values that are missing or of another kind, and amounts below zero", () => {
    expect(codes("any", on("title", "contains", " "), on("price", "less", 0))).toEqual([
      ["rule_incomplete", 0, undefined],
      ["rule_never_matches", 1, undefined],
    ]);
    expect(codes("any", on("price", "contains", 5), on("availability", "equals", "yes"))).toEqual([
      ["rule_unsuited", 0, undefined],
      ["rule_unsuited", 1, undefined],
    ]);
    expect(codes("all", on("price", "greater", 1.5))).toEqual([["rule_incomplete", 0, undefined]]);
  });
});
