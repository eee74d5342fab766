import {
  type Cell,
  isDatabaseError,
  openStore,
  readPlatform,
  type StoreContext,
  sql,
  system,
} from "@hutong/db";
import { AppError, isId, type StoreId } from "@hutong/kernel";
import { TestCredentials } from "@hutong/payment-providers";
import { findAccount, openCredentials } from "@hutong/payments";

/** An attempt as the pretend bank knows it; amounts in minor units. */
export interface Entry {
  readonly attempt_id: string;
  readonly amount: number;
  readonly currency: string;
  readonly return_url: string;
  readonly state: "open" | "declined" | "late";
  readonly is_closed: boolean;
  readonly payments: readonly { id: string; amount: number; currency: string }[];
}

/** An account of provider `test`: its store's context and its secret. */
export interface BankAccount {
  readonly id: string;
  readonly ctx: StoreContext;
  readonly secret: string;
}

/** The account at a bank address; null when there is none of provider `test`. */
export async function findBankAccount(cell: Cell, accountId: string): Promise<BankAccount | null> {
  if (!isId(accountId)) return null;
  const [[row]] = await readPlatform(
    cell,
    sql<{
      store_id: StoreId;
    }>`select store_id from payment_account_directory where account_id = ${accountId} and provider = 'test'`,
  );
  if (!row) return null;
  const ctx = openStore(cell, row.store_id, { actor: system, locale: "en" });
  const account = await findAccount(ctx, accountId);
  const { secret } = TestCredentials.parse(await openCredentials(ctx, account));
  return { id: accountId, ctx, secret };
}

/**
 * Opens an attempt in the bank's books; again for the same attempt, nothing changes.
 * Throws `attempt_not_found` for one that the account's store does not have.
 */
export async function openEntry(
  bank: BankAccount,
  given: { attemptId: string; amount: number; currency: string; returnUrl: string },
): Promise<void> {
  try {
    await bank.ctx.write(async (tx) => {
      tx.send(sql`insert into test_bank_entries (store_id, attempt_id, amount, currency, return_url, state, is_closed, payments, refunds)
        values (${tx.storeId}, ${given.attemptId}, ${given.amount}, ${given.currency}, ${given.returnUrl}, 'open', false, '[]'::jsonb, '[]'::jsonb)
        on conflict (store_id, attempt_id) do nothing`);
    });
  } catch (error) {
    if (isDatabaseError(error, "23503")) throw new AppError("not_found", "attempt_not_found");
    throw error;
  }
}

/** What the bank knows of an attempt. */
export async function findEntry(bank: BankAccount, attemptId: string): Promise<Entry | null> {
  if (!isId(attemptId)) return null;
  const [[row]] = await bank.ctx.read(sql<Entry>`
    select attempt_id, amount, currency, return_url, state, is_closed, payments from test_bank_entries
    where store_id = ${bank.ctx.storeId} and attempt_id = ${attemptId}`);
  return row ?? null;
}

/** Closes an attempt to further payment, unless it was paid; a late one may still be paid, as happens in life. */
export async function closeEntry(bank: BankAccount, attemptId: string): Promise<void> {
  await bank.ctx.write(async (tx) => {
    tx.send(sql`update test_bank_entries set is_closed = true
      where store_id = ${tx.storeId} and attempt_id = ${attemptId} and payments = '[]'::jsonb`);
  });
}

/** Marks an attempt as declined, or as one that its customer will pay late. */
export async function markEntry(
  bank: BankAccount,
  attemptId: string,
  state: "declined" | "late",
): Promise<void> {
  await bank.ctx.write(async (tx) => {
    tx.send(sql`update test_bank_entries set state = ${state}
      where store_id = ${tx.storeId} and attempt_id = ${attemptId} and payments = '[]'::jsonb and not is_closed`);
  });
}

/** Pays an attempt `times` times. Answers false when it is closed and was not to be late. */
export async function payEntry(
  bank: BankAccount,
  attemptId: string,
  times: number,
  change: { amount?: number; currency?: string } = {},
): Promise<boolean> {
  const rows = await bank.ctx.write(async (tx) =>
    tx.run(sql`update test_bank_entries e set payments = e.payments || (
        select jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'copy', copy, 'amount', coalesce(${change.amount ?? null}::bigint, e.amount),
          'currency', coalesce(${change.currency ?? null}, e.currency))) from generate_series(1, ${times}::int) as copy)
      where e.store_id = ${tx.storeId} and e.attempt_id = ${attemptId} and (not e.is_closed or e.state = 'late')
      returning attempt_id`),
  );
  return rows.length > 0;
}

type Refunded = { id: string };

/** Gives a payment back, once for a key; null when the bank has no such payment or not so much of it. */
export async function refundEntry(
  bank: BankAccount,
  given: { requestKey: string; attemptId: string; paymentId: string; amount: number },
): Promise<Refunded | null> {
  return await bank.ctx.write(async (tx) => {
    const [entry] = await tx.run(sql<{
      payments: Entry["payments"];
      refunds: { requestKey: string; id: string; paymentId: string; amount: number }[];
    }>`
      select payments, refunds from test_bank_entries where store_id = ${tx.storeId} and attempt_id = ${given.attemptId} for update`);
    const known = entry?.refunds.find((refund) => refund.requestKey === given.requestKey);
    if (known) return { id: known.id };
    const payment = entry?.payments.find((one) => one.id === given.paymentId);
    const refunded =
      entry?.refunds
        .filter((one) => one.paymentId === given.paymentId)
        .reduce((sum, one) => sum + one.amount, 0) ?? 0;
    if (!entry || !payment || refunded + given.amount > payment.amount) return null;
    const id = crypto.randomUUID();
    tx.send(sql`update test_bank_entries set refunds = refunds || ${[{ ...given, id }]}::jsonb
      where store_id = ${tx.storeId} and attempt_id = ${given.attemptId}`);
    return { id };
  });
}
