/**
 * Reads on while somebody else works: `goOn` has the next value made up as soon as what is being sent has left, `next` waits for
 * it. Whoever never says `goOn` gets the same values, each made up when it is asked for.
 */
export class Ahead<Value> {
  readonly #values: AsyncGenerator<Value>;
  #next: Promise<IteratorResult<Value>> | null = null;

  constructor(values: AsyncGenerator<Value>) {
    this.#values = values;
  }

  goOn(): void {
    if (this.#next) return;
    this.#next = new Promise((resolve) => {
      setImmediate(() => resolve(this.#values.next()));
    });
    this.#next.catch(() => {}); // seen by who asks for it
  }

  async next(): Promise<IteratorResult<Value>> {
    const next = this.#next ?? this.#values.next();
    this.#next = null;
    return await next;
  }

  /** Reads no more. */
  async end(): Promise<void> {
    await this.#values.return(undefined);
  }
}
