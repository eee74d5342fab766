import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function tokensOf(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]!.trim()]),
  );
}

function blockAfter(selector: string): string {
  const start = css.indexOf(selector) + selector.length;
  return css.slice(start, css.indexOf("}", start));
}

const light = tokensOf(blockAfter(":root {"));
const dark = { ...light, ...tokensOf(blockAfter(":root.dark {")) };
const bySystem = tokensOf(blockAfter(":root:not(.light) {"));

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const grounds = ["surface", "sunken", "bg"];
const text: [ink: string, ground: string][] = [
  ...["text", "text-2", "text-3", "accent-text", "danger"].flatMap((ink) =>
    grounds.map((on): [string, string] => [ink, on]),
  ),
  ...["success", "warning", "danger", "info", "neutral"].map((ink): [string, string] => [ink, `${ink}-soft`]),
  ["accent-text", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["surface", "danger"],
  ["surface", "neutral"],
  ["on-inverse", "inverse"],
  ["text-3", "danger-soft"],
];
const controls: [line: string, ground: string][] = [
  ["control-line", "surface"],
  ["control-line", "sunken"],
  ["focus", "surface"],
  ["focus", "bg"],
  ["accent", "surface"],
  ["danger", "danger-soft"],
];

for (const [name, tokens] of [
  ["light", light],
  ["dark", dark],
] as const) {
  test.each(text)(`${name}: text %s on %s reaches 4.5`, (ink, ground) => {
    expect(contrast(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(controls)(`${name}: %s beside %s reaches 3`, (line, ground) => {
    expect(contrast(tokens[line]!, tokens[ground]!)).toBeGreaterThanOrEqual(3);
  });
}

test("dark by the system is dark by choice", () => {
  expect(bySystem).toEqual(tokensOf(blockAfter(":root.dark {")));
});
