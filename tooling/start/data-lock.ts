import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../../scripts/lock.mjs";

/** One platform per data folder. Answers how to let go, and whether the last run ended without doing so. */
export function lockDataDir(dataDir: string): { release: () => void; wasKilled: boolean } {
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // The database's user has to pass through, whatever the umask; what is secret in here has its own mode.
    chmodSync(dataDir, 0o755);
  }
  const answer = tryLock(join(dataDir, "lock"));
  if (answer.release) return { release: answer.release, wasKilled: answer.recovered !== null };
  const { holder } = answer;
  const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : "another process";
  throw new Error(
    `Hutong is already running with ${dataDir} (${who}). Stop it, or set HUTONG_DATA_DIR and HUTONG_PORT.`,
  );
}
