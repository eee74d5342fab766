import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { isDay } from "./bill-days.ts";
import type { BillKey } from "./claim-bill.ts";
import type { DifferenceKind } from "./difference-kinds.ts";
import { type BillItem, type BillRow, toItem } from "./list-bills.ts";

/** A difference as staff see it. */
export interface DifferenceView {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly about: "payment" | "refund" | "dispute";
  /** The provider's number of what it is about. */
  readonly number: string;
  readonly billed: { amount: number; currency: string; occurredAt: string } | null;
  readonly held: { amount: number; currency: string } | null;
  readonly state: "open" | "healed" | "resolved" | "noted";
  /** What became of it, or why it is still open; a code. */
  readonly outcome: string | null;
  readonly order: { readonly id: string; readonly number: number } | null;
  readonly note: string;
  readonly resolvedBy: string | null;
  readonly endedAt: Date | null;
}

export interface BillView {
  readonly bill: BillItem;
  /** Why it could not be read, as whoever noticed said it. */
  readonly failure: string | null;
  readonly differences: readonly DifferenceView[];
  /** Differences beyond those that are shown. */
  readonly more: number;
}

const shown = 200;

type Row = BillRow & { failure: string | null };

/** One bill against the ledger, with its differences, open ones first. Throws `bill_not_found`. */
export async function getBill(ctx: StoreContext, input: BillKey): Promise<BillView> {
  authorize(ctx, "payments.getBill");
  const { accountId, day } = input;
  if (!isId(accountId) || !isDay(day)) throw new AppError("not_found", "bill_not_found");
  const [[row], differences] = await ctx.read(
    sql<Row>`
      select b.account_id as "accountId", b.day, a.title as "accountTitle", b.state, b.next_at as "nextAt", b.compared_at as "comparedAt",
        b.lines_read as "linesRead", b.lines, b.totals, b.failure, d.open, d.healed, d.resolved, d.noted
      from bills b join payment_accounts a on a.store_id = b.store_id and a.id = b.account_id
      cross join lateral (select count(*) filter (where d.state = 'open')::int as open, count(*) filter (where d.state = 'healed')::int as healed,
          count(*) filter (where d.state = 'resolved')::int as resolved, count(*) filter (where d.state = 'noted')::int as noted
        from bill_differences d where d.store_id = b.store_id and d.account_id = b.account_id and d.day = b.day) d
      where b.store_id = ${ctx.storeId} and b.account_id = ${accountId} and b.day = ${day}`,
    sql<DifferenceView>`
      select d.id, d.kind, split_part(split_part(d.subject, ':', 1), '-', 1) as about, split_part(split_part(substr(d.subject, strpos(d.subject, ':') + 1), '#', 1), ' of ', 1) as number, d.billed, d.held, d.state,
        d.outcome, case when o.id is not null then jsonb_build_object('id', o.id, 'number', o.number) end as order, d.note,
        u.name as "resolvedBy", d.ended_at as "endedAt"
      from bill_differences d
      left join payment_attempts t on t.store_id = d.store_id and t.id = d.attempt_id
      left join checkouts k on k.store_id = d.store_id and t.purpose = 'checkout' and k.id = t.reference_id::uuid
      left join orders o on o.store_id = d.store_id and o.id = coalesce(d.order_id, k.order_id)
      left join users u on u.id = d.resolved_by
      where d.store_id = ${ctx.storeId} and d.account_id = ${accountId} and d.day = ${day}
      order by array_position(array['open', 'resolved', 'healed', 'noted'], d.state), d.kind, d.line, d.id limit ${shown}::int`,
  );
  if (!row) throw new AppError("not_found", "bill_not_found");
  const { failure, ...bill } = row;
  const all = bill.open + bill.healed + bill.resolved + bill.noted;
  return { bill: toItem(bill), failure, differences, more: Math.max(0, all - differences.length) };
}
