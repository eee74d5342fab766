import type { Invariant } from "./invariant.ts";

export const orderInvariants: readonly Invariant[] = [
  {
    id: "I6",
    name: "orders.total",
    about:
      "an order's total is its lines, less the discount, with shipping, and tax where it is not in the prices",
    query: (c, mine) => c`
      select o.store_id, 'order ' || o.number as what from orders o
      cross join lateral (select coalesce(sum(l.unit_price * l.quantity), 0) as goods, bool_and(l.total <= l.unit_price * l.quantity) as fit,
          count(*) as lines
        from order_lines l where l.store_id = o.store_id and l.order_id = o.id) l
      where ${mine("o")} and (l.lines = 0 or not l.fit or o.subtotal <> l.goods
        or o.total <> o.subtotal - o.discount + o.shipping
          + case when o.quote->'input'->>'isTaxIncluded' = 'true' then 0
            else case o.quote->'input'->'tax'->>'mode' when 'included' then 0 when 'removed' then -(o.quote->'answer'->>'removed')::bigint else o.tax end end
        or o.total <> (o.quote->'answer'->>'total')::bigint)`,
  },
  {
    id: "I5",
    name: "orders.events",
    about: "an order was placed once, and paid, cancelled and fulfilled exactly as its events say",
    query: (c, mine) => c`
      select o.store_id, 'order ' || o.number as what from orders o
      cross join lateral (select count(*) filter (where e.kind = 'order.placed') as placed,
          count(*) filter (where e.kind = 'order.paid') as paid,
          count(*) filter (where e.kind = 'order.cancelled') as cancelled,
          count(*) filter (where e.kind = 'order.fulfilled') as fulfilled
        from events e where e.store_id = o.store_id and e.subject_kind = 'order' and e.subject_id = o.id::text) e
      where ${mine("o")} and (e.placed <> 1 or e.paid <> (o.payment_state not in ('unpaid', 'authorized'))::int
        or e.cancelled <> (o.state = 'cancelled')::int
        or e.fulfilled <> (select count(*) from fulfilments f where f.store_id = o.store_id and f.order_id = o.id))`,
  },
  {
    id: "I12",
    name: "orders.states",
    about: "an order's payment and fulfilment states follow from its money and its lines",
    query: (c, mine) => c`
      select o.store_id, 'order ' || o.number as what from orders o
      cross join lateral (select sum(l.quantity) as ordered, sum(l.fulfilled_quantity) as left_us
        from order_lines l where l.store_id = o.store_id and l.order_id = o.id) l
      where ${mine("o")} and (
        (o.payment_state in ('unpaid', 'authorized')) <> (o.paid = o.tendered and o.tendered < o.total)
        or (o.payment_state = 'partially_paid') <> (o.paid between o.tendered + 1 and o.total - 1 and o.refunded = 0)
        or (o.payment_state = 'refunded') <> ((o.paid > o.tendered or o.tendered = o.total) and o.paid > 0 and o.refunded = o.paid)
        or (o.payment_state = 'partially_refunded') <> ((o.paid > o.tendered or o.tendered = o.total) and o.refunded > 0 and o.refunded < o.paid)
        or o.fulfilment_state <> case when l.left_us = 0 then 'unfulfilled' when l.left_us < l.ordered
          then 'partially_fulfilled' else 'fulfilled' end)`,
  },
  {
    id: "I12",
    name: "orders.authorized",
    about:
      "an order is authorized exactly as long as the money of its attempt is reserved, and neither taken nor let go",
    query: (c, mine) => c`
      select o.store_id, 'order ' || o.number as what from orders o
      left join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
      left join payment_authorizations h on h.store_id = k.store_id and h.attempt_id = k.attempt_id
      where ${mine("o")} and (o.payment_state = 'authorized') <> coalesce(h.state in ('held', 'capturing', 'voiding'), false)
      union all
      select h.store_id, 'authorization of attempt ' || h.attempt_id from payment_authorizations h
      join payment_attempts t on t.store_id = h.store_id and t.id = h.attempt_id
      where ${mine("h")} and t.state <> case h.state when 'captured' then 'paid' when 'voided' then 'cancelled' else 'authorized' end`,
  },
  {
    id: "I4",
    name: "checkouts.order",
    about: "a checkout is completed exactly when it has its order",
    query: (c, mine) => c`
      select k.store_id, 'checkout ' || k.id as what from checkouts k
      left join orders o on o.store_id = k.store_id and o.checkout_id = k.id
      where ${mine("k")} and ((k.state = 'completed') <> (o.id is not null) or k.order_id is distinct from o.id)`,
  },
  {
    id: "I7",
    name: "orders.numbers",
    about: "order numbers have no gap and end at the store's counter",
    query: (c, mine) => c`
      select n.store_id, 'counter ' || n.order_number || ', last ' || coalesce(o.last, 1000) || ', orders ' || coalesce(o.orders, 0) as what
      from store_counters n
      left join (select store_id, max(number) as last, min(number) as first, count(distinct number) as orders
        from orders group by 1) o on o.store_id = n.store_id
      where ${mine("n")} and (coalesce(o.last, 1000) <> n.order_number or coalesce(o.orders, 0) <> n.order_number - 1000
        or coalesce(o.first, 1001) <> 1001)`,
  },
  {
    id: "I7",
    name: "events.numbers",
    about: "event numbers have no gap and end at the store's counter",
    query: (c, mine) => c`
      select n.store_id, 'counter ' || n.event_number || ', last ' || coalesce(e.last, 0) as what from store_counters n
      left join (select store_id, max(number) as last, count(distinct number) as events from events group by 1) e
        on e.store_id = n.store_id
      where ${mine("n")} and (coalesce(e.last, 0) <> n.event_number or coalesce(e.events, 0) <> n.event_number)`,
  },
  {
    id: "I7",
    name: "keys.once",
    about: "an idempotency key is there once, with its answer",
    query: (c, mine) => c`
      select k.store_id, k.operation || ' ' || k.key as what from idempotency_keys k
      where ${mine("k")} group by k.store_id, k.operation, k.key having count(*) > 1 or bool_or(k.answer is null)`,
  },
  {
    id: "I19",
    name: "variants.digital",
    about:
      "a variant says that it can be downloaded where it, or a part of it, has a whole file, and a whole file has the bytes that it says",
    query: (c, mine) => c`
      select v.store_id, 'variant ' || v.id as what from variants v where ${mine("v")} and v.is_digital <> exists (
        select from variant_files l join digital_files d on d.store_id = l.store_id and d.id = l.file_id and d.state = 'ready'
        where l.store_id = v.store_id and (l.variant_id = v.id or l.variant_id in (
          select b.part_id from bundle_parts b where b.store_id = v.store_id and b.bundle_id = v.id)))
      union all
      select d.store_id, 'file ' || d.id from digital_files d where ${mine("d")} and d.state = 'ready'
        and d.bytes <> (select sum((x->>'bytes')::bigint) from jsonb_array_elements(d.parts) x)`,
  },
];
