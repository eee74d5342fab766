import { fragment, rowset, type StoreContext } from "@hutong/db";
import { newId } from "@hutong/kernel";

/** One side of a ledger transaction: minor units, positive in, negative out. */
export interface LedgerLine {
  /**
   * "clearing:<account>", "sales", "owed-to-customers", "unidentified", "refunds", "disputes", "fees", "commission",
   * "gift-cards" (what is owed for them), "gift-cards-granted".
   */
  readonly account: string;
  readonly amount: number;
}

export interface LedgerTransaction {
  readonly kind: string;
  readonly currency: string;
  readonly reference: readonly [kind: string, id: string];
  readonly lines: readonly LedgerLine[];
}

const rowColumns = {
  id: "uuid",
  transaction_id: "uuid",
  account: "text",
  amount: "bigint",
  currency: "text",
  kind: "text",
  reference_kind: "text",
  reference_id: "text",
};

/** A row of `ledgerRows`. */
export type LedgerRow = Readonly<Record<keyof typeof rowColumns, string | number>>;

/** Rows of a balanced transaction, for `ledgerSource`; throws when the lines do not sum to zero. */
export function ledgerRows(transaction: LedgerTransaction): LedgerRow[] {
  const sum = transaction.lines.reduce((total, line) => total + line.amount, 0);
  if (sum !== 0) throw new RangeError(`ledger transaction is off by ${sum}`);
  const transactionId = newId<"ledger-transaction">();
  return transaction.lines
    .filter((line) => line.amount !== 0)
    .map((line) => ({
      id: newId<"ledger-entry">(),
      transaction_id: transactionId,
      account: line.account,
      amount: line.amount,
      currency: transaction.currency,
      kind: transaction.kind,
      reference_kind: transaction.reference[0],
      reference_id: transaction.reference[1],
    }));
}

/**
 * `insert into ledger_entries …` for rows of `ledgerRows`, to stand as a CTE in the statement that writes what the
 * money was for. `when` is a condition that may look at the CTEs before it.
 */
export function ledgerSource(ctx: StoreContext, rows: readonly LedgerRow[], when: object): object {
  return fragment`insert into ledger_entries (store_id, id, transaction_id, account, amount, currency, kind, reference_kind, reference_id, at)
    select ${ctx.storeId}::uuid, l.id, l.transaction_id, l.account, l.amount, l.currency, l.kind, l.reference_kind, l.reference_id, app_now()
    from ${rowset("l", rowColumns, rows)}
    where ${when}`;
}

/**
 * `insert into ledger_entries …` for many transactions of two sides, out of rows that the database has already. `from` is
 * an item of FROM under the alias `m` with the columns `debit` and `credit` (accounts), `amount` (added to the one, taken
 * from the other), `currency`, `kind`, `reference_kind` and `reference_id`; each row is a balanced transaction.
 */
export function ledgerPairs(ctx: StoreContext, from: object): object {
  return fragment`insert into ledger_entries (store_id, id, transaction_id, account, amount, currency, kind, reference_kind, reference_id, at)
    select ${ctx.storeId}::uuid, gen_random_uuid(), m.transaction_id, side.account, side.amount, m.currency, m.kind, m.reference_kind,
      m.reference_id, app_now()
    from (select gen_random_uuid() as transaction_id, m.* from ${from} offset 0) m
    cross join lateral (values (m.debit, m.amount), (m.credit, -m.amount)) as side(account, amount)
    where m.amount <> 0`;
}
