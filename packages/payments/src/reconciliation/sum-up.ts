import { sql, type WriteContext } from "@hutong/db";
import type { BillKey } from "./claim-bill.ts";
import { booksOf, linesOf, planForSize } from "./judge-lines.ts";

/** Sums of one currency, in minor units; what was given back, and what disputes took, counts positive. */
export interface BillSums {
  readonly payments: number;
  readonly refunds: number;
  /** Not in the totals of bills that were compared before disputes were recorded. */
  readonly disputes?: number;
  readonly fees: number;
}

/** What one currency of a day comes to: by the bill, of that what was sold elsewhere, and by our ledger. */
export interface BillTotals {
  readonly currency: string;
  readonly bill: BillSums;
  readonly elsewhere: BillSums;
  readonly ledger: BillSums;
}

/** What a bill says beyond what was sold elsewhere and what the ledger says, by part. */
export function gapOf({ bill, elsewhere, ledger }: BillTotals): BillSums {
  const gap = (part: keyof BillSums) => (bill[part] ?? 0) - (elsewhere[part] ?? 0) - (ledger[part] ?? 0);
  return { payments: gap("payments"), refunds: gap("refunds"), disputes: gap("disputes"), fees: gap("fees") };
}

/** Whether the ledger says what the bill says, to the last minor unit, in every part of every currency. */
export function isBalanced(totals: readonly BillTotals[]): boolean {
  return totals.every((one) => Object.values(gapOf(one)).every((gap) => gap === 0));
}

type Side = "bill" | "elsewhere" | "ledger";
type SumRow = { side: Side; part: keyof BillSums; currency: string; amount: number };

function totalsOf(rows: readonly SumRow[]): BillTotals[] {
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  return currencies.map((currency) => {
    const sum = (side: Side, part: keyof BillSums) =>
      rows.find((row) => row.currency === currency && row.side === side && row.part === part)?.amount ?? 0;
    const sums = (side: Side) => ({
      payments: sum(side, "payments"),
      refunds: sum(side, "refunds"),
      disputes: sum(side, "disputes"),
      fees: sum(side, "fees"),
    });
    return { currency, bill: sums("bill"), elsewhere: sums("elsewhere"), ledger: sums("ledger") };
  });
}

/**
 * Sums a day up by currency: the bill's lines, and what the ledger's clearing account says of the same movements and of
 * those that are missing from the bill. It is the ledger itself that is summed, not what should stand in it.
 */
export async function sumUp(tx: WriteContext, bill: BillKey): Promise<BillTotals[]> {
  const { storeId } = tx;
  const { accountId, day } = bill;
  planForSize(tx);
  const rows = await tx.run(sql<SumRow>`
    with lines as materialized (
      select l.*, p.id::text as payment_id, r.id::text as refund_id, v.id::text as dispute_movement_id, l.movement || '#' || l.line as repeated_subject
      from ${linesOf(tx, bill)} ${booksOf(tx, bill)}
    ), noted as materialized (
      select d.kind, d.subject, d.state from bill_differences d
      where d.store_id = ${storeId} and d.account_id = ${accountId} and d.day = ${day}
    ), elsewhere as materialized (
      select subject from noted where kind in ('payment_elsewhere', 'refund_elsewhere', 'dispute_elsewhere') and state = 'noted'
    ), repeated as materialized (
      select subject from noted where kind = 'line_repeated'
    ), m as materialized (
      select l.*, l.movement in (select subject from elsewhere) as is_elsewhere, l.repeated_subject in (select subject from repeated) as is_repeated
      from lines l
    ), booked as materialized (
      select 'payments' as part, 'payment' as reference_kind, m.payment_id as reference_id from m
        where m.kind = 'payment' and m.payment_id is not null and not m.is_repeated
      union all select 'refunds', case when m.amount < 0 then 'refund-return' else 'refund' end, m.refund_id from m
        where m.kind = 'refund' and m.refund_id is not null and not m.is_repeated
      union all select 'disputes', 'dispute-movement', m.dispute_movement_id from m
        where m.dispute_movement_id is not null and not m.is_repeated
      union all select 'fees', 'bill-line', m.movement from m where not m.is_repeated
      union all select 'disputes', 'dispute-movement', split_part(d.subject, ':', 2) from bill_differences d
        where d.store_id = ${storeId} and d.account_id = ${accountId} and d.day = ${day} and d.kind = 'dispute_missing' and d.state <> 'healed'
      union all select case d.kind when 'payment_missing' then 'payments' else 'refunds' end,
          case d.kind when 'payment_missing' then 'payment' else 'refund' end,
          case d.kind when 'payment_missing' then d.payment_id else d.refund_id end::text
        from bill_differences d where d.store_id = ${storeId} and d.account_id = ${accountId} and d.day = ${day}
          and d.kind in ('payment_missing', 'refund_missing') and d.state <> 'healed'
    ), amounts as (
      select 'bill' as side, m.kind || 's' as part, m.currency, m.amount from m
      union all select 'bill', 'fees', m.fee_currency, m.fee from m
      union all select 'elsewhere', m.kind || 's', m.currency, m.amount from m where m.is_elsewhere
      union all select 'elsewhere', 'fees', m.fee_currency, m.fee from m where m.is_elsewhere
      union all select 'ledger', k.part, e.currency, case k.part when 'payments' then e.amount else -e.amount end
        from booked k cross join lateral (select e.currency, e.amount from ledger_entries e where e.store_id = ${storeId}
          and e.reference_kind = k.reference_kind and e.reference_id = k.reference_id and e.account = ${`clearing:${accountId}`} offset 0) e
    )
    select side, part, currency, sum(amount)::bigint as amount from amounts group by side, part, currency`);
  return totalsOf(rows);
}
