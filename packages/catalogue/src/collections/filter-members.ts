import { fragment, nothing, type StoreContext } from "@hutong/db";
import type { SearchFilters } from "../search-schemas.ts";
import type { MemberOrder } from "./collection-order.ts";
import { type AskedGroup, askedGroups, hashOfAsked } from "./facet-tokens.ts";

/** How far a collection is looked into for one page. */
export interface FilterBounds {
  /** A value that no more products have is looked up, and all that have it are put in order; of others the order is walked along. */
  readonly rare: number;
  /** Most rows that are walked along; where they do not fill the page, the next one goes on behind them. */
  readonly walked: number;
}

export const usualBounds: FilterBounds = { rare: 700, walked: 10_000 };
/** Collections of so many products have their values counted anew for what was chosen. */
export const mostRecounted = 1_000;

type Group = AskedGroup & { readonly number: number };

/** What of a collection was chosen, ready to be asked about. */
export interface AskedFilters {
  readonly groups: readonly AskedGroup[];
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
}

/** The facets of `filters` in the order that their bits have in `recount`. */
export function askedOf(filters: SearchFilters): AskedFilters {
  return { groups: askedGroups(filters), minPrice: filters.minPrice, maxPrice: filters.maxPrice };
}

// Read once a statement, however many rows are judged by it.
const tokensOf = ({ number }: { readonly number: number }) =>
  fragment`(select tokens from asked where number = ${number}::int)::bigint[]`;

const askedRows = (groups: readonly AskedGroup[]) => fragment`asked as materialized (
    select g.number, array(select ${hashOfAsked(fragment`t.token`)} from jsonb_array_elements_text(g.tokens) t(token)) as tokens
    from jsonb_to_recordset(${groups.map(({ tokens }, number) => ({ number, tokens }))}::jsonb) as g(number int, tokens jsonb))`;

const numbered = (groups: readonly AskedGroup[]): Group[] =>
  groups.map((group, number) => ({ ...group, number }));

// Whether a row `w` of a membership has a value of each facet, at a price that was asked for.
function isMet({ groups, minPrice, maxPrice }: AskedFilters): object {
  const met = numbered(groups).map((group) => fragment`and w.facets && ${tokensOf(group)}`);
  const low = minPrice === null ? nothing : fragment`and w.max_price >= ${minPrice}::bigint`;
  const high = maxPrice === null ? nothing : fragment`and w.price <= ${maxPrice}::bigint`;
  return joined([fragment`true`, ...met, low, high]);
}

function joined(parts: readonly object[]): object {
  return parts.reduce((all, part) => fragment`${all} ${part}`, nothing);
}

/**
 * CTEs that find a page of a collection that was filtered; the last, `found`, has `product_id`, `key`, `n` (its place on the page)
 * and `is_met`: a row that is not is where the walk stopped, from which the next page goes on.
 *
 * Row security lets only `=` and ranges near an index, so there are two ways. Of a value that few products have, those are looked up
 * (`collection_facets`, or the index of prices) and put in order. Where every value has many, the order's own index is walked
 * along until the page is full: the more products a value has, the sooner. Either way what is looked at is bounded at any size.
 * @param most products of the page, and one more
 */
