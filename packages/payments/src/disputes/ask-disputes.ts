import { authorize, type StoreContext, sql } from "@hutong/db";
import { findAccount, openAccount } from "../accounts.ts";
import { askAgainSeconds, recordDispute } from "./record-dispute.ts";

const batch = 100;
/** Seconds until those that could not be asked about are tried again. */
const unansweredSeconds = 3600;

type Row = { accountId: string; providerDisputeId: string };

async function ask(ctx: StoreContext, { accountId, providerDisputeId }: Row): Promise<boolean> {
  try {
    const { connected } = await openAccount(ctx, await findAccount(ctx, accountId));
    const fact = await connected.fetchDispute?.(providerDisputeId);
    if (!fact) return false;
    await recordDispute(ctx, { accountId, fact });
    return true;
  } catch (error) {
    // The network, a timeout, a key that is no good any more: nothing is known, and nothing changes.
    if (error instanceof Error) return false;
    throw error;
  }
}

/**
 * Asks providers about disputes that have not ended and that nobody has told of for a day. Answers in how many seconds it
 * wants to be called again; null while there is none.
 */
export async function askDisputes(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "payments.askDisputes");
  const [rows] = await ctx.read(sql<Row>`
    select account_id as "accountId", provider_dispute_id as "providerDisputeId" from disputes
    where store_id = ${ctx.storeId} and state in ('inquiry', 'needs-answer', 'in-review')
      and updated_at <= app_now() - ${askAgainSeconds - 60}::int * interval '1 second' order by updated_at limit ${batch}::int`);
  let unanswered = 0;
  for (const row of rows) if (!(await ask(ctx, row))) unanswered += 1;
  if (rows.length === batch && unanswered < batch) return 0;
  if (unanswered > 0) return unansweredSeconds;
  const [[next]] = await ctx.read(sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from min(updated_at) - app_now()) + ${askAgainSeconds}::int))::int as seconds
    from disputes where store_id = ${ctx.storeId} and state in ('inquiry', 'needs-answer', 'in-review') having min(updated_at) is not null`);
  return next?.seconds ?? null;
}
