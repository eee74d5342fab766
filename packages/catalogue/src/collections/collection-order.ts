import { fragment, nothing } from "@hutong/db";
import type { CollectionSort } from "../search-schemas.ts";

/** Where a page begins: behind a product, or so that it ends in front of one, known by what the order compares. */
export interface CollectionEdge {
  readonly side: "after" | "before";
  /** From `CollectionPage.first` or `last`. */
  readonly at: string;
}

type Key = "place" | "price" | "created_at" | "title_key" | "sold";

const sorts: Record<CollectionSort, { readonly key: Key; readonly isDown: boolean }> = {
  manual: { key: "place", isDown: false },
  "best-selling": { key: "sold", isDown: true },
  "title-up": { key: "title_key", isDown: false },
  "title-down": { key: "title_key", isDown: true },
  "price-up": { key: "price", isDown: false },
  "price-down": { key: "price", isDown: true },
  newest: { key: "created_at", isDown: true },
  oldest: { key: "created_at", isDown: false },
};

interface KeyKind {
  readonly column: object;
  /** The column as text, and such a text as a value to compare with. */
  readonly text: object;
  readonly value: (text: string) => object;
  readonly form: RegExp;
}

const number = (column: object, text: object): KeyKind => ({
  column,
  text,
  value: (given) => fragment`${given}::text::bigint`,
  form: /^\d{1,16}$/,
});
const text = (column: object, form: RegExp): KeyKind => ({
  column,
  text: column,
  value: (given) => fragment`${given}::text`,
  form,
});

/** The columns that orders compare, over `collection_products cp`. */
const keys: Record<Key, KeyKind> = {
  place: text(fragment`cp.place`, /^[0-9a-g]{1,250}$/),
  title_key: text(fragment`cp.title_key`, /^[0-9a-f]{0,250}$/),
  price: number(fragment`cp.price`, fragment`cp.price::text`),
  sold: number(fragment`cp.sold`, fragment`cp.sold::text`),
  created_at: {
    column: fragment`cp.created_at`,
    text: fragment`(extract(epoch from cp.created_at) * 1000000)::bigint::text`,
    value: (given) => fragment`timestamptz 'epoch' + ${given}::text::bigint * interval '1 microsecond'`,
    form: /^\d{1,16}$/,
  },
};

/** A row of a page as its order knows it. */
export interface Placed {
  readonly id: string;
  readonly key: string;
}

/** A page's edge, as its address writes it. */
export const writeEdge = (row: Placed): string => `${row.key}.${row.id.replaceAll("-", "")}`;

/** How a page's products are found in their order, over `collection_products cp`. */
export interface MemberOrder {
  /** What the order compares, as text. */
  readonly key: object;
  readonly by: object;
  /** Keeps those that stand behind the edge, or in front of it. */
  readonly beyond: object;
  /** Whether the page is read from its end: its rows are to be turned about. */
  readonly isBack: boolean;
  readonly hasEdge: boolean;
  readonly isByPrice: boolean;
}

function readEdge({ at }: CollectionEdge, { form }: KeyKind): { value: string; id: string } | null {
  const [value = "", id = "", ...rest] = at.split(".");
  if (rest.length > 0 || !form.test(value) || !/^[0-9a-f]{32}$/.test(id)) return null;
  return { value, id };
}

/** The order of a page; an edge that is none of this order counts as not given. */
export function memberOrder(sort: CollectionSort, edge: CollectionEdge | null): MemberOrder {
  const { key, isDown } = sorts[sort];
  const kind = keys[key];
  const { column } = kind;
  const at = edge && readEdge(edge, kind);
  const isBack = at !== null && edge?.side === "before";
  const isUp = isDown === isBack;
  const from = at && fragment`(${kind.value(at.value)}, ${at.id}::uuid)`;
  return {
    key: kind.text,
    by: isUp
      ? fragment`order by ${column}, cp.product_id`
      : fragment`order by ${column} desc, cp.product_id desc`,
    beyond: !from
      ? nothing
      : isUp
        ? fragment`and (${column}, cp.product_id) > ${from}`
        : fragment`and (${column}, cp.product_id) < ${from}`,
    isBack,
    hasEdge: at !== null,
    isByPrice: key === "price",
  };
}
