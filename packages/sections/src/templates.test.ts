import { describe, expect, it } from "vitest";
import { planOf } from "./page-plan.ts";
import { sections } from "./sections.ts";
import { defaultTemplates, demoTemplates, type Templates } from "./templates/index.ts";
import { en } from "./words/en.ts";
import { zhCn } from "./words/zh-cn.ts";

const known = new Map(sections.map((kind) => [kind.type, kind]));

function refusals(templates: Templates): string[] {
  return Object.entries(templates).flatMap(([name, list]) =>
    list.flatMap(({ id, type, settings }) => {
      const plan = known.get(type)?.plan(id, settings) ?? { refused: "unknown type" };
      return "refused" in plan ? [`${name} ${id}: ${plan.refused}`] : [];
    }),
  );
}

describe("templates", () => {
  it.each([
    ["tea", defaultTemplates("tea")],
    ["street", defaultTemplates("street")],
    ["demo", demoTemplates("demo")],
    ["demo street", demoTemplates("street")],
  ])("of %s have sound sections, each id once a page", (_, templates) => {
    expect(refusals(templates)).toEqual([]);
    for (const list of Object.values(templates)) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
  });

  it("leave out a section whose settings are not sound, and say why; the others stay", () => {
    const shell = {
      base: "tea",
      settings: {},
      version: "trial",
      menus: {},
      hasFields: false,
      templates: {
        home: [
          { id: "a", type: "hero", settings: { style: "upside-down" } },
          { id: "b", type: "nothing-we-know", settings: {} },
          { id: "c", type: "rich-text", settings: { title: { en: "Hello" } } },
        ],
      },
    };
    const plan = planOf(shell, "home");
    expect(plan.sections.map(({ id }) => id)).toEqual(["c"]);
    expect(plan.refused.map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

it("has the same words in both languages", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zhCn).sort());
});
