import type { MenuItem } from "@hutong/content";
import { formatMoney, type LocalizedText, localized } from "@hutong/kernel";
import { type ThemeTraits, traitsOf } from "./themes.ts";
import { type Words, wordsOf } from "./words/index.ts";

/** A store as its pages know it. */
export interface FrameStore {
  readonly name: LocalizedText;
  readonly locale: string;
  readonly locales: readonly string[];
  /** The market's. */
  readonly currency: string;
  /** Those to choose from; none where the store has one. */
  readonly markets: readonly {
    readonly handle: string;
    readonly name: LocalizedText;
    readonly currency: string;
  }[];
  /** Handle of the one that the page is for. */
  readonly market: string;
  /**
   * What can be said of delivery there; null where that depends on the address. Free from a sum of goods on, 0: always, null: never.
   */
  readonly delivery: {
    readonly minDays: number;
    readonly maxDays: number;
    readonly freeAbove: number | null;
  } | null;
}

/** What a page stands in: the store, the language, the theme; how addresses, prices and texts are written. */
export interface Frame {
  readonly store: FrameStore;
  readonly storeName: string;
  readonly locale: string;
  /** Path of the page without language prefix and query: "/products/lao-qiang". */
  readonly pathname: string;
  readonly isElder: boolean;
  readonly theme: ThemeTraits;
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly t: Words;
  /** An address inside the store in the page's language; others stay as they are. */
  path(href: string): string;
  /** The address of this page in another language. */
  inLocale(locale: string): string;
  /** The address of this page in large text, or back in normal. */
  readonly otherSize: string;
  price(amount: number): string;
  /** As price tags write it: without ".00". */
  tag(amount: number): string;
  say(text: LocalizedText): string;
}

/** Makes the frame of a page. */
export function frameOf(input: {
  readonly store: FrameStore;
  readonly locale: string;
  readonly pathname: string;
  readonly isElder: boolean;
  readonly base: string;
  readonly menus: Frame["menus"];
}): Frame {
  const { store, locale, pathname, isElder } = input;
  const { currency } = store;
  const plain = (href: string, target: string) =>
    target === store.locale ? href : `/${target}${href === "/" ? "" : href}`;
  const to = (href: string, target: string) => {
    if (!href.startsWith("/")) return href;
    const prefixed = plain(href, target);
    if (!isElder) return prefixed;
    return `${prefixed}${prefixed.includes("?") ? "&" : "?"}mode=elder`;
  };
  return {
    store,
    storeName: localized(store.name, locale, store.locale),
    locale,
    pathname,
    isElder,
    theme: traitsOf(input.base),
    menus: input.menus,
    t: wordsOf(locale),
    path: (href) => to(href, locale),
    inLocale: (target) => to(pathname, target),
    otherSize: isElder ? plain(pathname, locale) : `${plain(pathname, locale)}?mode=elder`,
    price: (amount) => formatMoney({ amount, currency }, locale),
    tag: (amount) => formatMoney({ amount, currency }, locale, { trim: true }),
    say: (text) => localized(text, locale, store.locale),
  };
}
