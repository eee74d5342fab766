import { authorize, fragment, nothing, type Reading, type StoreContext, sql } from "@hutong/db";
import { type Texts, textsOf } from "@hutong/translations";
import { type CardRow, type CardView, cardColumns, toCard } from "./card.ts";
import { mostCounted } from "./collections/rule-schemas.ts";

export type CollectionSort = "manual" | "newest" | "price-up" | "price-down";

/** Where a page begins: behind a product, or so that it ends in front of one, known by what the order compares. */
export interface CollectionEdge {
  readonly side: "after" | "before";
  /** From `CollectionPage.first` or `last`. */
  readonly at: string;
}

export interface ReadCollectionInput {
  readonly handle: string;
  /** "manual" is the collection's own order. */
  readonly sort: CollectionSort;
  readonly isAvailableOnly: boolean;
  /** From 1; counts where no edge is given. */
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
  /** How many products stand in it; counted up to `mostCounted`. */
  readonly count: number;
}

export interface CollectionPage {
  readonly collection: CollectionView;
  readonly cards: readonly CardView[];
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

type Key = "place" | "price" | "created_at";
type Found = CardRow & { readonly key: string };

const sorts: Record<CollectionSort, { readonly key: Key; readonly isDown: boolean }> = {
  manual: { key: "place", isDown: false },
  newest: { key: "created_at", isDown: true },
  "price-up": { key: "price", isDown: false },
  "price-down": { key: "price", isDown: true },
};

/** The columns that orders compare, as text, and such a text as a value to compare with. */
const keys: Record<Key, { column: object; text: object; value: (text: string) => object }> = {
  place: { column: fragment`cp.place`, text: fragment`cp.place`, value: (text) => fragment`${text}::text` },
  price: {
    column: fragment`cp.price`,
    text: fragment`cp.price::text`,
    value: (text) => fragment`${text}::text::bigint`,
  },
  created_at: {
    column: fragment`cp.created_at`,
    text: fragment`(extract(epoch from cp.created_at) * 1000000)::bigint::text`,
    value: (text) => fragment`timestamptz 'epoch' + ${text}::text::bigint * interval '1 microsecond'`,
  },
};
const forms: Record<Key, RegExp> = {
  place: /^[0-9a-g]{1,250}$/,
  price: /^\d{1,16}$/,
  created_at: /^\d{1,16}$/,
};

const writeEdge = (row: Found): string => `${row.key}.${row.id.replaceAll("-", "")}`;

/** Reads an edge as a page wrote it; null where it is none of this order. */
function readEdge(at: string, key: Key): { value: string; id: string } | null {
  const [value = "", id = "", ...rest] = at.split(".");
  if (rest.length > 0 || !forms[key].test(value) || !/^[0-9a-f]{32}$/.test(id)) return null;
  return { value, id };
}

/** Statement columns of a collection, over `collections c`. */
export function collectionColumns(ctx: StoreContext): object {
  return fragment`c.id, c.handle, c.title, c.description_html,
    (select count(*)::int from (select from collection_products n
      where n.store_id = ${ctx.storeId} and n.collection_id = c.id and n.is_listed limit ${mostCounted}::int) counted) as count,
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
function cards(ctx: StoreContext, input: ReadCollectionInput, edge: ReturnType<typeof readEdge>) {
  const { key, isDown } = sorts[input.sort];
  const { column, text, value } = keys[key];
  const isBack = edge !== null && input.edge?.side === "before";
  const skip = edge ? 0 : (input.page - 1) * input.perPage;
  const down = fragment`order by ${column} desc, cp.product_id desc`;
  const up = fragment`order by ${column}, cp.product_id`;
  const beyond = edge
    ? isDown === isBack
      ? fragment`and (${column}, cp.product_id) > (${value(edge.value)}, ${edge.id}::uuid)`
      : fragment`and (${column}, cp.product_id) < (${value(edge.value)}, ${edge.id}::uuid)`
    : nothing;
  return sql<Found>`select ${cardColumns(ctx, input.withChoices)}, m.key
    from (select id from collections where store_id = ${ctx.storeId} and handle = ${input.handle}) c
    cross join lateral (select cp.product_id, ${text} as key, row_number() over (${isDown === isBack ? up : down}) as n
      from collection_products cp where cp.store_id = ${ctx.storeId} and cp.collection_id = c.id
        and ${input.isAvailableOnly ? fragment`cp.is_available` : fragment`cp.is_listed`} ${beyond}
      ${isDown === isBack ? up : down} limit ${input.perPage + 1}::int offset ${skip}::int) m
    cross join lateral (select * from products where store_id = ${ctx.storeId} and id = m.product_id limit 1) p  order by m.n`;
}

/** A page of a collection by its handle, to be read in a burst with others: two statements. Null when there is none. */
export function readCollection(
  ctx: StoreContext,
  input: ReadCollectionInput,
): Reading<CollectionPage | null> {
  authorize(ctx, "catalogue.getCollection");
  const statement = sql<CollectionRow>`select ${collectionColumns(ctx)} from collections c
    where c.store_id = ${ctx.storeId} and c.handle = ${input.handle}`;
  const edge = input.edge ? readEdge(input.edge.at, sorts[input.sort].key) : null;
  const isBack = edge !== null && input.edge?.side === "before";
  return {
    statements: [statement, cards(ctx, input, edge)],
    answer([collections, rows]) {
      const row = (collections as readonly CollectionRow[])[0];
      if (!row) return null;
      const all = rows as readonly Found[];
      const isCut = all.length > input.perPage;
      const shown = all.slice(0, input.perPage);
      if (isBack) shown.reverse();
      return {
        collection: toCollection(row),
        cards: shown.map(toCard),
        hasMore: isBack || isCut,
        hasPrevious: isBack ? isCut : edge !== null || input.page > 1,
        first: shown.length > 0 ? writeEdge(shown[0]!) : null,
        last: shown.length > 0 ? writeEdge(shown.at(-1)!) : null,
      };
    },
  };
}
