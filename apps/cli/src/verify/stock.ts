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
      cross join lateral (select coalesce(sum(m.on_hand) filter (where m.kind not in ('ship', 'reserve', 'release', 'commit', 'uncommit', 'move')), 0) as came,
          coalesce(-sum(m.on_hand) filter (where m.kind = 'ship'), 0) as left_us,
          coalesce(sum(abs(m.on_hand)) filter (where m.kind in ('reserve', 'release', 'commit', 'uncommit', 'move')), 0) as stray
        from stock_movements m
        where m.store_id = s.store_id and m.variant_id = s.variant_id and m.location_id = s.location_id) m
      where ${mine("s")} and (m.came <> s.on_hand + m.left_us or m.stray <> 0)`,
  },
  {
    id: "I1",
    name: "stock.gone",
    about: "what is counted no more has movements that add up to nothing",
    query: (c, mine) => c`
      select m.store_id, 'variant ' || m.variant_id as what from stock_movements m
      where ${mine("m")} and not exists (select from stock s
        where s.store_id = m.store_id and s.variant_id = m.variant_id and s.location_id = m.location_id)
      group by m.store_id, m.variant_id, m.location_id
      having (sum(m.on_hand), sum(m.available), sum(m.damaged), sum(m.safety_stock), sum(m.quality_control)) <> (0, 0, 0, 0, 0)`,
  },
  {
    id: "I1",
    name: "stock.default",
    about: "one open location is the default one, and what is counted anywhere is counted there",
    query: (c, mine) => c`
      select l.store_id, 'locations' as what from locations l where ${mine("l")}
      group by l.store_id having count(*) filter (where l.is_default and l.is_active) <> 1
      union all
      select s.store_id, 'variant ' || s.variant_id from stock s
      where ${mine("s")} and not exists (select from stock d join locations l on l.store_id = d.store_id and l.id = d.location_id and l.is_default
        where d.store_id = s.store_id and d.variant_id = s.variant_id)`,
  },
  {
    id: "I1",
    name: "stock.closed",
    about: "nothing lies at a location that was closed, and nothing is on its way there",
    query: (c, mine) => c`
      select l.store_id, 'location ' || l.id as what from locations l
      where ${mine("l")} and not l.is_active and (
        exists (select from stock s where s.store_id = l.store_id and s.location_id = l.id
          and (s.available, s.committed, s.reserved, s.damaged, s.safety_stock, s.quality_control) <> (0, 0, 0, 0, 0, 0))
        or exists (select from consignments k where k.store_id = l.store_id and k.state in ('draft', 'sent')
          and l.id in (k.from_location_id, k.to_location_id)))`,
  },
  {
    id: "I1",
    name: "consignments.units",
    about:
      "what left for a transfer arrived, is on its way or came back; what was received of a purchase order came in",
    query: (c, mine) => c`
      select k.store_id, k.kind || ' ' || k.number as what from consignments k
      join consignment_lines i on i.store_id = k.store_id and i.consignment_id = k.id
      cross join lateral (select coalesce(sum(m.on_hand), 0) as all_of_it,
          coalesce(sum(m.on_hand) filter (where m.kind = 'receive' and m.location_id = k.to_location_id), 0) as came
        from stock_movements m where m.store_id = i.store_id and m.variant_id = i.variant_id
          and m.reference_kind = k.kind and m.reference_id = k.id::text) m
      where ${mine("k")} and (m.came <> i.received or m.all_of_it <> case k.kind when 'transfer' then -i.incoming else i.received end
        or (k.state = 'sent' and i.received + i.incoming <> i.quantity) or (k.state <> 'sent' and i.incoming <> 0)
        or (k.state in ('draft', 'cancelled') and i.received <> 0))`,
  },
  {
    id: "I1",
    name: "counts.applied",
    about: "a line of a count that was applied moved stock by its difference, and no other did",
    query: (c, mine) => c`
      select k.store_id, 'count ' || k.number as what from stock_counts k
      join stock_count_lines i on i.store_id = k.store_id and i.count_id = k.id
      cross join lateral (select coalesce(sum(m.on_hand), 0) as moved from stock_movements m
        where m.store_id = i.store_id and m.variant_id = i.variant_id and m.location_id = k.location_id
          and m.reference_kind = 'count' and m.reference_id = k.id::text) m
      where ${mine("k")} and m.moved <> case when i.is_applied then i.counted - i.expected else 0 end`,
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
    about:
      "a reservation is sold exactly when its checkout has an order (one that was released there may be sold at another location), and its units were committed once",
    query: (c, mine) => c`
      select r.store_id, 'checkout ' || r.checkout_id as what from reservations r
      left join orders o on o.store_id = r.store_id and o.checkout_id = r.checkout_id
      cross join lateral (select coalesce(sum(m.committed), 0) as committed from stock_movements m
        where m.store_id = r.store_id and m.variant_id = r.variant_id and m.location_id = r.location_id
          and m.kind = 'commit' and m.reference_kind = 'checkout' and m.reference_id = r.checkout_id::text) m
      where ${mine("r")} and (((r.state = 'sold') <> (o.id is not null) and not (r.state = 'released' and exists (select from reservations e
          where e.store_id = r.store_id and e.checkout_id = r.checkout_id and e.variant_id = r.variant_id and e.state = 'sold')))
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
  {
    id: "I20",
    name: "bundles.parts",
    about:
      "a bundle says what is in it, its parts know it and are no bundles, and it can be bought where a location has them all",
    query: (c, mine) => c`
      select v.store_id, 'variant ' || v.id as what from variants v
      where ${mine("v")} and v.parts is distinct from null and (
        (select jsonb_agg(x->'variantId' order by x->'variantId') from jsonb_array_elements(v.parts) x) is distinct from
          (select jsonb_agg(to_jsonb(b.part_id) order by to_jsonb(b.part_id)) from bundle_parts b where b.store_id = v.store_id and b.bundle_id = v.id)
        or exists (select from stock s where s.store_id = v.store_id and s.variant_id = v.id)
        or v.is_available <> exists (select from locations l where l.store_id = v.store_id and l.is_active and not exists (
          select from bundle_parts b where b.store_id = v.store_id and b.bundle_id = v.id
            and exists (select from stock a where a.store_id = b.store_id and a.variant_id = b.part_id)
            and not exists (select from stock s where s.store_id = b.store_id and s.variant_id = b.part_id and s.location_id = l.id
              and (s.may_oversell or s.available >= b.quantity)))))
      union all
      select b.store_id, 'part ' || b.part_id from bundle_parts b
      join variants p on p.store_id = b.store_id and p.id = b.part_id
      join variants o on o.store_id = b.store_id and o.id = b.bundle_id
      where ${mine("b")} and (not p.is_part or p.parts is not null or o.parts is null
        or exists (select from stock s where s.store_id = b.store_id and s.variant_id = b.part_id and not s.is_part))`,
  },
];
