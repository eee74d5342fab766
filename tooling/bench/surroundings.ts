import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What all cases of a run share. */
export interface Bench {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Seconds of load in a round, and in the one that warms up and does not count. */
  readonly roundSeconds: number;
  readonly warmSeconds: number;
  /** How often raw and ours take turns. */
  readonly rounds: number;
  /** How many stores there are while load is measured. */
  readonly stores: number;
  /** Settings of the database server beside its own, to look at what it does ("shared_preload_libraries"). */
  readonly postgres: Readonly<Record<string, string>>;
  /** Undone at the end, last things first. */
  readonly undo: (() => Promise<void> | void)[];
  say(text: string): void;
}

/** A folder for the run's data, logs and lists: a new one that goes with it, or a given one that stays. */
export function benchFolder(given: string | undefined): { folder: string; remove: () => void } {
  if (given) mkdirSync(given, { recursive: true });
  const folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), "hutong-bench-"));
  // The database's user passes through.
  chmodSync(folder, 0o755);
  return { folder, remove: () => !given && rmSync(folder, { recursive: true, force: true }) };
}

/** Sources of settings that an operator may have in the shell do not reach what is measured. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_|HUTONG_|TEST_|NODE_OPTIONS$|npm_)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: "production" };
}
