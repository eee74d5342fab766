import { type Clock, createClock, type Id, isId, newId, type StoreId } from "@hutong/kernel";
import type { Actor } from "./actor.ts";
import type { Cell } from "./cell.ts";
import { type Finish, finishStatement, type NewEvent, newFinish } from "./finish.ts";
import { type PlatformTransaction, readPlatform, writePlatform } from "./platform.ts";
import { fragment, nothing, type Statement, sql } from "./sql.ts";
import { beginWriting, type Keeping, OpenTransaction, type RowsOf, readBurst } from "./transaction.ts";

export interface Opening {
  readonly actor: Actor;
  readonly requestId?: string;
  /** BCP 47 tag that texts are read in. */
  readonly locale: string;
  /**
   * Whether that is the store's own language: its texts stand in the rows themselves, so that reads need not look for
   * translations. False where it is not known.
   */
  readonly isOwnLanguage?: boolean;
  /** The market whose prices and currency apply; the store's first when not given. */
  readonly marketId?: Id<"market"> | null;
  readonly clock?: Clock;
}

const realClock = createClock();

const doesNotWait = fragment`, set_config('synchronous_commit', 'off', true)`;
const settingsOf: Readonly<Record<"read" | Keeping, object>> = {
  read: fragment`, set_config('transaction_read_only', 'on', true)`,
  locked: nothing,
  early: doesNotWait,
  later: doesNotWait,
};

/** Rows that a write's caller reads when the write is over. */
export interface LaterRows<Row> {
  rows(): Promise<Row[]>;
}

/**
 * The only way to a store's tables: who has a context has a store. Outside a write, `read` sends a burst of its
 * own; inside one, everything goes through the write's transaction, and nested writes join it.
 */
export class StoreContext {
  readonly storeId: StoreId;
  readonly actor: Actor;
  readonly requestId: string;
  readonly locale: string;
  readonly isOwnLanguage: boolean;
  readonly marketId: Id<"market"> | null;
  readonly clock: Clock;
  protected readonly cell: Cell;

  /** @internal use `openStore` */
  constructor(cell: Cell, storeId: StoreId, opening: Opening) {
    if (!isId(storeId)) throw new TypeError("a store id is a uuid");
    this.cell = cell;
    this.storeId = storeId;
    this.actor = opening.actor;
    this.requestId = opening.requestId ?? newId();
    this.locale = opening.locale;
    this.isOwnLanguage = opening.isOwnLanguage ?? false;
    this.marketId = opening.marketId ?? null;
    this.clock = opening.clock ?? realClock;
  }

  /** The same store for another actor or language, as when a notice is settled by the system. */
  as(change: Partial<Opening>): StoreContext {
    const isOwnLanguage = change.locale === undefined && this.isOwnLanguage;
    return new StoreContext(this.cell, this.storeId, { ...this, isOwnLanguage, ...change });
  }

  // Settings of a transaction: they end with it, whoever has the connection next.
  protected setting(use: "read" | Keeping): Statement<unknown> {
    const offset = this.clock.offsetMs;
    return sql`select set_config('app.store_id', ${this.storeId}, true)${settingsOf[use]}
      ${offset === 0 ? nothing : fragment`, set_config('app.clock_offset', ${String(Math.round(offset))}, true)`}`;
  }

  /** Sends all statements in one pass and answers their rows, in one read-only transaction. */
  async read<Statements extends readonly Statement<unknown>[]>(
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    const rows = await readBurst(this.cell.reader(), [this.setting("read")], statements, this.cell.usage);
    return rows as RowsOf<Statements>;
  }

  /** Reads platform tables in a burst outside of the store, whose own transactions do not see all of them. */
  async readPlatform<Statements extends readonly Statement<unknown>[]>(
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    return await readPlatform(this.cell, ...statements);
  }

  /** Writes platform tables in a transaction of its own, outside of the store. */
  async writePlatform<Result>(work: (tx: PlatformTransaction) => Promise<Result>): Promise<Result> {
    return await writePlatform(this.cell, work);
  }

  /**
   * Runs `work` in one transaction. What it emitted, queued and touched is written by one last statement that
   * takes the store's counter row and leaves together with COMMIT. Throws whatever the work or the database threw;
   * then nothing was kept. `keeping` says when its locks go and when it is answered.
   */
  async write<Result>(
    work: (tx: WriteContext) => Promise<Result>,
    keeping: Keeping = "locked",
  ): Promise<Result> {
    const connection = await this.cell.lease();
    let result: Result;
    let keep: (() => Promise<void>) | null;
    try {
      const transaction = new OpenTransaction(
        connection,
        [beginWriting, this.setting(keeping)],
        this.cell.usage,
      );
      const tx = new WriteContext(this.cell, this, transaction);
      try {
        result = await work(tx);
      } catch (error) {
        throw await transaction.rollback(error);
      }
      keep = await tx.finish(keeping);
    } finally {
      this.cell.release(connection);
    }
    await keep?.();
    return result;
  }
}

