import { expect, test } from "vitest";
import { acceptedLocale } from "./locales.ts";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["en-GB,en;q=0.9", "en"],
  ["fr-FR,fr;q=0.9,en;q=0.5,zh;q=0.4", "en"],
  ["en;q=0.1, zh-TW;q=0.9", "zh-CN"],
  ["fr", null],
  ["", null],
  [null, null],
])("Accept-Language %j is answered in %s", (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});
