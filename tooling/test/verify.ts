import { stopSignal } from "../start/signals.ts";
import { verifyChecks } from "./checks.ts";
import { runSteps } from "./steps.ts";
import { openSurroundings } from "./surroundings.ts";
import { unitTests } from "./unit.ts";

const stop = stopSignal();
const surroundings = await openSurroundings(stop.signal);
try {
  const total = await runSteps([...verifyChecks, unitTests], surroundings);
  process.exitCode = total.failed === 0 && !stop.signal.aborted ? 0 : 1;
} finally {
  await surroundings.close();
}
process.exit();
