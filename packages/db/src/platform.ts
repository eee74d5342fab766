import type { Cell } from "./cell.ts";
import { type Statement, sql } from "./sql.ts";
import { beginWriting, OpenTransaction, type RowsOf, readBurst, writeBurst } from "./transaction.ts";

/** A transaction on platform tables only: no store is open, so row security shows no tenant row. */
export interface PlatformTransaction {
  run<Row>(statement: Statement<Row>): Promise<Row[]>;
}

const readOnly = sql`select set_config('transaction_read_only', 'on', true)`;

/** Reads platform tables (directory, users, due) in one burst. */
export async function readPlatform<Statements extends readonly Statement<unknown>[]>(
  cell: Cell,
  ...statements: Statements
): Promise<RowsOf<Statements>> {
  const rows = await readBurst(cell.reader(), [readOnly], statements, cell.usage);
  return rows as RowsOf<Statements>;
}

const keptLater = sql`select set_config('synchronous_commit', 'off', true)`;

/**
 * Writes platform tables in one burst, for rows that others wait for: they are let go of however busy this process is. Kept `later`: a
 * database that dies may forget it.
 */
export async function burstPlatform<Statements extends readonly Statement<unknown>[]>(
  cell: Cell,
  ...statements: Statements
): Promise<RowsOf<Statements>> {
  const connection = await cell.lease();
  try {
    return (await writeBurst(connection, [keptLater], statements, cell.usage)) as RowsOf<Statements>;
  } finally {
    cell.release(connection);
  }
}

/** Writes platform tables in one transaction. */
export async function writePlatform<Result>(
  cell: Cell,
  work: (tx: PlatformTransaction) => Promise<Result>,
): Promise<Result> {
  const connection = await cell.lease();
  try {
    const transaction = new OpenTransaction(connection, [beginWriting], cell.usage);
    try {
      const result = await work({ run: async (statement) => (await transaction.send(statement)).rows });
      await transaction.commit();
      return result;
    } catch (error) {
      throw await transaction.rollback(error);
    }
  } finally {
    cell.release(connection);
  }
}
