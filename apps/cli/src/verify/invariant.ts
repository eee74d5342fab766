import type postgres from "postgres";

export type Client = postgres.Sql | postgres.TransactionSql;

/**
 * A condition that must hold on every database, as one query whose rows are what breaks it: `store_id` (null for
 * the platform) and `what`, a phrase that names the row.
 */
export interface Invariant {
  /** Number in the list of invariants, and a name of its own. */
  readonly id: string;
  readonly name: string;
  /** What must hold. */
  readonly about: string;
  /** @param mine condition on an alias: rows of the one store asked for, or true */
  query(client: Client, mine: (alias: string) => postgres.Fragment): postgres.PendingQuery<postgres.Row[]>;
}
