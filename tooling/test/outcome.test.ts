import { expect, test } from "vitest";
import { fromPlaywright, fromVitest, sum } from "./outcome.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

test.each([
  [
    "all pass",
    { numPassedTests: 2, numFailedTests: 0, testResults: [file("passed", "passed", "passed")] },
    0,
    2,
    0,
  ],
  [
    "one fails",
    { numPassedTests: 1, numFailedTests: 1, testResults: [file("failed", "passed", "failed")] },
    1,
    1,
    1,
  ],
  [
    "a file does not load",
    { numPassedTests: 1, numFailedTests: 0, testResults: [file("passed", "passed"), file("failed")] },
    1,
    1,
    1,
  ],
  [
    "an error outside all tests",
    { numPassedTests: 1, numFailedTests: 0, testResults: [file("passed", "passed")] },
    1,
    1,
    1,
  ],
])("vitest: %s", (_name, report, code, passed, failed) => {
  expect(fromVitest(report, code)).toEqual({ passed, failed });
});

test("playwright: a test that passed at the second try passed", () => {
  expect(fromPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 1 } }, 0)).toEqual({
    passed: 4,
    failed: 0,
  });
  expect(fromPlaywright({ stats: { expected: 3, unexpected: 2, flaky: 0 } }, 1)).toEqual({
    passed: 3,
    failed: 2,
  });
  expect(fromPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0 } }, 1)).toEqual({
    passed: 0,
    failed: 1,
  });
});

test("sum", () => {
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 2 });
});
