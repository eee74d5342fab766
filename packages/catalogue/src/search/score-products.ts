import { fragment, type StoreContext } from "@hutong/db";
import type { QueryPlan, QueryWay } from "./query-plan.ts";

/** How far a store's terms are looked into. */
interface SearchDepth {
  /** Most products that are ranked, of those that meet every needed part. */
  readonly full: number;
}

// What begins with a word is met beside what is the word: terms have no characters before the space.
const afterItself = "\u0001";

// A begun way beside an exact one of the same text leaves the text itself to it, so that no row is read twice.
function rangesOf({ parts, ways }: QueryPlan): object[] {
  const exact = new Set(
    ways.filter((way) => way.isExact).map((way) => `${way.part} ${way.stage} ${way.low}`),
  );
  const isBeside = (way: QueryWay) =>
    !way.isExact && way.low !== way.high && exact.has(`${way.part} ${way.stage} ${way.low}`);
  return ways.map((way) => ({
    part: way.part,
    needed: parts[way.part]!.isNeeded,
    stage: way.stage,
    exact: way.isExact,
    low: isBeside(way) ? way.low + afterItself : way.low,
    high: way.high,
    factor: way.factor,
  }));
}

// Columns of the parts that a query has, 1, 2, 4, 8 or 16 of them, so that few statements are prepared; the rest are null.
const columnsOf = new Map([1, 2, 4, 8, 16].map((count) => [count, partColumns(count)]));

function partColumns(count: number) {
  const each = (text: (column: number) => string, between: string) => {
    const pieces = [Array.from({ length: count }, (_, part) => text(part + 1)).join(between)];
    return fragment(Object.assign(pieces, { raw: pieces }));
  };
  return {
    /** Of a range of terms: what it is worth to each part. */
    factors: each((n) => `max(factor) filter (where part = ${n - 1}) as factor${n}`, ", "),
    /** Of a product: the best that it has for each part. */
    bests: each((n) => `max(h.weight * r.factor${n}) as best${n}`, ", "),
    rarities: each(
      (n) => `max(rarity) filter (where part = ${n - 1}) as rarity${n},
        coalesce(max(rarity) filter (where part = ${n - 1} and needed), 0) as need${n}`,
      ", ",
    ),
    sum: each((n) => `coalesce(best${n} * rarity${n}, 0)`, " + "),
    met: each((n) => `case when best${n} > 0 then need${n} else 0 end`, " + "),
    needs: each((n) => `need${n}`, " + "),
  };
}

/**
 * CTEs that rank a store's products for a query; the last, `ranked`, has `id`, `score` and `is_full` (every needed part is met).
 * Every look at a term is an equality or a range on text under the store, the only conditions that row security lets near an index.
 *
 * Ways are counted first. The needed part that the fewest products meet gives the candidates, the weightiest of each other needed part
 * join them, and of all ways only what candidates meet is kept: reading an index costs little, keeping what was read costs much.
 *
 * A product's score is the sum over the parts it meets of how rare the part is (ln(1 + 5000 / products that meet it)) and what the
 * met term weighs in it; what it fails of the needed parts takes away in proportion.
 */
