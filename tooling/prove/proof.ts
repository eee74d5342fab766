/** One line of `--json FILE`: what was measured or counted, under a name. */
export type Figure = { name: string } & Record<string, string | number | boolean>;

export interface ProofRun {
  /** As CI runs it: fewer rounds, and time limits are printed but decide nothing. */
  readonly isSmall: boolean;
  /** PgBouncer's binary, when the application's role is to go through it (transaction mode, two connections). */
  readonly pgbouncer: string | null;
  /** Id of the provider that is played, in the proofs that play one. */
  readonly provider: string;
  /** Path of carts to try instead of random ones, in the proof about money. */
  readonly carts: string | null;
  /** Path of products and judged queries to try instead of our own, in the proof about search. */
  readonly set: string | null;
  /** What random carts come from: the same seed, the same carts. */
  readonly seed: number;
  readonly signal: AbortSignal;
  say(line: string): void;
  record(figure: Figure): void;
}

export interface Verdict {
  readonly holds: boolean;
  /** What was tried and what was found, in one line. */
  readonly says: string;
}

export interface Proof {
  readonly name: string;
  /** What holds when the exit status is 0. */
  readonly claim: string;
  /** Schema of the figures and an example, for `--help`. */
  readonly figures: string;
  run(run: ProofRun): Promise<Verdict>;
}

/** Counts what was tried and keeps what went wrong, so that a proof goes on after its first fault. */
export class Tally {
  tried = 0;
  readonly faults: string[] = [];

  /** One trial; `fault` says what was found instead. */
  check(isRight: boolean, fault: string): void {
    this.tried += 1;
    if (!isRight) this.faults.push(fault);
  }
}
