import { readFileSync } from "node:fs";

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process has ended
  }
}

/**
 * Answers milliseconds of processor time that the connections which a database role has now have used so far, of the server with this
 * pid; unlike a clock it does not count the time that others have the processor. Null where the system does not tell (it is Linux's
 * /proc/PID/schedstat, "time spent on the cpu" in nanoseconds).
 */
export function serverCpuOf(pid: number, role: string): (() => number) | null {
  const backends = read(`/proc/${pid}/task/${pid}/children`)
    .trim()
    .split(" ")
    .filter((child) => read(`/proc/${child}/cmdline`).includes(` ${role} `));
  if (backends.length === 0) return null;
  return () =>
    backends.reduce((sum, child) => sum + Number(read(`/proc/${child}/schedstat`).split(" ")[0]) / 1e6, 0);
}
