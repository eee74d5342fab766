import { expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import zhCN from "./zh-CN.json" with { type: "json" };

interface Tree {
  readonly [key: string]: string | Tree;
}

function flat(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

const chinese = new Map(flat(zhCN));
const english = new Map(flat(en));

test("both languages say the same things", () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test("both languages name the same values", () => {
  const names = (text: string) => [...new Set(text.match(/\{(\w+)(?=[,}])/g) ?? [])].sort();
  for (const [key, text] of chinese) expect([key, names(english.get(key)!)]).toEqual([key, names(text)]);
});
