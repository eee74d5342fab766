import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Holder, tryLock } from "../../scripts/lock.mjs";
import { say } from "./progress.ts";

// A holder on another host cannot be looked at; it is known to be dead when it has been silent for 30 s.
const otherHostPatienceMs = 35_000;

/** One platform per data folder. Answers how to let go, and whether the last run ended without doing so. */
export async function lockDataDir(
  dataDir: string,
  signal: AbortSignal,
): Promise<{ release: () => void; wasKilled: boolean }> {
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // The database's user has to pass through, whatever the umask; what is secret in here has its own mode.
    chmodSync(dataDir, 0o755);
  }
  const until = Date.now() + otherHostPatienceMs;
  for (let tries = 0; ; tries++) {
    const answer = tryLock(join(dataDir, "lock"));
    if (answer.release) return { release: answer.release, wasKilled: answer.recovered !== null };
    const { holder } = answer;
    if (!holder || holder.host === hostname() || Date.now() > until) throw refusal(dataDir, holder);
    // A restarted container has another name than the one that was killed.
    if (tries === 0) say(`${dataDir} was used on ${holder.host}; seeing whether it still is`);
    await wait(500, undefined, { signal });
  }
}

function refusal(dataDir: string, holder: Holder | null): Error {
  const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : "another process";
  return new Error(
    `Hutong is already running with ${dataDir} (${who}). Stop it, or set HUTONG_DATA_DIR and HUTONG_PORT.`,
  );
}
