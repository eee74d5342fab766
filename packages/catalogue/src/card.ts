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
  /** What lists for programs call it. */
  readonly publicId: number;
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
  public_id: number;
  handle: string;
  title: string;
  subtitle: string;
  picture: string | null;
  alt: string;
  picture_width: number | null;
  focus_x: number | null;
  focus_y: number | null;
  min_price: number;
  max_price: number;
  compare_at_price: number | null;
  is_available: boolean;
  /** The values of the last option, after "+" where a variant of it can be bought and "-" where none. */
  choices: string[] | null;
  texts: Texts;
}

/** Select list of a card, over `products p`: all of it stands on the product's row. */
export function cardColumns(ctx: StoreContext, withChoices: boolean): object {
  return fragment`p.id, p.public_id, p.handle, p.title, p.subtitle, p.card_min_price as min_price, p.card_max_price as max_price,
    p.card_compare_at_price as compare_at_price, p.is_available, p.card_picture as picture, p.card_alt as alt,
    p.card_width as picture_width, p.card_focus_x as focus_x, p.card_focus_y as focus_y,
    ${withChoices ? fragment`p.card_choices` : fragment`null::jsonb`} as choices, ${textsOf(ctx, "product", fragment`p.id`)} as texts`;
}

function choicesOf(row: CardRow, words: Readonly<Record<string, string>>): CardView["choices"] {
  return (row.choices ?? []).map((choice) => {
    const value = choice.slice(1);
    return { label: words[value] ?? value, isAvailable: choice.startsWith("+") };
  });
}

/** Makes a card of a row, in the context's language. */
export function toCard(row: CardRow): CardView {
  const { texts } = row;
  const words = row.choices && texts ? parsedText<Record<string, string>>(texts, "options", {}) : {};
  const alts = texts?.alts ? parsedText<string[]>(texts, "alts", []) : [];
  return {
    id: row.id,
    publicId: row.public_id,
    handle: row.handle,
    title: texts?.title ?? row.title,
    subtitle: texts?.subtitle ?? row.subtitle,
    picture: row.picture === null ? null : fileUrl(row.picture),
    alt: alts[0] ?? row.alt,
    shape: { width: row.picture_width, focusX: row.focus_x, focusY: row.focus_y },
    minPrice: row.min_price,
    maxPrice: row.max_price,
    compareAtPrice: row.min_price === row.max_price ? row.compare_at_price : null,
    isAvailable: row.is_available,
    choices: choicesOf(row, words),
  };
}
