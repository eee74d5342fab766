import { authorize, fragment, type Reading, reading, readTogether, type StoreContext, sql } from "@hutong/db";
import { type CardRow, type CardView, cardColumns, toCard } from "./card.ts";
import { planQuery } from "./search/query-plan.ts";
import { scoreProducts } from "./search/score-products.ts";
import {
  type FacetsRow,
  facetCounts,
  facetFlags,
  noFacets,
  noFlags,
  type SearchFacets,
  toFacets,
} from "./search/search-filters.ts";
import { isFiltered, noFilters, type SearchFilters, type SearchSort } from "./search-schemas.ts";

export interface SearchProductsInput {
  readonly query: string;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly withChoices: boolean;
  /** False where nobody reads the facets (suggestions): then fewer products are looked at, and no facet has a value. */
  readonly withFacets?: boolean;
  readonly sort?: SearchSort;
  readonly filters?: SearchFilters;
}

export interface SearchPage {
  /** Products that meet every word of the query, and the filters. */
  readonly cards: readonly CardView[];
  /** What meets some words, the nearest first, after the first page of few or none that meet all. */
  readonly near: readonly CardView[];
  readonly hasMore: boolean;
  readonly facets: SearchFacets;
}

type Row = { facets: FacetsRow | null } & (({ is_full: boolean } & CardRow) | { id: null });

const mostNear = 6;
/** Most products that are counted, narrowed and put in order; of suggestions far fewer will do. */
const mostCounted = 500;
const mostSuggested = 40;
const orders: Record<SearchSort, object> = {
  relevance: fragment`score desc, id`,
  newest: fragment`created_at desc, id`,
  "price-up": fragment`min_price, id`,
  "price-down": fragment`min_price desc, id`,
};

const nothingFound: SearchPage = { cards: [], near: [], hasMore: false, facets: noFacets };

/**
 * Finds products by words, in any of the store's languages (docs/search.md); one statement, to be read in a burst with others, or
 * none where there is nothing to look for.
 */
export function readSearch(ctx: StoreContext, input: SearchProductsInput): Reading<SearchPage> {
  authorize(ctx, "catalogue.searchProducts");
  const plan = planQuery(input.query);
  if (plan.parts.length === 0) return { statements: [], answer: () => nothingFound };
  const { page, perPage, sort = "relevance", filters = noFilters, withFacets = true } = input;
  const isNarrowed = isFiltered(filters);
  const near = page === 1 && !isNarrowed ? mostNear : 0;
  const product = (columns: object) => fragment`cross join lateral (select ${columns} from products
    where store_id = ${ctx.storeId} and id = r.id and status = 'active' limit 1) p`;
  const score = fragment`r.score * case when p.is_available then 1 else 0.8 end as score`;
  return reading(
    sql<Row>`with ${scoreProducts(ctx, plan, { full: withFacets ? mostCounted : mostSuggested })},
      counted as materialized (select ${score}, p.*, ${isNarrowed ? facetFlags(filters) : noFlags} from ranked r
        ${product(fragment`id, vendor, product_type, tags, options, min_price, max_price, is_available, created_at`)}
        where r.is_full),
      shown as (select id, true as is_full, row_number() over (order by ${orders[sort]}) as place from counted
        where in_vendor and in_type and in_tag and in_option and in_price and in_stock
        order by place limit ${perPage + 1}::int offset ${(page - 1) * perPage}::int),
      beside as (select id, false as is_full, 1000000 + row_number() over (order by score desc, id) as place
        from (select r.id, ${score} from ranked r ${product(fragment`is_available`)} where not r.is_full) r
        where (select count(*) from shown) < ${perPage}::int order by place limit ${near}::int),
      facets as materialized (${withFacets ? facetCounts() : fragment`select null::jsonb as facets`})
      select f.facets, c.* from facets f left join lateral (
        select s.place, s.is_full, ${cardColumns(ctx, input.withChoices)}
        from (select * from shown union all select * from beside) s
        cross join lateral (select * from products where store_id = ${ctx.storeId} and id = s.id limit 1) p ) c on true
      order by c.place`,
    (rows) => toPage(rows, perPage),
  );
}

function toPage(rows: readonly Row[], perPage: number): SearchPage {
  const found = rows.filter((row) => row.id !== null);
  const full = found.filter((row) => row.is_full);
  const near = full.length < perPage ? found.filter((row) => !row.is_full) : [];
  return {
    cards: full.slice(0, perPage).map(toCard),
    near: near.map(toCard),
    hasMore: full.length > perPage,
    facets: rows[0]!.facets ? toFacets(rows[0]!.facets) : noFacets,
  };
}

/** Finds products by words: `{ query: "hood", page: 1, perPage: 24 }`. */
export async function searchProducts(ctx: StoreContext, input: SearchProductsInput): Promise<SearchPage> {
  authorize(ctx, "catalogue.searchProducts");
  const [page] = await readTogether(ctx, readSearch(ctx, input));
  return page;
}
