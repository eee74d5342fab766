import type { Usage } from "./cell.ts";
import type { Answer, Connection } from "./client.ts";
import type { Statement } from "./sql.ts";

/** A transaction was cut off by a lost connection or ended as ROLLBACK; nothing of it was kept. */
export class TransactionLost extends Error {
  constructor(why: string) {
    super(`transaction lost: ${why}`);
    this.name = "TransactionLost";
  }
}

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
  return constraint === undefined || (error as { constraint_name?: string }).constraint_name === constraint;
}

async function once(connection: Connection, begin: string, statements: readonly Statement<unknown>[]) {
  const epoch = connection.epoch;
  const sent = [
    connection.sendText(begin),
    ...statements.map((statement) => connection.send(statement)),
    connection.sendText("commit"),
  ];
  const settled = await Promise.allSettled(sent);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  const answers = settled.map((one) => (one as PromiseFulfilledResult<Answer<unknown>>).value);
  // After a failed statement COMMIT "succeeds" with the tag ROLLBACK.
  if (answers.at(-1)?.command !== "COMMIT") throw new TransactionLost("the burst ended as ROLLBACK");
  if (connection.epoch !== epoch) throw new TransactionLost("connection closed");
  return answers.slice(1, -1).map((answer) => answer.rows);
}

/** BEGIN, every statement and COMMIT in one synchronous pass on a shared connection: a page waits once. */
export async function readBurst(
  connection: Connection,
  begin: string,
  statements: readonly Statement<unknown>[],
  usage: Usage,
): Promise<unknown[][]> {
  usage.transactions += 1;
  usage.statements += statements.length;
  try {
    return await once(connection, begin, statements);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !(stalePlan.has(code) || code.startsWith("CONNECTION_") || code === "57P01"))
      throw error;
    return await once(connection, begin, statements);
  }
}

/** An open write: statements go out as they come, and nothing counts before `commit` has answered COMMIT. */
export class OpenTransaction {
  readonly #connection: Connection;
  readonly #usage: Usage;
  readonly #epoch: number;
  readonly #sent: Promise<unknown>[] = [];

  constructor(connection: Connection, begin: string, usage: Usage) {
    this.#connection = connection;
    this.#usage = usage;
    this.#epoch = connection.epoch;
    usage.transactions += 1;
    this.#track(connection.sendText(begin));
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

  async commit(): Promise<void> {
    const committed = this.#sendOnOurs(() => this.#connection.sendText("commit"));
    const settled = await Promise.allSettled(this.#sent);
    const failed = settled.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    if ((await committed).command !== "COMMIT") throw new TransactionLost("COMMIT answered ROLLBACK");
  }

  /**
   * Undoes everything. Answers what went wrong first: a statement that nobody waited for may have failed before the
   * one whose error the caller saw, which then only says that the transaction is aborted (25P02).
   */
  async rollback(error: unknown): Promise<unknown> {
    this.#sendOnOurs(() => this.#connection.sendText("rollback"));
    const settled = await Promise.allSettled(this.#sent);
    if (codeOf(error) !== "25P02") return error;
    return settled.find((one) => one.status === "rejected")?.reason ?? error;
  }
}
