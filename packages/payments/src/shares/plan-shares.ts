import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { findProvider } from "@hutong/payment-providers";
import { frozenDays, waitDays } from "./share-days.ts";

/** Most shares that a store hands to the queue at once; the others follow, oldest first. */
const batch = 50;
/** Minutes until a share is handed over again when nobody took it up, or nobody answered. */
const handedMinutes = 10;
/** Seconds between two looks for payments whose time has come. */
const everySeconds = 3600;

interface AccountRow {
  readonly id: string;
  readonly provider: string;
  readonly share: number;
}

// From the last one on that was found: payments are found in their order, days after they came.
const newShares = (tx: WriteContext, accountId: string) => sql`
  insert into payment_shares (store_id, payment_id, account_id, paid_at, basis_points, amount, currency, state, tries, is_given_up,
    returned, return_amount, return_tries, next_at, created_at, updated_at)
  select p.store_id, p.id, p.account_id, p.captured_at, (t.request->>'shareBasisPoints')::int, 0, p.currency, 'pending', 0, false,
    0, 0, 0, app_now(), app_now(), app_now()
  from payments p join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
  where p.store_id = ${tx.storeId} and p.account_id = ${accountId} and t.request->>'shareBasisPoints' is not null
    and p.captured_at <= app_now() - ${waitDays}::int * interval '1 day'
    and p.captured_at >= greatest(app_now() - ${frozenDays}::int * interval '1 day', (select max(s.paid_at) from payment_shares s
      where s.store_id = ${tx.storeId} and s.account_id = ${accountId}))
  on conflict (store_id, payment_id) do nothing`;

async function isOver(ctx: StoreContext, accounts: readonly AccountRow[]): Promise<boolean> {
  if (accounts.some(({ share }) => share > 0)) return false;
  const ids = accounts.map(({ id }) => id);
  // Customers who began to pay while a share was agreed may have paid since.
  const [recent] = await ctx.read(sql`select 1 from payment_attempts t
    where t.store_id = ${ctx.storeId} and t.account_id in (select x::uuid from jsonb_array_elements_text(${ids}::jsonb) x)
      and t.created_at > app_now() - ${frozenDays + 1}::int * interval '1 day' and t.request->>'shareBasisPoints' is not null limit 1`);
  return recent.length === 0;
}

/**
 * What a store is due for with the platform's shares: payments that were made some days ago get theirs, and those whose
 * time has come go to the queue. Answers in how many seconds it wants to be called again; null where nothing is shared.
 */
export async function planShares(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "payments.planShares");
  const [all] = await ctx.read(sql<AccountRow>`
    select id, provider, share_basis_points as share from payment_accounts where store_id = ${ctx.storeId} order by id`);
  const accounts = all.filter((one) => findProvider(one.provider)?.capabilities.includes("platform-share"));
  if (accounts.length === 0) return null;
  await ctx.write(async (tx) => {
    for (const { id } of accounts) tx.send(newShares(tx, id));
    const taken = await tx.run(sql<{ payment_id: string }>`
      update payment_shares set next_at = app_now() + ${handedMinutes}::int * interval '1 minute'
      where store_id = ${tx.storeId} and payment_id in (select payment_id from payment_shares
        where store_id = ${tx.storeId} and next_at <= app_now() order by next_at limit ${batch}::int for update skip locked)
      returning payment_id`);
    for (const { payment_id } of taken) tx.enqueue("share", { paymentId: payment_id });
  });
  const [[next]] = await ctx.read(sql<{ seconds: number | null }>`
    select case when min(next_at) is not null then greatest(1, ceil(extract(epoch from min(next_at) - app_now()))) end::int as seconds from payment_shares
    where store_id = ${ctx.storeId} and next_at is not null`);
  const seconds = next?.seconds ?? null;
  if (seconds === null && (await isOver(ctx, accounts))) return null;
  return Math.min(seconds ?? everySeconds, everySeconds);
}
