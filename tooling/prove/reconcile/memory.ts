import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collecting takes at most this share of the time. */
const share = 0.05;

/** What lives on the heap and in buffers once garbage is gone, bytes. */
function living(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Runs some work and answers how long it took and by how much the living memory grew at its highest, bytes. */
export async function measure<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; ms: number; growth: number }> {
  const before = living();
  let most = before;
  let timer: NodeJS.Timeout;
  const sample = () => {
    const from = performance.now();
    most = Math.max(most, living());
    timer = setTimeout(sample, Math.max(100, (performance.now() - from) / share));
  };
  sample();
  const from = performance.now();
  try {
    const result = await work();
    const ms = performance.now() - from;
    return { result, ms, growth: Math.max(most, living()) - before };
  } finally {
    clearTimeout(timer!);
  }
}
