import { expect, test } from "vitest";
import { dayAndTime, hourOf, time } from "./moments.ts";

const now = new Date("2026-11-24T15:30:00Z");

test.each([
  ["2026-11-24T14:38:00Z", "zh-CN", "Asia/Shanghai", "今天 22:38"],
  ["2026-11-24T14:38:00Z", "en", "UTC", "today 14:38"],
  ["2026-11-23T15:38:00Z", "zh-CN", "Asia/Shanghai", "昨天 23:38"],
  ["2026-11-23T16:10:00Z", "zh-CN", "Asia/Shanghai", "今天 00:10"],
  ["2026-11-03T06:38:00Z", "zh-CN", "Asia/Shanghai", "11月3日 14:38"],
  ["2025-11-03T06:38:00Z", "en", "UTC", "Nov 3, 2025"],
])("%s is %s in %s: %s", (at, locale, zone, text) => {
  expect(dayAndTime(new Date(at), locale, zone, now)).toBe(text);
});

test("midnight is 0 o'clock and 00:00", () => {
  const midnight = new Date("2026-11-24T16:00:00Z");
  expect(hourOf(midnight, "Asia/Shanghai")).toBe(0);
  expect(time(midnight, "en", "Asia/Shanghai")).toBe("00:00");
});
