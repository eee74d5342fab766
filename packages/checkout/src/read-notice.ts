import { type Cell, openStore, readPlatform, sql, system } from "@hutong/db";
import { AppError, type Clock, isId, type StoreId } from "@hutong/kernel";
import type { RawRequest } from "@hutong/payment-providers";
import { findAccount, openAccount, recordRefundFact } from "@hutong/payments";
import { settlePayment } from "./settle-payment.ts";

/** What a notice came to: the reply that its provider expects, and what in it a person should know of. */
export interface NoticeRead {
  readonly status: number;
  readonly body: string;
  /** Payments that were truly signed and do not fit their attempt: another amount or currency. */
  readonly misfits: readonly string[];
}

/**
 * A notice that arrived at an account's address: verified as raw bytes, then settled. Throws `NotProven` for what the
 * provider did not sign, `account_not_found`, and `attempt_not_found` for what is not this account's.
 */
export async function readNotice(
  cell: Cell,
  notice: { provider: string; accountId: string; request: RawRequest; clock?: Clock },
): Promise<NoticeRead> {
  const [rows] = isId(notice.accountId)
    ? await readPlatform(
        cell,
        sql<{ store_id: StoreId }>`
        select store_id from payment_account_directory where account_id = ${notice.accountId} and provider = ${notice.provider}`,
      )
    : [[]];
  const store = rows[0];
  if (!store) throw new AppError("not_found", "account_not_found");
  const ctx = openStore(cell, store.store_id, {
    actor: system,
    locale: "en",
    ...(notice.clock ? { clock: notice.clock } : {}),
  });
  const account = await findAccount(ctx, notice.accountId);
  const { connected } = await openAccount(ctx, account);
  const { facts, reply } = await connected.readNotification(notice.request);
  const misfits: string[] = [];
  for (const fact of facts) {
    if (fact.kind === "refund") {
      await recordRefundFact(ctx, { ...fact, accountId: account.id });
      continue;
    }
    const settled = await settlePayment(ctx, { ...fact, accountId: account.id, source: "notice" });
    if (settled.kind === "parked") misfits.push(fact.attemptId);
  }
  return { ...reply, misfits };
}
