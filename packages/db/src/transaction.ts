import type { Usage } from "./cell.ts";
import type { Answer, Connection } from "./client/connection.ts";
import type { Keeper } from "./client/keeper.ts";
import { type Statement, sql } from "./sql.ts";
import { TransactionLost } from "./transaction-lost.ts";

export type RowsOf<Statements extends readonly Statement<unknown>[]> = {
  -readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? Row[] : never;
};

// A prepared statement whose tables were altered, or that a pooler forgot, is prepared anew on a second try.
const stalePlan = new Set(["0A000", "26000"]);

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}

/** Whether an error is PostgreSQL's with this SQLSTATE, and (when named) by this constraint. */
export function isDatabaseError(error: unknown, code: string, constraint?: string): boolean {
  if (codeOf(error) !== code) return false;
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint;
}

/**
 * When a write lets go of its rows, and when it is answered.
 * - `locked`: its rows are others' when it is on disk, and so is the answer. What a database does.
 * - `early`: its rows are others' at COMMIT, the answer comes when it is on disk: for rows that many wait for. Others may read it in
 *   between; a write of theirs is kept no earlier than this one.
 * - `later`: it is answered at COMMIT. A database that dies may forget what was so written in its last second.
 */
export type Keeping = "locked" | "early" | "later";

/** What a transaction begins with. */
export type Opening = readonly Statement<unknown>[];

/** Begins a transaction that may write. */
export const beginWriting = sql`begin read write`;
const commit = sql`commit`;

async function once(connection: Connection, opening: Opening, statements: readonly Statement<unknown>[]) {
  const epoch = connection.epoch;
  const sent = [...opening, ...statements].map((statement) => connection.send(statement));
  const settled = await Promise.allSettled(sent);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  if (connection.epoch !== epoch) throw new TransactionLost("connection closed");
  const answers = settled.map((one) => (one as PromiseFulfilledResult<Answer<unknown>>).value);
  return answers.slice(opening.length).map((answer) => answer.rows);
}

// A burst is a transaction by itself, without BEGIN and COMMIT.
const burst =
  (mayGoAgain: (code: string) => boolean) =>
  async (
    connection: Connection,
    opening: Opening,
    statements: readonly Statement<unknown>[],
    usage: Usage,
  ): Promise<unknown[][]> => {
    usage.transactions += 1;
    usage.statements += statements.length;
    try {
      return await once(connection, opening, statements);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined || !mayGoAgain(code)) throw error;
      return await once(connection, opening, statements);
    }
  };

/** Every statement in one burst on a shared connection: a page waits once. `opening` says whose it is, and that nothing is written. */
export const readBurst = burst(
  (code) => stalePlan.has(code) || code.startsWith("CONNECTION_") || code === "57P01",
);

/**
 * Writes in one burst: the server ends the transaction by itself, behind its last statement. Where this process is at something else
 * meanwhile, nobody waits for it on the rows. Tried again only where nothing can have been done.
 */
export const writeBurst = burst((code) => stalePlan.has(code));

/** An open write: statements go out as they come, and nothing counts before `commit` has answered COMMIT. */
export class OpenTransaction {
  readonly #connection: Connection;
  readonly #usage: Usage;
  readonly #epoch: number;
  readonly #sent: Promise<unknown>[] = [];

  constructor(connection: Connection, opening: Opening, usage: Usage) {
    this.#connection = connection;
    this.#usage = usage;
    this.#epoch = connection.epoch;
    usage.transactions += 1;
    for (const statement of opening) this.#track(connection.send(statement));
  }

  #track<Value>(pending: Promise<Value>): Promise<Value> {
    pending.catch(() => {}); // seen again by `commit` and by whoever waits for it
    this.#sent.push(pending);
    return pending;
  }

  // Not on the connection that came after the one that was lost: there, COMMIT would succeed with nothing to keep.
  #sendOnOurs<Row>(send: () => Promise<Answer<Row>>): Promise<Answer<Row>> {
    const isLost = this.#connection.epoch !== this.#epoch;
    return this.#track(isLost ? Promise.reject(new TransactionLost("connection closed")) : send());
  }

  /** Sends a statement at once; await the answer only where it is needed. */
  send<Row>(statement: Statement<Row>): Promise<Answer<Row>> {
    this.#usage.statements += 1;
    return this.#sendOnOurs(() => this.#connection.send(statement));
  }

  /** Throws what any statement threw; then nothing was kept. */
  async commit(): Promise<void> {
    await this.#commit(false);
  }

  /**
   * COMMIT of a transaction that does not wait for the disk. Answers what its writer still has to wait for, when the
   * connection is another's already.
   */
  async commitEarly(keeper: Keeper): Promise<() => Promise<void>> {
    const standing = keeper.standing();
    // In one burst it is the same server that commits and waits.
    await this.#commit(standing === null);
    return async () => {
      if (standing !== null) await keeper.kept(standing);
    };
  }

  async #commit(isKeptHere: boolean): Promise<void> {
    const committed = this.#sendOnOurs(() => this.#connection.send(commit));
    if (isKeptHere) void this.#track(this.#connection.keep());
    const settled = await Promise.allSettled(this.#sent);
    const failed = settled.find((one) => one.status === "rejected");
    if (failed) {
      // COMMIT was skipped with the rest of its burst.
      await this.#undo();
      throw failed.reason;
    }
    if ((await committed).command !== "COMMIT") throw new TransactionLost("COMMIT answered ROLLBACK");
  }

  // By the simple protocol: a burst of its own, that nothing which failed before takes with it.
  async #undo(): Promise<void> {
    await this.#sendOnOurs(() => this.#connection.sendText("rollback")).catch(() => {});
  }

  /**
   * Undoes everything. Answers what went wrong first: a statement that nobody waited for may have failed before the
   * one whose error the caller saw, which then only says that the transaction is aborted (25P02).
   */
  async rollback(error: unknown): Promise<unknown> {
    await this.#undo();
    const settled = await Promise.allSettled(this.#sent);
    if (codeOf(error) !== "25P02") return error;
    return settled.find((one) => one.status === "rejected")?.reason ?? error;
  }
}
