import { expect, it } from "vitest";
import { sumsByHour } from "./sums-by-hour.ts";

const hours = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  today: hour === 1 ? 500 : hour === 3 ? 200 : 0,
  weekAgo: hour === 20 ? 900 : 0,
}));

it("grows through the day and ends where the clock is", () => {
  const { today, weekAgo } = sumsByHour({ hours, hour: 3, minute: 30 });
  expect(today).toEqual([
    [0, 0],
    [1, 0],
    [2, 500],
    [3, 500],
    [3.5, 700],
  ]);
  expect(weekAgo).toHaveLength(25);
  expect(weekAgo.at(20)).toEqual([20, 0]);
  expect(weekAgo.at(-1)).toEqual([24, 900]);
});

it("stands at the beginning of the day when that has just begun", () => {
  expect(sumsByHour({ hours, hour: 0, minute: 0 }).today).toEqual([
    [0, 0],
    [0, 0],
  ]);
});
