import { type Cell, openStore, readPlatform, type StoreContext, sql, system } from "@hutong/db";
import { AppError, type Clock, isId, type StoreId } from "@hutong/kernel";
import { NotProven, type RawRequest } from "@hutong/payment-providers";
import {
  askSubAccount,
  findAccount,
  noteNotice,
  openAccount,
  openPlatformAccount,
  platformAccountId,
  recordDispute,
  recordRefundFact,
} from "@hutong/payments";
import { settlePayment } from "./settle-payment.ts";

/** What a notice came to: the reply that its provider expects, and what in it a person should know of. */
export interface NoticeRead {
  readonly status: number;
  readonly body: string;
  /** Attempts of payments and refunds that were truly signed and do not fit: another amount or currency. */
  readonly misfits: readonly string[];
}

interface Notice {
  readonly provider: string;
  readonly accountId: string;
  readonly request: RawRequest;
  readonly clock?: Clock;
}

function open(cell: Cell, storeId: StoreId, { clock }: Notice): StoreContext {
  return openStore(cell, storeId, { actor: system, locale: "en", ...(clock ? { clock } : {}) });
}

const accountNotFound = () => new AppError("not_found", "account_not_found");

async function readProven<Read>(
  ctx: StoreContext,
  accountId: string,
  read: () => Promise<Read>,
): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotProven) await noteNotice(ctx, { accountId, isProven: false });
    throw error;
  }
}

async function readFor(ctx: StoreContext, accountId: string, request: RawRequest): Promise<NoticeRead> {
  const account = await findAccount(ctx, accountId);
  const { connected } = await openAccount(ctx, account);
  const { facts, reply } = await readProven(ctx, account.id, () => connected.readNotification(request));
  const misfits: string[] = [];
  for (const fact of facts) {
    if (fact.kind === "refund") {
      if (!(await recordRefundFact(ctx, { ...fact, accountId: account.id }))) misfits.push(fact.attemptId);
      continue;
    }
    if (fact.kind === "dispute") {
      await recordDispute(ctx, { accountId: account.id, fact });
      continue;
    }
    const settled = await settlePayment(ctx, { ...fact, accountId: account.id, source: "notice" });
    if (settled.kind === "parked") misfits.push(fact.attemptId);
  }
  await noteNotice(ctx, { accountId: account.id, isProven: true });
  return { ...reply, misfits };
}

// Proven by the platform's key before anything is looked up; then the store that has the sub-merchant, and in it the
// account by which the attempt was made, which reads the notice anew by its own comparison.
async function readForPlatform(cell: Cell, notice: Notice): Promise<NoticeRead> {
  const platform = await openPlatformAccount(cell, notice.provider, notice.clock);
  if (!platform) throw accountNotFound();
  const { addressee, reply } = await platform.addressNotice(notice.request);
  if (!addressee) return { ...reply, misfits: [] };
  const [[store]] = await readPlatform(
    cell,
    sql<{ store_id: StoreId }>`select store_id from payment_sub_accounts
      where provider = ${notice.provider} and sub_account = ${addressee.subAccount}`,
  );
  const { subAccount, attemptId } = addressee;
  // Of an account that no store has: it was made for none, or is being made and is asked when it is.
  if (!store && attemptId === null) return { ...reply, misfits: [] };
  if (!store) throw accountNotFound();
  const ctx = open(cell, store.store_id, notice);
  if (attemptId === null) {
    await askSubAccount(ctx, { provider: notice.provider, subAccount });
    return { ...reply, misfits: [] };
  }
  const [[attempt]] = await ctx.read(sql<{ account_id: string }>`select account_id from payment_attempts
    where store_id = ${ctx.storeId} and id = ${attemptId} and provider = ${notice.provider}`);
  if (!attempt) throw new AppError("not_found", "attempt_not_found");
  return await readFor(ctx, attempt.account_id, notice.request);
}

/**
 * A notice that arrived at an account's address, or at `platform` for the account that the platform itself holds:
 * verified as raw bytes, then settled. Throws `NotProven` for what the provider did not sign, `account_not_found`, and
 * `attempt_not_found` for what is not this account's.
 */
export async function readNotice(cell: Cell, notice: Notice): Promise<NoticeRead> {
  if (notice.accountId === platformAccountId) return await readForPlatform(cell, notice);
  const [[store]] = isId(notice.accountId)
    ? await readPlatform(
        cell,
        sql<{ store_id: StoreId }>`
        select store_id from payment_account_directory where account_id = ${notice.accountId} and provider = ${notice.provider}`,
      )
    : [[]];
  if (!store) throw accountNotFound();
  return await readFor(open(cell, store.store_id, notice), notice.accountId, notice.request);
}
