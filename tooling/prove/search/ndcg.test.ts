import { expect, it } from "vitest";
import { ndcg10, percentile } from "./ndcg.ts";

it("is 1 for the best order, 0 for nothing, and less the later what counts comes", () => {
  expect(ndcg10(["a", "b"], { a: 3, b: 1 })).toBe(1);
  expect(ndcg10([], { a: 3 })).toBe(0);
  expect(ndcg10(["x", "a"], { a: 3 })).toBeCloseTo(1 / Math.log2(3));
  expect(ndcg10(["b", "a"], { a: 3, b: 1 })).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)));
});

it("takes percentiles by rank", () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
});
