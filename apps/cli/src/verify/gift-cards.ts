import type { Invariant } from "./invariant.ts";

export const giftCardInvariants: readonly Invariant[] = [
  {
    id: "I13",
    name: "gift-cards.balance",
    about: "a gift card has what its movements come to, and holds what waiting checkouts hold of it",
    query: (c, mine) => c`
      select g.store_id, 'gift card ' || g.id as what from gift_cards g
      cross join lateral (select coalesce(sum(m.balance), 0) as balance, coalesce(sum(m.held), 0) as held,
          coalesce(sum(m.balance) filter (where m.kind = 'issue'), 0) as issued, count(*) filter (where m.kind = 'issue') as issues
        from gift_card_movements m where m.store_id = g.store_id and m.gift_card_id = g.id) m
      cross join lateral (select coalesce(sum(t.amount), 0) as held from checkout_tenders t
        where t.store_id = g.store_id and t.gift_card_id = g.id and t.state = 'held') t
      where ${mine("g")} and (g.balance <> m.balance or g.held <> m.held or g.held <> t.held or g.initial <> m.issued or m.issues <> 1)`,
  },
  {
    id: "I13",
    name: "gift-cards.ledger",
    about:
      "each movement that changes what is owed for cards stands in the ledger once, and the ledger owes what all cards have",
    query: (c, mine) => c`
      select m.store_id, 'movement ' || m.id || ' of gift card ' || m.gift_card_id as what from gift_card_movements m
      where ${mine("m")} and (select count(*) filter (where l.account = 'gift-cards' and l.amount = -(m.balance + m.held)) * 10 + count(*)
        from ledger_entries l where l.store_id = m.store_id and l.reference_kind = 'gift-card-movement' and l.reference_id = m.id::text)
        <> case when m.balance + m.held = 0 then 0 else 12 end
      union all
      select coalesce(l.store_id, g.store_id), 'what is owed in ' || coalesce(l.currency, g.currency) from (
        select l.store_id, l.currency, sum(l.amount) as amount from ledger_entries l
        where ${mine("l")} and l.account = 'gift-cards' group by 1, 2) l
      full join (select g.store_id, g.currency, sum(g.balance + g.held) as amount from gift_cards g where ${mine("g")} group by 1, 2) g
        on g.store_id = l.store_id and g.currency = l.currency
      where coalesce(l.amount, 0) <> -coalesce(g.amount, 0)`,
  },
  {
    id: "I13",
    name: "gift-cards.tenders",
    about: "cards hold for checkouts that wait for their payment, and paid of an order what its quote says",
    query: (c, mine) => c`
      select k.store_id, 'checkout ' || k.id as what from checkouts k
      left join orders o on o.store_id = k.store_id and o.checkout_id = k.id
      cross join lateral (select count(*) filter (where t.state = 'held') as held,
          coalesce(jsonb_agg(jsonb_build_object('id', t.gift_card_id, 'amount', t.amount) order by t.position)
            filter (where t.state = 'captured'), '[]'::jsonb) as paid,
          coalesce(sum(t.amount) filter (where t.state = 'captured'), 0) as amount, coalesce(sum(t.refunded), 0) as refunded
        from checkout_tenders t where t.store_id = k.store_id and t.checkout_id = k.id) t
      where ${mine("k")} and ((t.held > 0 and k.state <> 'awaiting_payment') or t.amount <> coalesce(o.tendered, 0)
        or t.paid <> coalesce(o.quote->'answer'->'tenders', '[]'::jsonb) or t.refunded > coalesce(o.refunded, 0))`,
  },
];