export function scoreProducts(ctx: StoreContext, plan: QueryPlan, { full }: SearchDepth): object {
  const parts = plan.parts.map(({ part, isNeeded }) => ({ part, needed: isNeeded }));
  const columns = columnsOf.get(2 ** Math.ceil(Math.log2(parts.length)))!;
  const size = fragment`cross join lateral (select count(*) as n from (select from product_terms
      where store_id = ${ctx.storeId} and term >= w.low and term <= w.high limit (case when w.low = w.high then 2000 else 1000 end)) x) s`;
  return fragment`parts as materialized (select * from jsonb_to_recordset(${parts}::jsonb) as p(part int, needed boolean)),
    ways as materialized (select * from jsonb_to_recordset(${rangesOf(plan)}::jsonb)
      as w(part int, needed boolean, stage int, exact boolean, low text, high text, factor float8)),
    sizes1 as materialized (select w.low, w.high, s.n from (select distinct low, high from ways where stage < 2) w ${size} where s.n > 0),
    ways1 as materialized (select w.*, s.n from ways w join sizes1 s using (low, high) where w.stage < 2),
    met1 as materialized (select w.* from ways1 w where w.factor > 0.5
      or not exists (select from ways1 o where o.part = w.part and o.exact and o.n >= 300)),
    open2 as materialized (select part from parts where needed and part not in (select part from met1 where exact)),
    met2 as materialized (select w.*, s.n from (select w.* from ways w join open2 o using (part) where w.stage = 2) w ${size} where s.n > 0),
    open3 as materialized (select part from open2 where part not in (select part from met1)
      and part not in (select part from met2)),
    met3 as materialized (select w.*, s.n from (
        select w.part, w.needed, w.low, w.high, w.factor from ways w join open3 o using (part) where w.stage = 3
        union all
        select m.part, true, s.word, s.word, max(case when m.key = m.word or m.key = s.word then 0.6 else 0.45 end
            * case when left(m.word, 1) = left(s.word, 1) then 1 else 0.7 end)
          from jsonb_to_recordset(${plan.mistakes}::jsonb) as m(part int, key text, word text) join open3 o using (part)
          join search_words s on s.store_id = ${ctx.storeId} and s.key = m.key
          group by 1, 3) w ${size} where s.n > 0),
    met as materialized (
        select part, needed, low, high, factor, n from met1
        union all select part, needed, low, high, factor, n from met2
        union all select part, needed, low, high, factor, n from met3),
    weighed as materialized (select p.part, p.needed, sum(m.n) as n, max(m.n) as most, ln(1 + 5000.0 / greatest(sum(m.n), 1))::float8 as rarity
      from parts p left join met m using (part) group by 1, 2),
    rarest as materialized (select part, n, most from weighed where needed and n > 0 order by n, part limit 1),
    second as materialized (select w.part from weighed w cross join rarest r
      where r.most >= 800 and w.needed and w.n > 0 and w.part <> r.part order by w.n, w.part limit 1),
    candidates as materialized (
      select product_id from (select t.product_id from met m join rarest using (part)
        cross join lateral (select product_id, weight from product_terms
          where store_id = ${ctx.storeId} and term >= m.low and term <= m.high
          order by term desc, weight desc limit (case when exists (select from second) then 4000 else 800 end)) t
        where not exists (select from second) or t.product_id in (
          select t.product_id from met m join second using (part) cross join lateral (select product_id from product_terms
            where store_id = ${ctx.storeId} and term >= m.low and term <= m.high order by term desc, weight desc limit 4000) t)
        order by t.weight * m.factor desc, t.product_id limit 800) x
      union
      select t.product_id from met m join rarest r on r.n < 600 and m.part <> r.part
      cross join lateral (select product_id from product_terms
        where store_id = ${ctx.storeId} and term >= m.low and term <= m.high
        order by term desc, weight desc limit 300) t
      where m.needed),
    ranges as materialized (select low, high, bool_or(needed and low = high) as is_strong, ${columns.factors} from met group by 1, 2),
    bests as (select h.product_id as id, ${columns.bests}
      from ranges r cross join lateral (select product_id, weight from product_terms
        where store_id = ${ctx.storeId} and term >= r.low and term <= r.high
        order by term desc, weight desc limit (case when r.is_strong then 6000 else 2000 end)) h
      where h.product_id in (select product_id from candidates)
      group by 1),
    rarities as materialized (select ${columns.rarities} from weighed),
    scored as materialized (select id, met = all_needs as is_full, sum * met / all_needs as score from (
      select id, ${columns.sum} as sum, ${columns.met} as met, ${columns.needs} as all_needs from bests cross join rarities) s
      where met > 0),
    ranked as materialized (select id, is_full, score from scored order by is_full desc, score desc, id
      limit (select least(${full}::int, count(*) filter (where is_full) + 60) from scored))`;
}
