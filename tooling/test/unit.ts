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

/** The database package again, through PgBouncer in transaction mode: what leaks between clients leaks there. */
export function pooledTests(pgbouncer: string): Step {
  return {
    name: "Database tests through PgBouncer (vitest)",
    async run(surroundings) {
      const pooler = await startPooler(pgbouncer, surroundings.env);
      try {
        return await vitest(["packages/db", "--exclude=**/embedded/**"], {
          ...surroundings,
          env: { ...surroundings.env, TEST_POOL_URL: pooler.url },
        });
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
