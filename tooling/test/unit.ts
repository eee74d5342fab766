import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromVitest, type Outcome, oneFailed } from "./outcome.ts";
import { startPooler } from "./pooler.ts";
import { runFile, type Surroundings } from "./run.ts";
import type { Step } from "./steps.ts";

export const unitTests: Step = {
  name: "Unit and domain tests (vitest)",
  run: (surroundings) => vitest([], surroundings),
};

// What a pooler could mix up: transactions, their settings, and who waits for whom.
const throughPooler = [
  "packages/db/",
  "packages/checkout/",
  "apps/worker/",
  "apps/api/",
  "apps/storefront/src/isolation.test.ts",
  "--exclude=**/embedded/**",
];

/** The tests of transactions again, through PgBouncer in transaction mode with two connections a database. */
export function pooledTests(pgbouncer: string): Step {
  return {
    name: "Isolation, checkout and worker tests through PgBouncer (vitest)",
    async run(surroundings) {
      const pooler = await startPooler(pgbouncer, surroundings.env);
      try {
        const env = { ...surroundings.env, TEST_POOL_URL: pooler.url };
        return await vitest(throughPooler, { ...surroundings, env });
      } finally {
        await pooler.stop();
      }
    },
  };
}

async function vitest(filters: string[], surroundings: Surroundings): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "hutong-report-"));
  const file = join(folder, "vitest.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await runFile(
      ["node_modules/vitest/vitest.mjs", "run", "--passWithNoTests", ...reporters, ...filters],
      surroundings,
    );
    return existsSync(file) ? fromVitest(JSON.parse(readFileSync(file, "utf8")), code) : oneFailed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
