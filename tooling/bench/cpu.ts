import { readdirSync, readFileSync } from "node:fs";

// USER_HZ is 100 on every Linux that Node runs on.
const msPerTick = 10;

interface Times {
  readonly parent: number;
  readonly own: number;
  readonly reaped: number;
}

function timesOf(pid: number): Times | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in brackets and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = (index: number) => Number(fields[index]);
    return { parent: ticks(1), own: ticks(11) + ticks(12), reaped: ticks(13) + ticks(14) };
  } catch {
    return null;
  }
}

/**
 * CPU that processes and all their descendants have used since they began, those that ended counted through their
 * parent. Milliseconds; null where there is no /proc.
 */
export function cpuOf(roots: readonly number[]): number | null {
  if (process.platform !== "linux") return null;
  const all = new Map<number, Times>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const times = pid > 0 ? timesOf(pid) : null;
    if (times) all.set(pid, times);
  }
  const wanted = new Set(roots);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, { parent }] of all) {
      if (!wanted.has(parent) || wanted.has(pid)) continue;
      wanted.add(pid);
      grown = true;
    }
  }
  let ticks = 0;
  for (const pid of wanted) {
    const times = all.get(pid);
    if (times) ticks += times.own + times.reaped;
  }
  return ticks * msPerTick;
}

/** Runs `work` and answers what it answered, and the CPU that the processes used meanwhile. */
export async function withCpu<Result>(
  roots: readonly number[],
  work: () => Promise<Result>,
): Promise<{ result: Result; cpuMs: number | null }> {
  const before = cpuOf(roots);
  const result = await work();
  const after = cpuOf(roots);
  return { result, cpuMs: before === null || after === null ? null : after - before };
}
