import type { Invariant } from "./invariant.ts";

export const stockInvariants: readonly Invariant[] = [
  {
    id: "I1",
    name: "stock.states",
    about: "on hand is the sum of its states, and none is negative but available where it may be oversold",
    query: (c, mine) => c`
      select s.store_id, 'variant ' || s.variant_id as what from stock s
      where ${mine("s")} and (on_hand <> available + committed + reserved + damaged + safety_stock + quality_control
        or least(committed, reserved, damaged, safety_stock, quality_control) < 0
        or (available < 0 and not may_oversell))`,
  },
  {
    id: "I1",
    name: "stock.movements",
    about: "each state of a stock row is the sum of its movements",
    query: (c, mine) => c`
      select s.store_id, 'variant ' || s.variant_id as what from stock s
      cross join lateral (select coalesce(sum(m.on_hand), 0) as on_hand, coalesce(sum(m.available), 0) as available,
          coalesce(sum(m.committed), 0) as committed, coalesce(sum(m.reserved), 0) as reserved,
          coalesce(sum(m.damaged), 0) as damaged, coalesce(sum(m.safety_stock), 0) as safety_stock,
          coalesce(sum(m.quality_control), 0) as quality_control
        from stock_movements m
        where m.store_id = s.store_id and m.variant_id = s.variant_id and m.location_id = s.location_id) m
      where ${mine("s")} and (s.on_hand, s.available, s.committed, s.reserved, s.damaged, s.safety_stock, s.quality_control)
        is distinct from
        (m.on_hand, m.available, m.committed, m.reserved, m.damaged, m.safety_stock, m.quality_control)`,
  },
  {
    id: "I1",
    name: "stock.flow",
    about: "what came in, less what left, is on hand",
    query: (c, mine) => c`
      select s.store_id, 'variant ' || s.variant_id as what from stock s
      cross join lateral (select coalesce(sum(m.on_hand) filter (where m.kind in ('set', 'adjust')), 0) as came,
          coalesce(-sum(m.on_hand) filter (where m.kind = 'ship'), 0) as left_us,
          coalesce(sum(abs(m.on_hand)) filter (where m.kind not in ('set', 'adjust', 'ship')), 0) as stray
        from stock_movements m
        where m.store_id = s.store_id and m.variant_id = s.variant_id and m.location_id = s.location_id) m
      where ${mine("s")} and (m.came <> s.on_hand + m.left_us or m.stray <> 0)`,
  },
  {
    id: "I2",
    name: "reservations.sum",
    about: "what is reserved is held by living reservations",
    query: (c, mine) => c`
      select coalesce(s.store_id, r.store_id) as store_id, 'variant ' || coalesce(s.variant_id, r.variant_id) as what
      from (select s.* from stock s where ${mine("s")} and s.reserved <> 0) s
      full join (select r.store_id, r.variant_id, r.location_id, sum(r.quantity) as held from reservations r
        where ${mine("r")} and r.state = 'held' group by 1, 2, 3) r
        on r.store_id = s.store_id and r.variant_id = s.variant_id and r.location_id = s.location_id
      where coalesce(s.reserved, 0) <> coalesce(r.held, 0)`,
  },
  {
    id: "I2",
    name: "reservations.expiry",
    about: "no reservation is held 60 seconds after its expiry",
    query: (c, mine) => c`
      select r.store_id, 'checkout ' || r.checkout_id as what from reservations r
      where ${mine("r")} and r.state = 'held' and r.expires_at < app_now() - interval '60 seconds'`,
  },
  {
    id: "I2",
    name: "reservations.end",
    about: "a reservation is sold exactly when its checkout has an order, and its units were committed once",
    query: (c, mine) => c`
      select r.store_id, 'checkout ' || r.checkout_id as what from reservations r
      left join orders o on o.store_id = r.store_id and o.checkout_id = r.checkout_id
      cross join lateral (select coalesce(sum(m.committed), 0) as committed from stock_movements m
        where m.store_id = r.store_id and m.variant_id = r.variant_id and m.location_id = r.location_id
          and m.kind = 'commit' and m.reference_kind = 'checkout' and m.reference_id = r.checkout_id::text) m
      where ${mine("r")} and ((r.state = 'sold') <> (o.id is not null)
        or m.committed <> case when r.state = 'sold' then r.quantity else 0 end)`,
  },
  {
    id: "I1",
    name: "stock.availability",
    about: "a variant can be bought when there is stock of it, a product when a variant of it can",
    query: (c, mine) => c`
      select v.store_id, 'variant ' || v.id as what from variants v
      join (select store_id, variant_id, bool_or(available > 0 or may_oversell) as is_there from stock group by 1, 2) s
        on s.store_id = v.store_id and s.variant_id = v.id
      where ${mine("v")} and v.is_available <> s.is_there
      union all
      select p.store_id, 'product ' || p.id from products p
      join (select store_id, product_id, bool_or(is_available) as is_there, min(price) as low, max(price) as high
        from variants group by 1, 2) v on v.store_id = p.store_id and v.product_id = p.id
      where ${mine("p")} and (p.is_available <> v.is_there or p.min_price <> v.low or p.max_price <> v.high)`,
  },
];
