import type { Invariant } from "./invariant.ts";

export const moneyInvariants: readonly Invariant[] = [
  {
    id: "I3",
    name: "ledger.zero",
    about: "each ledger transaction sums to zero in each currency",
    query: (c, mine) => c`
      select l.store_id, 'transaction ' || l.transaction_id || ': ' || sum(l.amount) || ' ' || l.currency as what
      from ledger_entries l where ${mine("l")}
      group by l.store_id, l.transaction_id, l.currency having sum(l.amount) <> 0`,
  },
  {
    id: "I3",
    name: "ledger.payments",
    about:
      "what the ledger says of each account's clearing, fees and shares aside, is what its payments, refunds and disputes say",
    query: (c, mine) => c`
      select a.store_id, 'account ' || a.id || ' in ' || coalesce(l.currency, p.currency) as what from payment_accounts a
      join lateral (
        select l.currency, sum(l.amount) as amount from ledger_entries l
        where l.store_id = a.store_id and l.account = 'clearing:' || a.id and l.kind not in ('fee', 'share', 'share-return') group by 1) l on true
      full join (select p.store_id, p.account_id, p.currency, sum(p.amount - p.refunded - p.disputed) as amount from payments p
        where ${mine("p")} group by 1, 2, 3) p
        on p.store_id = a.store_id and p.account_id = a.id and p.currency = l.currency
      where (a.store_id is null or ${mine("a")}) and coalesce(l.amount, 0) <> coalesce(p.amount, 0)`,
  },
  {
    id: "I4",
    name: "payments.use",
    about: "money that came in has one order, or a refund, or a case that a person looks at",
    query: (c, mine) => c`
      select p.store_id, 'payment ' || p.id || ' (' || p.use || ')' as what from payments p
      join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
      where ${mine("p")} and case p.use
        when 'applied' then (select count(*) from orders o
          where o.store_id = p.store_id and t.purpose = 'checkout' and o.checkout_id::text = t.reference_id) <> 1
        when 'surplus' then not exists (select 1 from refunds r where r.store_id = p.store_id and r.payment_id = p.id)
        else not exists (select 1 from payment_cases k where k.store_id = p.store_id and k.payment_id = p.id) end`,
  },
  {
    id: "I4",
    name: "orders.paid",
    about:
      "an order's paid amount is the money and the gift cards that were applied to it, at most its total, and paid once",
    query: (c, mine) => c`
      select o.store_id, 'order ' || o.number as what from orders o
      cross join lateral (select coalesce(sum(p.amount), 0) as amount, count(*) as payments,
          coalesce(sum(p.refunded), 0) as refunded
        from payments p join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
        where p.store_id = o.store_id and t.purpose = 'checkout' and t.reference_id = o.checkout_id::text
          and p.use = 'applied') p
      where ${mine("o")} and (o.paid <> p.amount + o.tendered or p.payments > 1 or o.paid > o.total or p.refunded > o.refunded
        or o.refunded > o.paid)`,
  },
  {
    id: "I5",
    name: "payments.ledger",
    about:
      "each payment, refund made, way back of one and movement of a dispute stands in the ledger once, with its amount",
    query: (c, mine) => c`
      select p.store_id, 'payment ' || p.id as what from payments p
      where ${mine("p")} and (select count(*) filter (where l.amount = p.amount) * 10 + count(*) from ledger_entries l
        where l.store_id = p.store_id and l.reference_kind = 'payment' and l.reference_id = p.id::text
          and l.kind = 'capture' and l.currency = p.currency) <> 12
      union all
      select r.store_id, 'refund ' || r.id from refunds r
      where ${mine("r")} and (select count(*) filter (where l.amount = r.amount) * 10 + count(*) from ledger_entries l
        where l.store_id = r.store_id and l.reference_kind = 'refund' and l.reference_id = r.id::text
          and l.kind = 'refund' and l.currency = r.currency)
          <> case when r.state = 'succeeded' or r.returned_at is not null then 12 else 0 end
      union all
      select r.store_id, 'return of refund ' || r.id from refunds r
      where ${mine("r")} and (select count(*) filter (where l.amount = r.amount) * 10 + count(*) from ledger_entries l
        where l.store_id = r.store_id and l.reference_kind = 'refund-return' and l.reference_id = r.id::text
          and l.kind = 'refund-return' and l.currency = r.currency) <> case when r.returned_at is not null then 12 else 0 end
      union all
      select m.store_id, 'movement ' || m.provider_movement_id || ' of dispute ' || m.dispute_id from dispute_movements m
      where ${mine("m")} and m.taken <> 0
        and (select count(*) filter (where l.amount = m.taken) * 10 + count(*) from ledger_entries l
          where l.store_id = m.store_id and l.reference_kind = 'dispute-movement' and l.reference_id = m.id::text
            and l.kind = 'dispute' and l.currency = m.currency) <> 12`,
  },
  {
    id: "I7",
    name: "payments.once",
    about: "a provider's payment is there once",
    query: (c, mine) => c`
      select p.store_id, 'payment ' || p.provider_payment_id || ' of account ' || p.account_id as what from payments p
      where ${mine("p")} group by p.store_id, p.account_id, p.provider_payment_id having count(*) > 1`,
  },
  {
    id: "I8",
    name: "disputes.sum",
    about: "what disputes have of a payment is what they moved, in its currency",
    query: (c, mine) => c`
      select p.store_id, 'payment ' || p.id as what from payments p
      cross join lateral (select coalesce(sum(m.taken), 0) as taken, coalesce(bool_and(m.currency = p.currency), true) as fit from disputes d
        join dispute_movements m on m.store_id = d.store_id and m.dispute_id = d.id
        where d.store_id = p.store_id and d.payment_id = p.id) d
      where ${mine("p")} and (p.disputed <> d.taken or not d.fit)`,
  },
  {
    id: "I8",
    name: "refunds.sum",
    about: "refunds of a payment are at most what was captured, each asked for once",
    query: (c, mine) => c`
      select p.store_id, 'payment ' || p.id as what from payments p
      cross join lateral (select coalesce(sum(r.amount) filter (where r.state <> 'failed'), 0) as asked,
          coalesce(sum(r.amount) filter (where r.state = 'succeeded'), 0) as given
        from refunds r where r.store_id = p.store_id and r.payment_id = p.id) r
      where ${mine("p")} and (r.asked > p.amount or r.given <> p.refunded)
      union all
      select r.store_id, 'refund key ' || r.request_key from refunds r
      where ${mine("r")} group by r.store_id, r.request_key having count(*) > 1`,
  },
];
