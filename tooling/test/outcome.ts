import { stripVTControlCharacters } from "node:util";

export interface Outcome {
  passed: number;
  failed: number;
  /** What failed, a few lines each: said again at the very end, where a long log is cut. */
  why?: string[];
}

export const onePassed: Outcome = { passed: 1, failed: 0 };
export const oneFailed: Outcome = { passed: 0, failed: 1 };

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      why: [...(all.why ?? []), ...(one.why ?? [])],
    }),
    { passed: 0, failed: 0, why: [] },
  );
}

export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** A file that could not even be loaded has no failed test, and counts as one; so does an error outside all tests. */
export function fromVitest(report: VitestReport, code: number | null): Outcome {
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  );
  const failed = report.numFailedTests + broken.length;
  const tests = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === "failed");
  const why = [
    ...tests.map((one) => reason(one.fullName, one.failureMessages)),
    ...broken.map((file) => reason(file.name, [file.message])),
  ];
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, why };
}

interface Suite {
  suites?: Suite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
}

export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: Suite[];
}

export function fromPlaywright({ stats, suites }: PlaywrightReport, code: number | null): Outcome {
  const failed = stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed, why: suites.flatMap(unexpected) };
}

function unexpected({ suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ results }) => {
        const messages = results.flatMap(({ errors }) =>
          errors.map(({ message }) => message ?? "no message"),
        );
        return reason(`${file}:${line} ${title}`, messages);
      }),
  );
  return [...own, ...suites.flatMap(unexpected)];
}

const linesOfEach = 12;

function reason(title: string, messages: string[]): string {
  const said = messages.map((message) =>
    stripVTControlCharacters(message)
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, linesOfEach)
      .map((line) => `   ${line}`)
      .join("\n"),
  );
  return [title, ...said].join("\n");
}
