import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../start/env.ts";
import { freePortRow } from "./free-port.ts";
import type { Surroundings } from "./run.ts";

/** A whole platform on ports and in a data folder of its own, removed afterwards. */
export async function startPlatform({
  env,
  signal,
}: Surroundings): Promise<{ env: Record<string, string>; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "hutong-platform-"));
  // The database's user passes through.
  chmodSync(dataDir, 0o755);
  const own = { HUTONG_DATA_DIR: dataDir, HUTONG_PORT: String(await freePortRow(5)) };
  const child = spawn(process.execPath, ["tooling/start/index.ts"], {
    cwd: root,
    // The journeys bring providers of their own.
    env: { HUTONG_SIMULATORS: "0", ...env, ...own },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await gone;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  const abort = () => child.kill("SIGTERM");
  signal.addEventListener("abort", abort, { once: true });
  // Its only message is that it is ready.
  const isReady = await Promise.race([once(child, "message").then(() => true), gone.then(() => false)]);
  if (isReady) return { env: own, stop };
  await stop();
  throw new Error("The platform did not start.");
}
