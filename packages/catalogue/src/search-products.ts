import { authorize, type Reading, reading, readTogether, type StoreContext, sql } from "@hutong/db";
import { type CardRow, type CardView, cardColumns, cardJoins, toCard } from "./card.ts";
import { queryTerms } from "./terms.ts";

export interface SearchProductsInput {
  readonly query: string;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly withChoices: boolean;
}

export interface SearchPage {
  /** Products that meet every word of the query. */
  readonly cards: readonly CardView[];
  /** When nothing meets every word: what meets some, the nearest first. */
  readonly near: readonly CardView[];
  readonly hasMore: boolean;
}

type Row = CardRow & { met: number };
const mostHitsOfAWord = 2_000;

/** Finds products by words, in any of the store's languages; one statement, to be read in a burst with others. */
export function readSearch(ctx: StoreContext, input: SearchProductsInput): Reading<SearchPage> {
  authorize(ctx, "catalogue.searchProducts");
  const terms = queryTerms(input.query).map((term, n) => ({ n, ...term }));
  const skip = (input.page - 1) * input.perPage;
  return reading(
    sql<Row>`with hits as (
        select t.product_id, w.n, max(t.weight) as weight
        from jsonb_to_recordset(${terms}::jsonb) as w(n int, low text, high text)
        cross join lateral (select product_id, weight from product_terms
          where store_id = ${ctx.storeId} and term >= w.low and term <= w.high
          order by term limit ${mostHitsOfAWord}::int) t
        group by t.product_id, w.n),
      scored as (select product_id, count(*)::int as met, sum(weight) as score from hits group by product_id)
      select p.met, ${cardColumns(ctx)}
      from (select o.*, s.met, s.score from scored s
        cross join lateral (select * from products
          where store_id = ${ctx.storeId} and id = s.product_id and status = 'active' limit 1) o
        order by s.met desc, s.score desc, o.id limit ${input.perPage + 1}::int offset ${skip}::int) p
      ${cardJoins(ctx, input.withChoices)} order by p.met desc, p.score desc, p.id`,
    (rows) => {
      const full = rows.filter((row) => row.met === terms.length);
      const shown = full.length > 0 ? full : rows;
      const cards = shown.slice(0, input.perPage).map(toCard);
      return {
        cards: full.length > 0 ? cards : [],
        near: full.length > 0 ? [] : cards.slice(0, 6),
        hasMore: full.length > input.perPage,
      };
    },
  );
}

/** Finds products by words: `{ query: "hood", page: 1, perPage: 24 }`. */
export async function searchProducts(ctx: StoreContext, input: SearchProductsInput): Promise<SearchPage> {
  authorize(ctx, "catalogue.searchProducts");
  const [page] = await readTogether(ctx, readSearch(ctx, input));
  return page;
}
