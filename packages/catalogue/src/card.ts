import { fragment, type StoreContext } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { parsedText, type Texts, textsOf } from "@hutong/translations";

/** What a page has to know of a picture beside where it is. */
export interface PictureShape {
  /** Pixels; null where it is not known. */
  readonly width: number | null;
  /** Where its subject is, in per cent from the upper left; null: in the middle. */
  readonly focusX: number | null;
  readonly focusY: number | null;
}

/** A product as lists show it. Amounts are minor units of the store's currency. */
export interface CardView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  /** Address of the first picture; null when it has none. */
  readonly picture: string | null;
  readonly alt: string;
  readonly shape: PictureShape;
  /** Lowest and highest price of what can be bought; of all variants when nothing can. */
  readonly minPrice: number;
  readonly maxPrice: number;
  /** A former price, when it was higher; null where variants differ in price, as it would belong to only one. */
  readonly compareAtPrice: number | null;
  readonly isAvailable: boolean;
  /** Values of the last option (sizes, mostly) and whether any variant of it can be bought; empty unless asked for. */
  readonly choices: readonly { readonly label: string; readonly isAvailable: boolean }[];
}

/** A row that `cardColumns` selects. */
export interface CardRow {
  id: string;
  handle: string;
  title: string;
  subtitle: string;
  picture: string | null;
  alt: string | null;
  picture_width: number | null;
  focus_x: number | null;
  focus_y: number | null;
  min_price: number;
  max_price: number;
  compare_at_price: number | null;
  is_available: boolean;
  option_count: number;
  /** A value of the last option for each variant, after "+" where it can be bought and "-" where not. */
  choices: string[] | null;
  texts: Texts;
}

/** Select list of a card, over `products p` and `cardJoins`. */
export function cardColumns(ctx: StoreContext): object {
  return fragment`p.id, p.handle, p.title, p.subtitle, coalesce(sold.lowest, p.min_price) as min_price,
    coalesce(sold.highest, p.max_price) as max_price, p.is_available, jsonb_array_length(p.options) as option_count,
    pic.path as picture, pic.alt, pic.width as picture_width, pic.focus_x, pic.focus_y, sold.compare_at_price, sold.choices, ${textsOf(ctx, "product", fragment`p.id`)} as texts`;
}

/** Joins that `cardColumns` needs beside `products p`; each ends at one row by an index, the variants read once. */
export function cardJoins(ctx: StoreContext, withChoices: boolean): object {
  // One text a variant, in the index's own order: arrays that are built and sorted row by row cost more than the page.
  const choices = withChoices
    ? fragment`json_agg((case when v.is_available then '+' else '-' end)
        || case jsonb_array_length(p.options) when 1 then v.option1 when 2 then v.option2 else v.option3 end order by v.position)`
    : fragment`null::json`;
  const counts = fragment`(v.is_available or not p.is_available)`;
  return fragment`left join lateral (
      select f.path, f.width, f.focus_x, f.focus_y, m.alt from product_media m
      join files f on f.store_id = m.store_id and f.id = m.file_id and f.state = 'ready'
      where m.store_id = ${ctx.storeId} and m.product_id = p.id order by m.position limit 1) pic on true
    left join lateral (
      select min(v.price) filter (where ${counts}) as lowest, max(v.price) filter (where ${counts}) as highest,
        min(v.compare_at_price) filter (where v.compare_at_price > v.price and ${counts}) as compare_at_price,
        ${choices} as choices
      from variants v where v.store_id = ${ctx.storeId} and v.product_id = p.id) sold on true`;
}

function choicesOf(row: CardRow, words: Readonly<Record<string, string>>): CardView["choices"] {
  if (!row.choices || row.option_count === 0) return [];
  const available = new Map<string, boolean>();
  for (const choice of row.choices) {
    const value = choice.slice(1);
    available.set(value, (available.get(value) ?? false) || choice.startsWith("+"));
  }
  return [...available].map(([value, isAvailable]) => ({ label: words[value] ?? value, isAvailable }));
}

/** Makes a card of a row, in the context's language. */
export function toCard(row: CardRow): CardView {
  const { texts } = row;
  const words = row.choices && texts ? parsedText<Record<string, string>>(texts, "options", {}) : {};
  const alts = texts?.alts ? parsedText<string[]>(texts, "alts", []) : [];
  return {
    id: row.id,
    handle: row.handle,
    title: texts?.title ?? row.title,
    subtitle: texts?.subtitle ?? row.subtitle,
    picture: row.picture === null ? null : fileUrl(row.picture),
    alt: alts[0] ?? row.alt ?? "",
    shape: { width: row.picture_width, focusX: row.focus_x, focusY: row.focus_y },
    minPrice: row.min_price,
    maxPrice: row.max_price,
    compareAtPrice: row.min_price === row.max_price ? row.compare_at_price : null,
    isAvailable: row.is_available,
    choices: choicesOf(row, words),
  };
}
