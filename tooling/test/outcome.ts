export interface Outcome {
  passed: number;
  failed: number;
}

export const onePassed: Outcome = { passed: 1, failed: 0 };
export const oneFailed: Outcome = { passed: 0, failed: 1 };

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce(
    (all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
}

export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** A file that could not even be loaded has no failed test, and counts as one; so does an error outside all tests. */
export function fromVitest(report: VitestReport, code: number | null): Outcome {
  const isBroken = (file: VitestReport["testResults"][number]) =>
    file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed");
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

export function fromPlaywright({ stats }: PlaywrightReport, code: number | null): Outcome {
  const failed = stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed };
}
