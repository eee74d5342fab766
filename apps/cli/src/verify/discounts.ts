import type { Invariant } from "./invariant.ts";

export const discountInvariants: readonly Invariant[] = [
  {
    id: "I14",
    name: "discounts.uses",
    about:
      "a discount, each of its codes and each of its customers is counted as often as there are uses of it",
    query: (c, mine) => c`
      select d.store_id, 'discount ' || d.id as what from discounts d
      where ${mine("d")} and d.uses <> (select count(*) from discount_uses u
        where u.store_id = d.store_id and u.discount_id = d.id)
      union all
      select x.store_id, 'code ' || x.id from discount_codes x
      where ${mine("x")} and x.uses <> (select count(*) from discount_uses u
        where u.store_id = x.store_id and u.discount_id = x.discount_id and u.code_id = x.id)
      union all
      select p.store_id, 'customer of discount ' || p.discount_id from discount_customers p
      where ${mine("p")} and p.uses <> (select count(*) from discount_uses u
        where u.store_id = p.store_id and u.discount_id = p.discount_id and u.customers ? p.customer)`,
  },
  {
    id: "I14",
    name: "discounts.end",
    about:
      "a use is kept exactly when its checkout has an order, and none is held 60 seconds after its expiry",
    query: (c, mine) => c`
      select u.store_id, 'checkout ' || u.checkout_id as what from discount_uses u
      left join orders o on o.store_id = u.store_id and o.checkout_id = u.checkout_id
      where ${mine("u")} and ((u.state = 'used') <> (o.id is not null)
        or (u.state = 'held' and u.expires_at < app_now() - interval '60 seconds'))`,
  },
];
