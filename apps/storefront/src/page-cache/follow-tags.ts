import { type Cell, readPlatform, sql } from "@hutong/db";

interface Change {
  storeId: string;
  tag: string;
  at: string;
}

const overlapSeconds = 10;
const pollMs = 300;

/**
 * Follows the platform's table of changed tags, so that a change is seen in every process within half a second.
 * Looks ten seconds back each time, since a transaction's rows appear later than they are dated; what was seen once
 * is not told again. After the database was away it goes on from where it stopped.
 */
export class TagFollower {
  readonly #cell: Cell;
  readonly #tell: (storeId: string, tag: string) => void;
  readonly #report: (error: unknown) => void;
  readonly #seen = new Map<string, string>();
  #since: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;
  #isFailing = false;

  constructor(
    cell: Cell,
    tell: (storeId: string, tag: string) => void,
    report: (error: unknown) => void = () => {},
  ) {
    this.#cell = cell;
    this.#tell = tell;
    this.#report = report;
  }

  start(): void {
    const again = () => {
      if (this.#isStopped) return;
      this.#timer = setTimeout(() => {
        void this.poll().then(again, (error: unknown) => {
          if (!this.#isFailing) this.#report(error);
          this.#isFailing = true;
          again();
        });
      }, pollMs);
      this.#timer.unref();
    };
    again();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** Looks once. */
  async poll(): Promise<void> {
    const [changes, [clock]] = await readPlatform(
      this.#cell,
      sql<Change>`select store_id as "storeId", tag, changed_at::text as at from changed_tags
        where changed_at > (select coalesce(${this.#since}::timestamptz, clock_timestamp())
          - ${overlapSeconds}::int * interval '1 second') order by changed_at`,
      sql<{ now: string }>`select clock_timestamp()::text as now`,
    );
    this.#isFailing = false;
    this.#since = clock?.now ?? null;
    const current = new Map<string, string>();
    for (const { storeId, tag, at } of changes) {
      const key = `${storeId} ${tag}`;
      current.set(key, at);
      if (this.#seen.get(key) !== at) this.#tell(storeId, tag);
    }
    this.#seen.clear();
    for (const [key, at] of current) this.#seen.set(key, at);
  }
}
