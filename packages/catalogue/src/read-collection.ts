import { authorize, fragment, type Reading, type StoreContext, sql } from "@hutong/db";
import { type Texts, textsOf } from "@hutong/translations";
import { availableOnly, type CardRow, type CardView, cardColumns, cardJoins, toCard } from "./card.ts";

export type CollectionSort = "manual" | "newest" | "price-up" | "price-down";

export interface ReadCollectionInput {
  readonly handle: string;
  readonly sort: CollectionSort;
  readonly isAvailableOnly: boolean;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** Whether cards say which sizes can be bought. */
  readonly withChoices: boolean;
}

export interface CollectionView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  /** How many products stand in it; counted up to 1,000. */
  readonly count: number;
}

export interface CollectionPage {
  readonly collection: CollectionView;
  readonly cards: readonly CardView[];
  readonly hasMore: boolean;
}

interface CollectionRow {
  id: string;
  handle: string;
  title: string;
  description_html: string;
  count: number;
  texts: Texts;
}

// Inside, where rows are found, and outside, where they have become cards.
const orders: Record<CollectionSort, { readonly found: object; readonly shown: object }> = {
  // The index's own order: a page is read without looking at what stands behind it.
  manual: { found: fragment`cp.position, cp.product_id`, shown: fragment`p.place, p.id` },
  newest: both(fragment`p.created_at desc, p.id`),
  "price-up": both(fragment`p.min_price, p.id`),
  "price-down": both(fragment`p.min_price desc, p.id`),
};

function both(order: object) {
  return { found: order, shown: order };
}

// `version` stands in no index: without it the planner looks for a product's id all through `products_newest`.
/** Statement columns of a collection, over `collections c`. */
export function collectionColumns(ctx: StoreContext): object {
  return fragment`c.id, c.handle, c.title, c.description_html,
    (select count(*)::int from (select from collection_products n
      join products np on np.store_id = ${ctx.storeId} and np.id = n.product_id and np.status = 'active' and np.version > 0
      where n.store_id = ${ctx.storeId} and n.collection_id = c.id limit 1000) counted) as count,
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

function cards(ctx: StoreContext, input: ReadCollectionInput) {
  const skip = (input.page - 1) * input.perPage;
  const { found, shown } = orders[input.sort];
  return sql<CardRow>`select ${cardColumns(ctx)}
    from (select id from collections where store_id = ${ctx.storeId} and handle = ${input.handle}) c
    cross join lateral (select p.*, cp.position as place from collection_products cp
      cross join lateral (select * from products p where p.store_id = ${ctx.storeId} and p.id = cp.product_id
        and p.status = 'active' ${availableOnly(input.isAvailableOnly)} limit 1) p
      where cp.store_id = ${ctx.storeId} and cp.collection_id = c.id
      order by ${found} limit ${input.perPage + 1}::int offset ${skip}::int) p
    ${cardJoins(ctx, input.withChoices)} order by ${shown}`;
}

/** A page of a collection by its handle, to be read in a burst with others: two statements. Null when there is none. */
export function readCollection(
  ctx: StoreContext,
  input: ReadCollectionInput,
): Reading<CollectionPage | null> {
  authorize(ctx, "catalogue.getCollection");
  const statement = sql<CollectionRow>`select ${collectionColumns(ctx)} from collections c
    where c.store_id = ${ctx.storeId} and c.handle = ${input.handle}`;
  return {
    statements: [statement, cards(ctx, input)],
    answer([collections, rows]) {
      const row = (collections as readonly CollectionRow[])[0];
      if (!row) return null;
      const found = (rows as readonly CardRow[]).map(toCard);
      return {
        collection: toCollection(row),
        cards: found.slice(0, input.perPage),
        hasMore: found.length > input.perPage,
      };
    },
  };
}
