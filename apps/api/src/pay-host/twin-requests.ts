import type { Clock } from "@hutong/kernel";

/** Milliseconds in which a request that comes again is taken for the same one. */
const twinMs = 5_000;

/**
 * Answers under way in this process. WeChat on some phones opens an address twice within a moment and shows what the
 * second request got; it is given what the first one gets. Lost at a restart, which costs the customer one tap.
 */
export class TwinRequests<Answer> {
  readonly #clock: Clock;
  readonly #first = new Map<string, { at: number; answer: Promise<Answer> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps an answer for whoever asks the same within five seconds. */
  keep(name: string, answer: Promise<Answer>): Promise<Answer> {
    const now = this.#clock.now().getTime();
    for (const [known, { at }] of this.#first) {
      if (at > now - twinMs) break;
      this.#first.delete(known);
    }
    this.#first.set(name, { at: now, answer });
    return answer;
  }

  find(name: string): Promise<Answer> | null {
    const kept = this.#first.get(name);
    return kept && kept.at > this.#clock.now().getTime() - twinMs ? kept.answer : null;
  }
}
