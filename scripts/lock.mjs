// A lock that one process holds by a file: who holds it is written inside, so that a lock left by a dead
// process is recognised and taken over. A pid alone is not enough: numbers are used again, quickly so in
// containers, so the process's own start time stands beside it.
import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const touchEveryMs = 5_000;
const silentAfterMs = 30_000;

/** When the process began, as the system tells it; null when there is no such process. */
export function processStart(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets of its own; field 22 counts from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : `${bootId()}:${fields[19]}`;
  } catch {
    if (process.platform === "linux") return null;
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

function bootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** Whether the process that wrote this holder is gone. `ageMs` counts only for a holder on another host. */
export function isStale(holder, ageMs, { host = hostname(), startOf = processStart } = {}) {
  if (holder === null) return ageMs > silentAfterMs;
  if (holder.host !== host) return ageMs > silentAfterMs;
  return startOf(holder.pid) !== holder.start;
}

export function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Takes the lock or answers who holds it: `{ release, recovered }` or `{ holder }`.
 * `recovered` is the dead process's holder when the lock was taken over.
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = {
    pid: process.pid,
    start: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    if (linked(draft, path)) return held(path, mine, null);
    const before = readHolder(path);
    if (!isStale(before, age(path))) return { holder: before };
    if (!takeAway(path, before)) return { holder: readHolder(path) };
    return linked(draft, path) ? held(path, mine, before) : { holder: readHolder(path) };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits for the lock; `onWait(holder)` is told once when somebody else has it. */
export async function lock(path, { onWait = () => {}, everyMs = 250 } = {}) {
  let told = false;
  for (;;) {
    const answer = tryLock(path);
    if (answer.release) return answer;
    if (!told) onWait(answer.holder);
    told = true;
    await wait(everyMs);
  }
}

// link(2) fails when the name exists, and the file appears whole: nobody can read half a holder.
function linked(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

// Two may find the same dead lock. What was moved aside must be what was judged dead; a live one goes back.
function takeAway(path, judged) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === "ENOENT") return true;
    throw error;
  }
  const moved = readHolder(aside);
  const isSame = JSON.stringify(moved) === JSON.stringify(judged);
  if (!isSame) linked(aside, path);
  rmSync(aside, { force: true });
  return isSame;
}

function age(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function held(path, mine, recovered) {
  const touch = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The folder went away under us; releasing copes with that.
    }
  }, touchEveryMs);
  touch.unref();
  const release = () => {
    clearInterval(touch);
    const now = readHolder(path);
    if (now?.pid === mine.pid && now.start === mine.start) rmSync(path, { force: true });
  };
  return { release, recovered };
}
