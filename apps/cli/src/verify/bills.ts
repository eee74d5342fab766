import type { Client, Invariant } from "./invariant.ts";

// Lines of the readings that count.
const current = (c: Client) => c`bills b join bill_lines l
  on l.store_id = b.store_id and l.account_id = b.account_id and l.day = b.day and l.reading = b.reading`;

export const billInvariants: readonly Invariant[] = [
  {
    id: "I11",
    name: "bills.lines",
    about: "each line of a compared bill stands in our books with its amount, or a difference names it",
    query: (c, mine) => c`
      select k.store_id, k.movement || ' in the bill of ' || k.day as what from (
        select l.store_id, l.account_id, l.day, l.movement from ${current(c)}
          where ${mine("b")} and b.state = 'compared'
        except select l.store_id, l.account_id, l.day, l.movement from ${current(c)}
          join payments p on p.store_id = l.store_id and p.account_id = l.account_id and p.provider_payment_id = l.provider_payment_id
          where ${mine("b")} and l.kind = 'payment' and p.amount = l.amount and p.currency = l.currency
        except select l.store_id, l.account_id, l.day, l.movement from ${current(c)}
          join payments p on p.store_id = l.store_id and p.account_id = l.account_id and p.provider_payment_id = l.provider_payment_id
          join refunds r on r.store_id = p.store_id and r.payment_id = p.id
            and (r.provider_refund_id = l.provider_refund_id or r.request_key = l.request_key)
          where ${mine("b")} and l.kind = 'refund' and r.currency = l.currency and case when l.amount > 0
            then r.amount = l.amount and (r.state = 'succeeded' or r.returned_at is not null)
            else r.amount = -l.amount and r.returned_at is not null end
        except select l.store_id, l.account_id, l.day, l.movement from ${current(c)}
          join disputes x on x.store_id = l.store_id and x.account_id = l.account_id and x.provider_dispute_id = l.provider_dispute_id
          join dispute_movements m on m.store_id = x.store_id and m.dispute_id = x.id and m.provider_movement_id = l.provider_movement_id
          where ${mine("b")} and l.kind = 'dispute' and m.taken = l.amount and m.currency = l.currency
        except select d.store_id, d.account_id, d.day, split_part(d.subject, '#', 1) from bill_differences d
          where ${mine("d")} and d.state <> 'healed') k`,
  },
  {
    id: "I11",
    name: "bills.fees",
    about: "the fee of a movement is booked once, as a bill has it or a difference says",
    query: (c, mine) => c`
      select f.store_id, 'fee of ' || f.reference_id as what from (
        select e.store_id, e.account, e.reference_id, -sum(e.amount) as fee from ledger_entries e
          where ${mine("e")} and e.kind = 'fee' and e.account <> 'fees' group by 1, 2, 3
        except select l.store_id, 'clearing:' || l.account_id, l.movement, l.fee from ${current(c)} where ${mine("b")}
        except select d.store_id, 'clearing:' || d.account_id, d.subject, -sum(e.amount) from bill_differences d
          join ledger_entries e on e.store_id = d.store_id and e.reference_kind = 'bill-line' and e.reference_id = d.subject
            and e.account = 'clearing:' || d.account_id
          where ${mine("d")} and d.kind = 'fee_mismatch' group by 1, 2, 3) f`,
  },
];
