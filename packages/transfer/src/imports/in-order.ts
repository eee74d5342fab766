/** Writes one of the steps: behind what was sent it waits for `before`, the place where the one ahead of it has left, before it is kept. */
type Write<Item, Place> = (
  item: Item,
  context: { readonly before: Promise<Place>; readonly onSent: () => void },
) => Promise<Place>;

/**
 * Work that is written in its order, two steps at once: while the database is at one, the next is made up and sent. A step is kept
 * behind the one ahead of it or not at all: where that fails, it fails with the same error.
 */
export class InOrder<Item, Place> {
  readonly #write: Write<Item, Place>;
  #last: Promise<Place>;

  constructor(start: Place, write: Write<Item, Place>) {
    this.#last = Promise.resolve(start);
    this.#write = write;
  }

  /** Begins a step; settles when it was sent and the one ahead of it is kept. Answers where that one has left. */
  async begin(item: Item): Promise<Place> {
    const before = this.#last;
    const { promise: sent, resolve: onSent } = Promise.withResolvers<void>();
    const written = this.#write(item, { before, onSent });
    written.catch(() => {}); // seen by who asks for the next, or for the end
    this.#last = written;
    await Promise.race([sent, written]);
    return await before;
  }

  /** Where the last one has left, when it is kept. */
  async end(): Promise<Place> {
    return await this.#last;
  }
}