/** A context inside a write. */
export class WriteContext extends StoreContext {
  readonly #transaction: OpenTransaction;
  readonly #finish: Finish;

  /** @internal */
  constructor(cell: Cell, context: StoreContext, transaction: OpenTransaction, finish: Finish = newFinish()) {
    super(cell, context.storeId, context);
    this.#transaction = transaction;
    this.#finish = finish;
  }

  override as(change: Partial<Opening>): WriteContext {
    const other = new StoreContext(this.cell, this.storeId, { ...this, ...change });
    return new WriteContext(this.cell, other, this.#transaction, this.#finish);
  }

  override async read<Statements extends readonly Statement<unknown>[]>(
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    const answers = await Promise.all(statements.map((statement) => this.#transaction.send(statement)));
    return answers.map((answer) => answer.rows) as RowsOf<Statements>;
  }

  override write<Result>(work: (tx: WriteContext) => Promise<Result>): Promise<Result> {
    return work(this);
  }

  /** Sends one statement and waits for its rows. */
  async run<Row>(statement: Statement<Row>): Promise<Row[]> {
    return (await this.#transaction.send(statement)).rows;
  }

  /** Sends a statement whose answer is not needed; COMMIT fails if it failed. */
  send(statement: Statement<unknown>): void {
    void this.#transaction.send(statement);
  }

  /** Sends a statement that COMMIT need not wait for: its rows are read after the write. */
  later<Row>(statement: Statement<Row>): LaterRows<Row> {
    const answer = this.#transaction.send(statement);
    return { rows: async () => (await answer).rows };
  }

  /** Records what happened; numbered without gaps when the write commits. */
  emit(event: NewEvent): void {
    this.#finish.events.push(event);
  }

  /** Hands work to the worker, in the same transaction. Payloads carry ids, never personal data. */
  enqueue(kind: string, payload: Record<string, unknown>): void {
    this.#finish.outbox.push({ id: newId<"outbox">(), kind, payload });
    this.remind("outbox", 0);
  }

  /** Tells every process to drop the pages that carry this tag ("product:<id>"). */
  touch(...tags: string[]): void {
    for (const tag of tags) this.#finish.tags.add(tag);
  }

  /** Asks the worker to look at this store after `seconds` of database time; the earliest wish wins. */
  remind(
    kind:
      | "outbox"
      | "reservations"
      | "attempts"
      | "bills"
      | "disputes"
      | "shares"
      | "sweep"
      | "imports"
      | "search"
      | "publishing"
      | "pictures"
      | "product-edits"
      | "facets"
      | "sales",
    seconds: number,
  ): void {
    const known = this.#finish.due.get(kind);
    this.#finish.due.set(kind, known === undefined ? seconds : Math.min(known, seconds));
  }

  /**
   * Places an order row with the next gap-free number, in the last statement of the write. `insert` is a list of
   * CTEs that may read `counter.order_number`; whoever needs the number reads it after the write.
   */
  numberOrder(insert: object): void {
    this.last(insert);
    this.#finish.isOrder = true;
  }

  /** Rows that leave in the last statement of the write, with COMMIT: a list of CTEs, once a transaction. */
  last(rows: object): void {
    if (this.#finish.rows) throw new Error("one last statement a transaction");
    this.#finish.rows = rows;
  }

  /**
   * Rows that leave in the last statement as well, and whose locks come before the counter's (architecture: lock order):
   * a list of CTEs, and a condition that reads those that lock. Where it does not hold there is no number, and nothing that hangs
   * on one.
   */
  first(rows: object, condition: object): void {
    if (this.#finish.first) throw new Error("one first list a transaction");
    this.#finish.first = { rows, condition };
  }

  /** @internal sends the last statement together with COMMIT; answers what is to be waited for without the connection */
  async finish(keeping: Keeping): Promise<(() => Promise<void>) | null> {
    const statement = finishStatement(this, this.#finish);
    const last = statement ? this.#transaction.send(statement) : null;
    let keep: (() => Promise<void>) | null = null;
    if (keeping === "early") keep = await this.#transaction.commitEarly(this.cell.keeper);
    else await this.#transaction.commit();
    if (last && (await last).rows.length !== 1) throw new Error("the store has no counter row");
    return keep;
  }
}

/** Opens a store: the only way to a context. */
export function openStore(cell: Cell, storeId: StoreId, opening: Opening): StoreContext {
  return new StoreContext(cell, storeId, opening);
}
