import type { Surroundings } from "./run.ts";
import { startTestServer } from "./server.ts";

// An operator's own settings (from the shell or .env) must not reach the tests: they drop and fill databases.
const operatorsOwn = [
  "DATABASE_URL",
  "DATABASE_POOL_URL",
  "DATABASE_APP_URL",
  "HUTONG_PORT",
  "HUTONG_DATA_DIR",
  "HUTONG_MASTER_KEY",
];

/** What all steps of a run share: one server, one environment. */
export async function openSurroundings(
  signal: AbortSignal,
): Promise<Surroundings & { close: () => Promise<void> }> {
  const env = { ...process.env };
  for (const name of operatorsOwn) delete env[name];
  const server = await startTestServer();
  const quiet = { TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" };
  return { env: { ...env, ...quiet, ...server.env }, signal, close: server.stop };
}
