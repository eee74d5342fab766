import { fragment, sql, type WriteContext } from "@hutong/db";
import { dayAfter } from "./bill-days.ts";
import type { BillKey } from "./claim-bill.ts";
import { planForSize } from "./judge-lines.ts";

// A movement near midnight may stand in a neighbour's bill, so a day is judged once both neighbours were read or given up.
const judgedDays = (tx: WriteContext, bill: BillKey, timezone: string) => fragment`
  select e.day, e.day::timestamp at time zone ${timezone} as from_at, (e.day::date + 1)::timestamp at time zone ${timezone} as to_at
  from bills e join payment_accounts a on a.store_id = e.store_id and a.id = e.account_id
  where e.store_id = ${tx.storeId} and e.account_id = ${bill.accountId}
    and e.day in (${dayAfter(bill.day, -1)}, ${bill.day}, ${dayAfter(bill.day, 1)}) and (e.state = 'compared' or e.day = ${bill.day})
    and exists (select 1 from bills n where n.store_id = e.store_id and n.account_id = e.account_id
      and n.day = to_char(e.day::date + 1, 'YYYY-MM-DD') and (n.state in ('compared', 'failed') and n.next_at is null or n.day = ${bill.day}))
    and (e.day = to_char(a.created_at at time zone ${timezone}, 'YYYY-MM-DD')
      or exists (select 1 from bills n where n.store_id = e.store_id and n.account_id = e.account_id
        and n.day = to_char(e.day::date - 1, 'YYYY-MM-DD') and (n.state in ('compared', 'failed') and n.next_at is null or n.day = ${bill.day})))`;

// As a question for each row, not as a join: without statistics of a young table a join goes through all lines every time.
const isBilled = (tx: WriteContext, bill: BillKey, paymentId: object, refund: object) => fragment`coalesce((
  select true from bill_lines l join bills b on b.store_id = l.store_id and b.account_id = l.account_id and b.day = l.day and b.reading = l.reading
  where l.store_id = ${tx.storeId} and l.account_id = ${bill.accountId} and l.provider_payment_id = ${paymentId} and ${refund} limit 1), false)`;

const paymentLine = fragment`l.kind = 'payment'`;
const refundLine = fragment`l.kind = 'refund' and (l.provider_refund_id = r.provider_refund_id or l.request_key = r.request_key)`;

// The difference names the movement in its subject.
const isDisputeBilled = (
  tx: WriteContext,
  bill: BillKey,
) => fragment`exists (select 1 from dispute_movements v
  join disputes x on x.store_id = v.store_id and x.id = v.dispute_id
  join bill_lines l on l.store_id = v.store_id and l.account_id = ${bill.accountId} and l.kind = 'dispute'
    and l.provider_payment_id = p.provider_payment_id and l.provider_dispute_id = x.provider_dispute_id
    and l.provider_movement_id = v.provider_movement_id
  join bills b on b.store_id = l.store_id and b.account_id = l.account_id and b.day = l.day and b.reading = l.reading
  where v.store_id = ${tx.storeId} and v.id::text = split_part(d.subject, ':', 2))`;

const disputeLine = fragment`l.kind = 'dispute' and l.provider_dispute_id = d.provider_dispute_id
  and l.provider_movement_id = v.provider_movement_id`;

/**
 * Looks for what our books have and no bill does, in days that this bill completes. Answers the days that something was
 * found in or explained by now.
 */
export async function judgeMissing(tx: WriteContext, bill: BillKey, timezone: string): Promise<string[]> {
  planForSize(tx);
  const billed = (refund: object) => isBilled(tx, bill, fragment`p.provider_payment_id`, refund);
  const explained = await tx.run(sql<{ day: string }>`
    update bill_differences d set state = 'healed', outcome = 'found_later', ended_at = app_now()
    from payments p
    where d.store_id = ${tx.storeId} and d.account_id = ${bill.accountId} and d.state = 'open'
      and p.store_id = d.store_id and p.id = d.payment_id
      and (d.kind = 'payment_missing' and ${billed(paymentLine)}
        or d.kind = 'refund_missing' and exists (select 1 from refunds r where r.store_id = d.store_id and r.id = d.refund_id
          and ${billed(refundLine)})
        or d.kind = 'dispute_missing' and ${isDisputeBilled(tx, bill)})
    returning d.day`);
  const found = await tx.run(sql<{ day: string }>`
    with days as materialized (${judgedDays(tx, bill, timezone)}),
    missing as (
      select d.day, 'payment_missing' as kind, 'payment:' || p.provider_payment_id as subject, p.attempt_id, p.id as payment_id,
        null::uuid as refund_id, p.amount, p.currency
      from days d join payments p on p.store_id = ${tx.storeId} and p.account_id = ${bill.accountId}
        and p.captured_at >= d.from_at and p.captured_at < d.to_at
      where not ${billed(paymentLine)}
      union all
      select d.day, 'refund_missing', 'refund:' || r.id, p.attempt_id, p.id, r.id, r.amount, r.currency
      from days d join refunds r on r.store_id = ${tx.storeId} and r.state = 'succeeded' and r.updated_at >= d.from_at and r.updated_at < d.to_at
      join payments p on p.store_id = ${tx.storeId} and p.id = r.payment_id and p.account_id = ${bill.accountId}
      where not ${billed(refundLine)}
      union all
      select y.day, 'dispute_missing', 'dispute:' || v.id, p.attempt_id, p.id, null, v.taken, v.currency
      from days y join dispute_movements v on v.store_id = ${tx.storeId} and v.created_at >= y.from_at and v.created_at < y.to_at
      join disputes d on d.store_id = v.store_id and d.id = v.dispute_id and d.account_id = ${bill.accountId}
      join payments p on p.store_id = d.store_id and p.id = d.payment_id
      where not ${billed(disputeLine)}
    )
    insert into bill_differences (store_id, id, account_id, day, kind, subject, attempt_id, payment_id, refund_id, held, state, note, found_at)
    select ${tx.storeId}::uuid, gen_random_uuid(), ${bill.accountId}::uuid, m.day, m.kind, m.subject, m.attempt_id, m.payment_id, m.refund_id,
      jsonb_build_object('amount', m.amount, 'currency', m.currency), 'open', '', app_now()
    from missing m
    on conflict (store_id, account_id, day, kind, subject) do update set state = 'open', outcome = null, ended_at = null
      where bill_differences.state = 'healed'
    returning day`);
  return [...new Set([...explained, ...found].map((one) => one.day))];
}
