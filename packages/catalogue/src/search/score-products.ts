import { fragment, type StoreContext } from "@hutong/db";
import type { QueryPlan } from "./query-plan.ts";

/** Most products of a term that are looked at: the weightiest, where the query has one part; more where parts have to meet. */
const mostOfOne = 1_500;
const mostOfMany = 6_000;
/** Most products that are ranked, counted and put in order. */
export const mostRanked = 1_000;

/**
 * CTEs that rank a store's products for a query; the last, `ranked`, has `id`, `score` and `is_full` (every needed part is met).
 * Every look at a term is an equality or a range on text under the store, the only conditions that row security lets near an index.
 *
 * A product's score is the sum over the parts it meets of how rare the part is (ln(1 + 5000 / products that meet it)) and what the
 * met term weighs in it; what it fails of the needed parts takes away in proportion.
 */
export function scoreProducts(ctx: StoreContext, plan: QueryPlan): object {
  const most = plan.parts.length > 1 ? mostOfMany : mostOfOne;
  const ways = plan.ways.map((way) => ({
    part: way.part,
    stage: way.stage,
    exact: way.isExact,
    low: way.low,
    high: way.high,
    factor: way.factor,
  }));
  const parts = plan.parts.map(({ part, isNeeded }) => ({ part, needed: isNeeded }));
  const met = fragment`cross join lateral (select product_id, weight from product_terms
      where store_id = ${ctx.storeId} and term >= w.low and term <= w.high
      order by term desc, weight desc limit ${most}::int) t`;
  return fragment`parts as materialized (select * from jsonb_to_recordset(${parts}::jsonb) as p(part int, needed boolean)),
    ways as materialized (select * from jsonb_to_recordset(${ways}::jsonb)
      as w(part int, stage int, exact boolean, low text, high text, factor float8)),
    hits1 as materialized (select w.part, w.exact, t.product_id, t.weight * w.factor as worth from ways w ${met} where w.stage = 1),
    open2 as materialized (select part from parts where needed and part not in (select part from hits1 where exact)),
    hits2 as materialized (select w.part, t.product_id, t.weight * w.factor as worth
      from (select w.* from ways w join open2 o using (part) where w.stage = 2) w ${met}),
    open3 as materialized (select part from open2 where part not in (select part from hits1)
      and part not in (select part from hits2)),
    hits3 as materialized (select w.part, t.product_id, t.weight * w.factor as worth
      from (select w.part, w.low, w.high, w.factor from ways w join open3 o using (part) where w.stage = 3
        union all
        select m.part, s.word, s.word, max(case when m.key = m.word or m.key = s.word then 0.6 else 0.45 end
            * case when left(m.word, 1) = left(s.word, 1) then 1 else 0.7 end)
          from jsonb_to_recordset(${plan.mistakes}::jsonb) as m(part int, key text, word text) join open3 o using (part)
          join search_words s on s.store_id = ${ctx.storeId} and s.key = m.key
          group by 1, 2) w ${met}),
    hits as materialized (select part, product_id, max(worth) as worth from (
        select part, product_id, worth from hits1
        union all select part, product_id, worth from hits2
        union all select part, product_id, worth from hits3) h
      group by 1, 2),
    weighed as materialized (select p.part, p.needed, ln(1 + 5000.0 / greatest(count(h.part), 1))::float8 as rarity
      from parts p left join hits h using (part) group by 1, 2),
    scored as (select h.product_id as id, sum(w.rarity * h.worth) as sum,
        coalesce(sum(w.rarity) filter (where w.needed), 0) as met,
        count(*) filter (where w.needed) as met_count
      from hits h join weighed w using (part) group by 1),
    ranked as materialized (select s.id,
        s.met_count = n.count as is_full, s.sum * s.met / nullif(n.rarity, 0) as score
      from scored s cross join (select count(*) as count, sum(rarity) as rarity from weighed where needed) n
      where s.met > 0
      order by (s.met_count = n.count) desc, score desc, s.id limit ${mostRanked}::int)`;
}
