const firstMs = 200;
const longestMs = 10_000;
const healthyAfterMs = 30_000;

/** How long to wait before the next start, after one that lived `livedMs`; `lastMs` was the wait before it. */
export function nextWait(lastMs: number, livedMs: number): number {
  if (lastMs === 0 || livedMs >= healthyAfterMs) return firstMs;
  return Math.min(lastMs * 2, longestMs);
}
