/** One line of the bench's answer; names and fields are stable (architecture, section 6). */
export interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** `perSecond` divided by the baseline's in the same run; null for a row that is a baseline. */
  readonly ofRaw: number | null;
  /** CPU of all our processes and PostgreSQL per operation, the load generator's left out. Milliseconds. */
  readonly cpuMs: number | null;
  /** Largest of any operation, BEGIN, SET LOCAL and COMMIT left out. */
  readonly statements: number | null;
  readonly transactions: number | null;
}

/** What a case answers: its rows, and what else is worth saying about them. */
export interface CaseResult {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** What a round of load measured. */
export interface Round {
  readonly operations: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMs: number | null;
}

/** The round with the middle rate, as a whole: its latencies and CPU belong together. */
export function middleRound(rounds: readonly Round[]): Round {
  const rate = median(rounds.map((round) => round.perSecond));
  return rounds.find((round) => round.perSecond === rate)!;
}
