import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { findProvider } from "@hutong/payment-providers";
import { billDaysOf, daysBack, spreadSeconds } from "./bill-days.ts";

/** Most bills that a store hands to the queue at once; the others follow, oldest first. */
const batch = 20;
/** Minutes until a bill is handed over again when nobody took it up. */
const handedMinutes = 10;

interface AccountRow {
  readonly id: string;
  readonly provider: string;
}

// Every day that has ended since the account was connected gets its row once, days that we were down included.
function newDays(tx: WriteContext, account: AccountRow) {
  const { timezone, readyHour } = billDaysOf(findProvider(account.provider)!);
  return sql`
    insert into bills (store_id, account_id, day, state, tries, next_at, lines_read, lines, totals)
    select a.store_id, a.id, to_char(d, 'YYYY-MM-DD'), 'waiting', 0,
      ((d + interval '1 day' + ${readyHour}::int * interval '1 hour') at time zone ${timezone})
        + ${spreadSeconds(tx.storeId)}::int * interval '1 second', 0, 0, '[]'
    from payment_accounts a
    cross join lateral (select max(b.day)::date as last from bills b where b.store_id = a.store_id and b.account_id = a.id) known
    cross join lateral generate_series(
      greatest((a.created_at at time zone ${timezone})::date, (app_now() at time zone ${timezone})::date - ${daysBack}::int,
        known.last + 1)::timestamp,
      ((app_now() at time zone ${timezone})::date - 1)::timestamp, interval '1 day') as d
    where a.store_id = ${tx.storeId} and a.id = ${account.id}
    on conflict (store_id, account_id, day) do nothing`;
}

async function secondsToMidnight(ctx: StoreContext, accounts: readonly AccountRow[]): Promise<number> {
  const zones = [...new Set(accounts.map((one) => billDaysOf(findProvider(one.provider)!).timezone))];
  const [rows] = await ctx.read(sql<{ seconds: number }>`
    select ceil(extract(epoch from min((((app_now() at time zone z)::date + 1)::timestamp at time zone z) - app_now())))::int as seconds
    from jsonb_array_elements_text(${zones}::jsonb) as z`);
  return rows[0]!.seconds + spreadSeconds(ctx.storeId);
}

/**
 * What a store is due for with bills: days that have ended get their bill, and bills whose time has come go to the queue.
 * Answers in how many seconds it wants to be called again; null for a store without an account whose provider writes bills.
 */
export async function planBills(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "payments.planBills");
  const [all] = await ctx.read(
    sql<AccountRow>`select id, provider from payment_accounts where store_id = ${ctx.storeId} order by id`,
  );
  const accounts = all.filter((one) => findProvider(one.provider)?.capabilities.includes("statement"));
  if (accounts.length === 0) return null;
  await ctx.write(async (tx) => {
    for (const account of accounts) tx.send(newDays(tx, account));
    const taken = await tx.run(sql<{ account_id: string; day: string }>`
      update bills set next_at = app_now() + ${handedMinutes}::int * interval '1 minute',
        state = case when state = 'reading' then 'waiting' else state end
      where store_id = ${tx.storeId} and (account_id, day) in (select account_id, day from bills
        where store_id = ${tx.storeId} and next_at <= app_now() order by next_at, day limit ${batch}::int for update skip locked)
      returning account_id, day`);
    for (const { account_id, day } of taken) tx.enqueue("bill", { accountId: account_id, day });
  });
  const [[next]] = await ctx.read(sql<{ seconds: number | null }>`
    select case when min(next_at) is not null then greatest(1, ceil(extract(epoch from min(next_at) - app_now()))) end::int as seconds from bills
    where store_id = ${ctx.storeId} and next_at is not null`);
  const midnight = await secondsToMidnight(ctx, accounts);
  return Math.min(next?.seconds ?? midnight, midnight);
}
