import { expect, test } from "vitest";
import { fromPlaywright, fromVitest, sum } from "./outcome.ts";

const file = (status: string, ...tests: string[]) => ({
  name: "a.test.ts",
  status,
  message: status === "failed" && !tests.includes("failed") ? "Cannot find module" : "",
  assertionResults: tests.map((one) => ({
    fullName: "sums are right",
    status: one,
    failureMessages: one === "failed" ? ["\u001b[31mexpected 1 to be 2\u001b[39m\n\n    at a.test.ts:3"] : [],
  })),
});

test.each([
  [
    "all pass",
    { numPassedTests: 2, numFailedTests: 0, testResults: [file("passed", "passed", "passed")] },
    0,
    2,
    0,
    [],
  ],
  [
    "one fails",
    { numPassedTests: 1, numFailedTests: 1, testResults: [file("failed", "passed", "failed")] },
    1,
    1,
    1,
    ["sums are right\n   expected 1 to be 2\n       at a.test.ts:3"],
  ],
  [
    "a file does not load",
    { numPassedTests: 1, numFailedTests: 0, testResults: [file("passed", "passed"), file("failed")] },
    1,
    1,
    1,
    ["a.test.ts\n   Cannot find module"],
  ],
  [
    "an error outside all tests",
    { numPassedTests: 1, numFailedTests: 0, testResults: [file("passed", "passed")] },
    1,
    1,
    1,
    [],
  ],
])("vitest: %s", (_name, report, code, passed, failed, why) => {
  expect(fromVitest(report, code)).toEqual({ passed, failed, why });
});

const suites = [
  {
    suites: [
      {
        specs: [
          {
            title: "is paid",
            file: "pay.spec.ts",
            line: 7,
            tests: [
              { status: "unexpected", results: [{ errors: [{ message: "Timed out\n\n  waiting" }] }] },
              { status: "expected", results: [{ errors: [] }] },
            ],
          },
        ],
      },
    ],
  },
];

test.each([
  ["a test that passed at the second try passed", { expected: 3, unexpected: 0, flaky: 1 }, 0, 4, 0],
  ["two fail", { expected: 3, unexpected: 2, flaky: 0 }, 1, 3, 2],
  ["none ran", { expected: 0, unexpected: 0, flaky: 0 }, 1, 0, 1],
])("playwright: %s", (_name, stats, code, passed, failed) => {
  expect(fromPlaywright({ stats, suites: [] }, code)).toEqual({ passed, failed, why: [] });
});

test("playwright: what failed is said, wherever it stands", () => {
  expect(fromPlaywright({ stats: { expected: 1, unexpected: 1, flaky: 0 }, suites }, 1).why).toEqual([
    "pay.spec.ts:7 is paid\n   Timed out\n     waiting",
  ]);
});

test("sum", () => {
  expect(sum([])).toEqual({ passed: 0, failed: 0, why: [] });
  expect(
    sum([
      { passed: 1, failed: 2, why: ["one", "two"] },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 2, why: ["one", "two"] });
});
