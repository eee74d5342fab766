import { authorize, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { findProvider } from "@hutong/payment-providers";
import { type BillTotals, isBalanced } from "./sum-up.ts";

/** A bill as a list shows it. */
export interface BillItem {
  readonly accountId: string;
  readonly day: string;
  readonly accountTitle: Record<string, string>;
  readonly state: "waiting" | "reading" | "compared" | "failed";
  /** When it is asked for again; null when that is not planned. */
  readonly nextAt: Date | null;
  readonly comparedAt: Date | null;
  readonly linesRead: number;
  readonly lines: number;
  readonly totals: readonly BillTotals[];
  /** Whether the ledger says what the bill says, to the last minor unit. */
  readonly isBalanced: boolean;
  readonly open: number;
  readonly healed: number;
  readonly resolved: number;
  readonly noted: number;
}

export type BillRow = Omit<BillItem, "isBalanced">;

export const toItem = (row: BillRow): BillItem => ({ ...row, isBalanced: isBalanced(row.totals) });

/** One page of bills, newest day first. */
export interface BillPage {
  readonly items: readonly BillItem[];
  /** The day to go on before; null at the end. */
  readonly nextBefore: string | null;
  /** Names of the providers of this store that write bills; empty when no account has one. */
  readonly providers: readonly LocalizedText[];
}

/** Lists the bills of a store's accounts, newest day first, whole days at a time. */
export async function listBills(
  ctx: StoreContext,
  input: { before?: string | undefined; days?: number },
): Promise<BillPage> {
  authorize(ctx, "payments.listBills");
  const days = input.days ?? 31;
  const [items, accounts] = await ctx.read(
    sql<BillRow>`
      select b.account_id as "accountId", b.day, a.title as "accountTitle", b.state, b.next_at as "nextAt", b.compared_at as "comparedAt",
        b.lines_read as "linesRead", b.lines, b.totals, d.open, d.healed, d.resolved, d.noted
      from bills b join payment_accounts a on a.store_id = b.store_id and a.id = b.account_id
      cross join lateral (select count(*) filter (where d.state = 'open')::int as open, count(*) filter (where d.state = 'healed')::int as healed,
          count(*) filter (where d.state = 'resolved')::int as resolved, count(*) filter (where d.state = 'noted')::int as noted
        from bill_differences d where d.store_id = b.store_id and d.account_id = b.account_id and d.day = b.day) d
      where b.store_id = ${ctx.storeId} and b.day in (select distinct day from bills
        where store_id = ${ctx.storeId} and day < ${input.before ?? "9999-12-31"} order by day desc limit ${days}::int)
      order by b.day desc, a.position, a.id`,
    sql<{ provider: string }>`select distinct provider from payment_accounts where store_id = ${ctx.storeId}`,
  );
  const last = items.at(-1)?.day ?? null;
  const shown = new Set(items.map((one) => one.day)).size;
  return {
    items: items.map(toItem),
    nextBefore: shown === days ? last : null,
    providers: accounts.flatMap(({ provider }) => {
      const known = findProvider(provider);
      return known?.capabilities.includes("statement") ? [known.label] : [];
    }),
  };
}
