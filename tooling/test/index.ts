import { stopSignal } from "../start/signals.ts";
import { browserTests, hasBrowserTests } from "./browser.ts";
import { staticChecks } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { findPgbouncer } from "./pgbouncer.ts";
import { proofs } from "./proofs.ts";
import { runSteps, type Step } from "./steps.ts";
import { openSurroundings } from "./surroundings.ts";
import { pooledTests, unitTests } from "./unit.ts";
import { findZbar } from "./zbar.ts";

const stop = stopSignal();
const pgbouncer = findPgbouncer();
const browser: Step[] = hasBrowserTests() ? [browserTests(await findChromium(), findZbar())] : [];
const pooled: Step[] = pgbouncer ? [pooledTests(pgbouncer)] : [];
if (!pgbouncer) process.stdout.write("There is no PgBouncer here: the tests through it are left out.\n");

const surroundings = await openSurroundings(stop.signal);
try {
  const total = await runSteps(
    [...staticChecks, unitTests, ...pooled, proofs(pgbouncer !== null), ...browser],
    surroundings,
  );
  process.exitCode = total.failed === 0 && !stop.signal.aborted ? 0 : 1;
} finally {
  await surroundings.close();
}
process.exit();
