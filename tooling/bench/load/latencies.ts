/** Durations of operations. Milliseconds. */
export class Latencies {
  readonly #values: number[] = [];

  get count(): number {
    return this.#values.length;
  }

  add(ms: number): void {
    this.#values.push(ms);
  }

  /** `percentile(99)`: 99 of a hundred took at most this long. */
  percentile(percent: number): number {
    const sorted = Float64Array.from(this.#values).sort();
    return sorted[Math.max(Math.ceil((sorted.length * percent) / 100) - 1, 0)] ?? Number.NaN;
  }
}
