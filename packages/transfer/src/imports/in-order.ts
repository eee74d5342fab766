/** What a step is told of the others. */
export interface Order<Place> {
  /** Where the step ahead has left, once that is kept: to be waited for before this one is. */
  readonly before: Promise<Place>;
  /** Settles when the database is done with the writes of the step ahead: to be waited for before the first of one's own. */
  readonly turn: Promise<unknown>;
  /** Whether nobody else of ours is at it: what a step waits for may then take its time. */
  readonly isAlone: boolean;
  /** To be called when the database has all of the work: time to make up the next. */
  onSent(): void;
  /** To be called when the database is done with it. */
  onWritten(): void;
}

type Write<Item, Place> = (item: Item, order: Order<Place>) => Promise<Place>;

/** The step ahead has failed: what was done is undone, and done again behind its second try. */
class AheadFailed extends Error {}

interface Step<Place> {
  /** Its first try, which others wait for while they hold locks; a second one has to wait for those. */
  readonly tried: Promise<Place>;
  readonly kept: Promise<Place>;
  readonly written: Promise<unknown>;
}

const unheard = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {}); // heard by whoever comes next, or asks for the end
  return promise;
};

/**
 * Work that is written in its order, two steps at once: the next is made up while the database is at one, and its writes follow at once.
 * A step is kept behind the one ahead of it or not at all. What fails for a reason that passes is tried again alone.
 */
export class InOrder<Item, Place> {
  readonly #write: Write<Item, Place>;
  readonly #passes: (error: unknown) => boolean;
  #last: Step<Place>;

  constructor(start: Place, write: Write<Item, Place>, passes: (error: unknown) => boolean) {
    const at = Promise.resolve(start);
    this.#last = { tried: at, kept: at, written: at };
    this.#write = write;
    this.#passes = passes;
  }

  /** Begins a step; settles when it was sent and the one ahead of it is kept. Answers where that one has left. */
  async begin(item: Item): Promise<Place> {
    const ahead = this.#last;
    const [sent, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const said = { onSent: sent.resolve, onWritten: written.resolve };
    const before = ahead.tried.catch(() => {
      throw new AheadFailed();
    });
    const tried = this.#write(item, {
      ...said,
      before: unheard(before),
      turn: ahead.written,
      isAlone: false,
    });
    const again = async (error: unknown): Promise<Place> => {
      if (!(error instanceof AheadFailed) && !this.#passes(error)) throw error;
      const place = Promise.resolve(await ahead.kept);
      return await this.#write(item, { ...said, before: place, turn: place, isAlone: true });
    };
    const kept = unheard(tried.catch(again));
    this.#last = { tried, kept, written: Promise.race([written.promise, tried.catch(() => {})]) };
    await Promise.race([sent.promise, kept]);
    return await ahead.kept;
  }

  /** Where the last one has left, when it is kept. */
  async end(): Promise<Place> {
    return await this.#last.kept;
  }
}
