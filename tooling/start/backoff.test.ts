import { expect, test } from "vitest";
import { nextWait } from "./backoff.ts";

test("waits grow from 0.2 s to 10 s while a process keeps dying", () => {
  const waits: number[] = [];
  for (let wait = 0; waits.length < 8; waits.push(wait)) wait = nextWait(wait, 100);
  expect(waits).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
});

test("30 s of health begin anew", () => {
  expect(nextWait(10_000, 29_999)).toBe(10_000);
  expect(nextWait(10_000, 30_000)).toBe(200);
});
