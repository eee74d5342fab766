import type { Invariant } from "./invariant.ts";

export const shareInvariants: readonly Invariant[] = [
  {
    id: "I13",
    name: "shares.ledger",
    about:
      "the platform holds of each payment what its share says, at most what was agreed, and of nothing that has no share",
    query: (c, mine) => c`
      select s.store_id, 'share of payment ' || s.payment_id as what from payment_shares s
      join payments p on p.store_id = s.store_id and p.id = s.payment_id
      cross join lateral (select coalesce(sum(l.amount) filter (where l.account = 'commission'), 0) as commission,
          coalesce(sum(l.amount) filter (where l.account = 'clearing:' || p.account_id), 0) as clearing from ledger_entries l
        where l.store_id = s.store_id and l.reference_kind = 'payment-share' and l.reference_id = s.payment_id::text
          and l.currency = p.currency and l.kind in ('share', 'share-return')) l
      cross join lateral (select case when s.state = 'succeeded' then s.amount - s.returned else 0 end as amount) held
      where ${mine("s")} and (l.commission <> held.amount or l.clearing <> -held.amount or s.account_id <> p.account_id
        or s.currency <> p.currency or s.amount > floor(p.amount::numeric * s.basis_points / 10000))
      union all
      select l.store_id, 'transaction ' || l.transaction_id from ledger_entries l
      where ${mine("l")} and (l.kind in ('share', 'share-return') or l.account = 'commission')
        and not exists (select 1 from payment_shares s where s.store_id = l.store_id and l.reference_kind = 'payment-share'
          and l.reference_id = s.payment_id::text)`,
  },
];
