import { fragment, type StoreContext, sql } from "@hutong/db";
import { ledgerPairs } from "@hutong/ledger";
import { type BillClaim, type BillKey, keepClaim } from "./claim-bill.ts";
import { booksOf, linesOf, planForSize } from "./judge-lines.ts";

const batch = 10_000;

/**
 * Books what the provider kept for each line that is ours, once a movement, `fees` against clearing; a batch a
 * transaction. Fees of what was sold elsewhere are none of our books' business.
 * @param of the bill whose fees are booked; `claim` is the bill in whose course it is done
 */
export async function bookFees(ctx: StoreContext, of: BillKey, claim: BillClaim): Promise<void> {
  for (let from = 0; ; from += batch) {
    const isDone = await ctx.write(async (tx) => {
      await keepClaim(tx, claim);
      // Movements that stand in two bills are booked once: those who book for an account take turns.
      await tx.run(
        sql`select 1 from payment_accounts where store_id = ${tx.storeId} and id = ${of.accountId} for no key update`,
      );
      planForSize(tx);
      const clearing = `clearing:${of.accountId}`;
      const fees = fragment`(
        select distinct on (l.movement) 'fees' as debit, ${clearing}::text as credit, l.fee as amount, l.fee_currency as currency,
          'fee' as kind, 'bill-line' as reference_kind, l.movement as reference_id
        from ${linesOf(tx, of)} ${booksOf(tx, of)}
        where l.line > ${from}::int and l.line <= ${from + batch}::int and l.fee <> 0
          and case l.kind when 'payment' then p.id is not null when 'dispute' then v.id is not null else r.state = 'succeeded' or r.returned_at is not null end
          and (select 1 from ledger_entries e where e.store_id = ${tx.storeId} and e.reference_kind = 'bill-line'
            and e.reference_id = l.movement and e.account = ${clearing} limit 1) is null
        order by l.movement, l.line) m`;
      await tx.run(sql`with booked as (${ledgerPairs(tx, fees)}) select 1`);
      const [bill] = await tx.run(sql<{ lines: number }>`
        select lines from bills where store_id = ${tx.storeId} and account_id = ${of.accountId} and day = ${of.day}`);
      return !bill || from + batch >= bill.lines;
    });
    if (isDone) return;
  }
}
