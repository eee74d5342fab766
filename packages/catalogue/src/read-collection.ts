import { authorize, fragment, type Reading, type StoreContext, sql } from "@hutong/db";
import { type Texts, textsOf } from "@hutong/translations";
import { type CardRow, type CardView, cardColumns, toCard } from "./card.ts";
import { type CollectionFacets, facetsOfPage, type Recounted } from "./collections/collection-facets.ts";
import {
  type CollectionEdge,
  type MemberOrder,
  memberOrder,
  writeEdge,
} from "./collections/collection-order.ts";
import {
  askedOf,
  type FilterBounds,
  filteredMembers,
  recount,
  usualBounds,
} from "./collections/filter-members.ts";
import { mostCounted } from "./collections/rule-schemas.ts";
import type { SearchFacets } from "./search/search-filters.ts";
import { type CollectionSort, isFiltered, type SearchFilters } from "./search-schemas.ts";

export interface ReadCollectionInput {
  readonly handle: string;
  /** "manual" is the collection's own order. */
  readonly sort: CollectionSort;
  readonly filters: SearchFilters;
  /** From 1; counts where no edge is given and nothing is filtered. */
  readonly page: number;
  /** For pages far down, which are read without looking at those before them. */
  readonly edge?: CollectionEdge | null;
  readonly perPage: number;
  /** Whether cards say which sizes can be bought. */
  readonly withChoices: boolean;
}

export interface CollectionView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  /** How many products stand in it, as the worker counted last; before it has, counted up to `mostCounted`. */
  readonly count: number;
}

export interface CollectionPage {
  readonly collection: CollectionView;
  readonly cards: readonly CardView[];
  /** What it can be filtered by: nothing where the worker has not counted that yet. */
  readonly facets: SearchFacets;
  readonly hasMore: boolean;
  readonly hasPrevious: boolean;
  /** Edges that the pages before and after this one begin at; null where it is empty. */
  readonly first: string | null;
  readonly last: string | null;
}

interface CollectionRow {
  id: string;
  handle: string;
  title: string;
  description_html: string;
  count: number;
  texts: Texts;
}

interface PageRow extends CollectionRow {
  facets: CollectionFacets | null;
  recounted: Recounted | null;
}

type Found = CardRow & { readonly key: string; readonly is_met: boolean };

/** Statement columns of a collection, over `collections c`. How many stand in it, the worker has counted with what they can be filtered by. */
export function collectionColumns(ctx: StoreContext): object {
  return fragment`c.id, c.handle, c.title, c.description_html,
    case when c.facets is not null then (c.facets ->> 'count')::int else (select count(*)::int from (select from collection_products n
      where n.store_id = ${ctx.storeId} and n.collection_id = c.id and n.is_listed limit ${mostCounted}::int) counted) end as count,
    ${textsOf(ctx, "collection", fragment`c.id`)} as texts`;
}

/** Makes a collection of a row that `collectionColumns` selected. */
export function toCollection(row: CollectionRow): CollectionView {
  return {
    id: row.id,
    handle: row.handle,
    title: row.texts?.title ?? row.title,
    descriptionHtml: row.texts?.descriptionHtml ?? row.description_html,
    count: row.count,
  };
}

// The members of a page are found in the order's own index, whatever stands before and behind them, and only they are looked at.
function members(
  ctx: StoreContext,
  input: ReadCollectionInput,
  order: MemberOrder,
  bounds: FilterBounds,
): object {
  const { handle, perPage } = input;
  if (isFiltered(input.filters))
    return filteredMembers(ctx, handle, askedOf(input.filters), order, perPage + 1, bounds);
  const skip = order.hasEdge ? 0 : (input.page - 1) * perPage;
  return fragment`found as (select m.* from (select id from collections where store_id = ${ctx.storeId} and handle = ${handle}) c
    cross join lateral (select cp.product_id, ${order.key} as key, row_number() over (${order.by}) as n, true as is_met
      from collection_products cp where cp.store_id = ${ctx.storeId} and cp.collection_id = c.id and cp.is_listed ${order.beyond}
      ${order.by} limit ${perPage + 1}::int offset ${skip}::int) m)`;
}

function cards(ctx: StoreContext, input: ReadCollectionInput, order: MemberOrder, bounds: FilterBounds) {
  return sql<Found>`with ${members(ctx, input, order, bounds)}
    select ${cardColumns(ctx, input.withChoices)}, m.key, m.is_met from found m
    cross join lateral (select * from products where store_id = ${ctx.storeId} and id = m.product_id limit 1) p
    order by m.n`;
}

/** A page of a collection by its handle, to be read in a burst with others: two statements. Null when there is none. */
export function readCollection(
  ctx: StoreContext,
  input: ReadCollectionInput,
  bounds: FilterBounds = usualBounds,
): Reading<CollectionPage | null> {
  authorize(ctx, "catalogue.getCollection");
  const { filters, perPage } = input;
  const isNarrowed = isFiltered(filters);
  const statement = sql<PageRow>`select ${collectionColumns(ctx)}, c.facets,
      ${isNarrowed ? recount(ctx, askedOf(filters)) : fragment`null::jsonb`} as recounted
    from collections c where c.store_id = ${ctx.storeId} and c.handle = ${input.handle}`;
  const order = memberOrder(input.sort, input.edge ?? null);
  return {
    statements: [statement, cards(ctx, input, order, bounds)],
    answer([collections, rows]) {
      const row = (collections as readonly PageRow[])[0];
      if (!row) return null;
      const all = rows as readonly Found[];
      const isCut = all.length > perPage || all.some((one) => !one.is_met);
      const looked = all.slice(0, perPage);
      if (order.isBack) looked.reverse();
      const shown = looked.filter((one) => one.is_met);
      return {
        collection: toCollection(row),
        cards: shown.map(toCard),
        facets: facetsOfPage(row.facets, filters, isNarrowed, row.recounted),
        hasMore: order.isBack || isCut,
        hasPrevious: order.isBack ? isCut : order.hasEdge || (!isNarrowed && input.page > 1),
        first: looked.length > 0 ? writeEdge(looked[0]!) : null,
        last: looked.length > 0 ? writeEdge(looked.at(-1)!) : null,
      };
    },
  };
}