export function filteredMembers(
  ctx: StoreContext,
  handle: string,
  asked: AskedFilters,
  order: MemberOrder,
  most: number,
  { rare: mostRare, walked: mostWalked }: FilterBounds,
): object {
  const { minPrice, maxPrice } = asked;
  const columns = fragment`cp.product_id, ${order.key} as key, cp.price, cp.max_price, cp.facets,
    row_number() over (${order.by}) as n`;
  const mine = fragment`cp.store_id = ${ctx.storeId} and cp.collection_id = c.id and cp.is_listed`;
  const posted = fragment`f.store_id = ${ctx.storeId} and f.collection_id = c.id`;
  const cheap = fragment`${mine} and cp.price <= ${maxPrice}::bigint`;
  const dear = fragment`${mine} and cp.max_price >= ${minPrice}::bigint`;
  // In the order of prices a range is a stretch of the index, and walking along it needs no other way.
  const inRange = fragment`${maxPrice === null ? mine : cheap} ${minPrice === null ? nothing : fragment`and cp.max_price >= ${minPrice}::bigint`}`;
  const few = fragment`limit ${mostRare + 1}::int`;
  const size = (number: number, rows: object) =>
    fragment`union all select ${number}::int, (select count(*) from (select ${rows} ${few}) x) from c where c.is_posted`;
  const rare = (number: number, id: object, rows: object) =>
    fragment`union select x.id from c cross join rarest r cross join lateral (select ${id} as id ${rows} ${few}) x
      where r.number = ${number}::int`;
  const ways = [
    ...numbered(asked.groups).map((group) => ({
      number: group.number,
      id: fragment`f.product_id`,
      rows: fragment`from collection_facets f where ${posted} and f.facet = any(${tokensOf(group)})`,
    })),
    ...(maxPrice === null || order.isByPrice
      ? []
      : [
          {
            number: 100,
            id: fragment`cp.product_id`,
            rows: fragment`from collection_products cp where ${cheap}`,
          },
        ]),
    ...(minPrice === null || order.isByPrice
      ? []
      : [
          {
            number: 101,
            id: fragment`cp.product_id`,
            rows: fragment`from collection_products cp where ${dear}`,
          },
        ]),
  ];
  return fragment`c as materialized (select id, facets @> '{"isPosted": true}'::jsonb as is_posted from collections where store_id = ${ctx.storeId} and handle = ${handle}),
    ${askedRows(asked.groups)},
    sizes as materialized (select null::int as number, null::bigint as n where false
      ${joined(ways.map(({ number, rows }) => size(number, rows)))}),
    rarest as materialized (select number from sizes where n <= ${mostRare}::int order by n, number limit 1),
    known as materialized (select null::uuid as id where false ${joined(ways.map((way) => rare(way.number, way.id, way.rows)))}),
    looked as materialized (select w.product_id, w.key, row_number() over (order by w.n) as n, true as is_met
      from (select ${columns} from c cross join known k
        cross join lateral (select * from collection_products where store_id = ${ctx.storeId} and collection_id = c.id
          and product_id = k.id limit 1) cp
        where cp.is_listed ${order.beyond}) w
      where ${isMet(asked)} order by w.n limit ${most}::int),
    walked as materialized (select w.product_id, w.key, w.n, ${isMet(asked)} as is_met
      from c cross join lateral (select ${columns} from collection_products cp where ${order.isByPrice ? inRange : mine}
        ${order.beyond} ${order.by} limit ${mostWalked}::int) w
      where not exists (select from rarest) and (${isMet(asked)} or w.n = ${mostWalked}::int) limit ${most}::int),
    found as (select * from looked union all select * from walked)`;
}

/**
 * A column over `collections c`: how many products of a small collection have each value, as `[hash, facet that
 * alone stands against it or null, count]`; the hash "0" stands for all products. Null for a large one.
 */
export function recount(ctx: StoreContext, asked: AskedFilters): object {
  const { groups, minPrice, maxPrice } = asked;
  const price = numbered(groups).length;
  const missed = joined([
    fragment`0`,
    ...numbered(groups).map(
      (group) =>
        fragment`+ case when cp.facets && ${tokensOf(group)} then 0 else ${2 ** group.number}::int end`,
    ),
    minPrice === null && maxPrice === null
      ? nothing
      : fragment`+ case when cp.max_price >= ${minPrice ?? 0}::bigint and (${maxPrice}::bigint is null or cp.price <= ${maxPrice}::bigint)
          then 0 else ${2 ** price}::int end`,
  ]);
  // One bit at most is set: a value counts what the other facets let through.
  return fragment`case when (c.facets ->> 'count')::int <= ${mostRecounted}::int then (with ${askedRows(groups)}
    select coalesce(jsonb_agg(jsonb_build_array(y.hash::text, y.missed, y.n)), '[]') from (
      select t.hash, x.missed, count(*) as n
      from (select cp.facets, ${missed} as missed from collection_products cp
        where cp.store_id = ${ctx.storeId} and cp.collection_id = c.id and cp.is_listed limit ${2 * mostRecounted}::int) x
      cross join lateral unnest(x.facets || 0::bigint) t(hash)
      where x.missed & (x.missed - 1) = 0
      group by 1, 2) y) end`;
}
