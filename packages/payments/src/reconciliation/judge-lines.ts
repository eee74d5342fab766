import { fragment, sql, type WriteContext } from "@hutong/db";
import type { BillKey } from "./claim-bill.ts";

/**
 * Lets this write's statements be planned for the rows that there are: a plan made once, while the tables were empty, goes
 * through all lines of an account for each of them.
 */
export function planForSize(tx: WriteContext): void {
  tx.send(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`);
}

/** The lines of a bill that count, as FROM would have them under the alias `l`. */
export function linesOf(tx: WriteContext, bill: BillKey): object {
  return fragment`(select l.* from bills b join bill_lines l on l.store_id = b.store_id and l.account_id = b.account_id and l.day = b.day and l.reading = b.reading
    where b.store_id = ${tx.storeId} and b.account_id = ${bill.accountId} and b.day = ${bill.day}) l`;
}

/** Joins to lines `l`: the payment `p`, the refund `r` and the movement `v` of a dispute of ours that a line is about. */
export function booksOf(tx: WriteContext, bill: BillKey): object {
  return fragment`
    left join payments p on p.store_id = ${tx.storeId} and p.account_id = ${bill.accountId} and p.provider_payment_id = l.provider_payment_id
    left join lateral (select f.id, case when l.amount < 0 then -f.amount else f.amount end as amount, f.currency, f.state, f.returned_at from refunds f
      where l.kind = 'refund' and f.store_id = ${tx.storeId} and f.payment_id = p.id
        and (f.provider_refund_id = l.provider_refund_id or f.request_key = l.request_key)
      order by (f.provider_refund_id = l.provider_refund_id) desc nulls last limit 1) r on true
    left join lateral (select v.id, v.taken, v.currency from disputes d
      join dispute_movements v on v.store_id = d.store_id and v.dispute_id = d.id and v.provider_movement_id = l.provider_movement_id
      where l.kind = 'dispute' and d.store_id = ${tx.storeId} and d.account_id = ${bill.accountId}
        and d.provider_dispute_id = l.provider_dispute_id) v on true`;
}

// The same movement on an earlier line of this bill, or in the bill of an earlier day.
const isRepeated = (tx: WriteContext, bill: BillKey) => fragment`(
  row_number() over (partition by l.movement order by l.line) > 1
  or exists (select 1 from bill_lines o join bills ob on ob.store_id = o.store_id and ob.account_id = o.account_id
      and ob.day = o.day and ob.reading = o.reading
    where o.store_id = ${tx.storeId} and o.account_id = ${bill.accountId} and o.provider_payment_id = l.provider_payment_id
      and o.movement = l.movement and o.day < ${bill.day}))`;

// Several attempts may be made at one purpose, and one attempt may be paid twice: only the first pays it.
const isPaidAlready = (tx: WriteContext) => fragment`(
  row_number() over (partition by m.kind, m.payment_id is null, m.purpose, m.reference_id order by m.line) > 1
  or exists (select 1 from payment_attempts o join payments op on op.store_id = o.store_id and op.attempt_id = o.id and op.use = 'applied'
    where o.store_id = ${tx.storeId} and o.purpose = m.purpose and o.reference_id = m.reference_id))`;

const hasOtherFee = (tx: WriteContext, bill: BillKey) => fragment`exists (
  select 1 from ledger_entries c join ledger_entries e on e.store_id = c.store_id and e.transaction_id = c.transaction_id
  where c.store_id = ${tx.storeId} and c.reference_kind = 'bill-line' and c.reference_id = m.movement
    and c.account = ${`clearing:${bill.accountId}`} and e.account = 'fees' and (e.amount <> m.fee or e.currency <> m.fee_currency))`;

function judgement(tx: WriteContext, bill: BillKey): object {
  return fragment`case
    when m.is_repeated then 'line_repeated'
    when m.kind = 'payment' and m.payment_id is null then case
      when m.known_attempt is null then 'payment_elsewhere'
      when ${isPaidAlready(tx)} then 'payment_duplicate'
      else 'payment_unrecorded' end
    when m.kind = 'refund' and m.refund_id is null then case
      when m.payment_id is null and m.known_attempt is null then 'refund_elsewhere'
      when m.amount < 0 then 'refund_returned'
      else 'refund_unrecorded' end
    when m.kind = 'dispute' and m.dispute_movement_id is null then case
      when m.payment_id is null and m.known_attempt is null then 'dispute_elsewhere'
      else 'dispute_unrecorded' end
    when m.held_currency <> m.currency then 'currency_mismatch'
    when m.held_amount <> m.amount then 'amount_mismatch'
    when m.kind = 'refund' and m.returned_at is null then case
      when m.amount < 0 then 'refund_returned'
      when m.refund_state = 'pending' then 'refund_unsettled'
      when m.refund_state = 'failed' then 'refund_failed'
      when ${hasOtherFee(tx, bill)} then 'fee_mismatch' end
    when ${hasOtherFee(tx, bill)} then 'fee_mismatch' end`;
}

/**
 * Compares a bill's lines with our books, line by line in one statement. New differences are written, those that turn up
 * again are open again unless a person has ended them, and open ones that are gone count as healed.
 */
export async function judgeLines(tx: WriteContext, bill: BillKey): Promise<void> {
  await tx.run(sql`
    with m as materialized (
      select l.*, p.id as payment_id, r.id as refund_id, r.state as refund_state, r.returned_at, v.id as dispute_movement_id, t.id as known_attempt, t.purpose, t.reference_id,
        case l.kind when 'payment' then p.amount when 'refund' then r.amount else v.taken end as held_amount,
        case l.kind when 'payment' then p.currency when 'refund' then r.currency else v.currency end as held_currency,
        ${isRepeated(tx, bill)} as is_repeated
      from ${linesOf(tx, bill)} ${booksOf(tx, bill)}
      left join payment_attempts t on t.store_id = ${tx.storeId} and t.id = l.attempt_id and t.account_id = ${bill.accountId}
    ), judged as materialized (
      select * from (select m.*, ${judgement(tx, bill)} as difference from m) j where difference is not null
    ), named as (
      select j.*, case j.difference when 'line_repeated' then j.movement || '#' || j.line else j.movement end as subject from judged j
    ), gone as (
      update bill_differences d set state = 'healed', outcome = 'agrees_now', ended_at = app_now()
      where d.store_id = ${tx.storeId} and d.account_id = ${bill.accountId} and d.day = ${bill.day} and d.state in ('open', 'noted')
        and d.kind not in ('payment_missing', 'refund_missing', 'dispute_missing')
        and not exists (select 1 from named n where n.difference = d.kind and n.subject = d.subject)
    )
    insert into bill_differences (store_id, id, account_id, day, kind, subject, line, attempt_id, payment_id, refund_id, billed, held, state, note, found_at)
    select ${tx.storeId}::uuid, gen_random_uuid(), ${bill.accountId}::uuid, ${bill.day}, n.difference, n.subject, n.line, n.known_attempt, n.payment_id,
      n.refund_id, jsonb_build_object('amount', n.amount, 'currency', n.currency, 'occurredAt', n.occurred_at),
      case when n.held_amount is not null then jsonb_build_object('amount', n.held_amount, 'currency', n.held_currency) end,
      case when n.difference in ('payment_elsewhere', 'refund_elsewhere', 'dispute_elsewhere') then 'noted' else 'open' end, '', app_now()
    from named n
    on conflict (store_id, account_id, day, kind, subject) do update set billed = excluded.billed, held = excluded.held, line = excluded.line,
      payment_id = excluded.payment_id, refund_id = excluded.refund_id, attempt_id = excluded.attempt_id, state = excluded.state,
      outcome = case when bill_differences.state = 'healed' then null else bill_differences.outcome end, ended_at = null
      where bill_differences.state <> 'resolved'`);
}
