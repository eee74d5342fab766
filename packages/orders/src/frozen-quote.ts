import type { LocationAddress } from "@hutong/inventory";
import type { AnswerV1, InputV1, Part, Totals, TotalsInput, totalsVersion } from "@hutong/pricing";

/** Why a unit costs less than the market's list price, which was `list` minor units. */
export interface FrozenPrice {
  readonly by: "sale" | "group" | "break";
  readonly list: number;
  /** The price list's. */
  readonly name: string;
}

/** What is in one unit of a line that is a bundle, as it was called when its merchant put it together. */
export interface FrozenBundlePart {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly sku: string | null;
  readonly quantity: number;
}

/** A line as it was when the quote was frozen: what the order will say for ever. */
export interface FrozenLine {
  readonly variantId: string;
  readonly productId: string;
  readonly handle: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string | null;
  readonly picture: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
  /** What was filled in for it, and the mark that tells it from other lines of its variant; absent where nothing was. */
  readonly properties?: readonly { readonly id: string; readonly name: string; readonly value: string }[];
  readonly mark?: string;
  /** What it was taxed as; missing in quotes that were frozen before there were classes. */
  readonly taxClass?: string;
  /** What is taken out of stock for it; absent where it is no bundle. */
  readonly parts?: readonly FrozenBundlePart[];
  /** It is, or has with it, something to download; absent where there is nothing. */
  readonly isDigital?: true;
  /** Absent where it costs what the list says. */
  readonly priced?: FrozenPrice;
}

/** A discount that took something off a quote: its words, and what its use is written down by. */
export interface FrozenDiscount {
  readonly id: string;
  /** In the language of the quote. */
  readonly name: string;
  /** The code that it came by; null for an automatic one. */
  readonly code: string | null;
  readonly codeId: string | null;
  readonly isCounted: boolean;
}

/** A pickup location as it was when the quote was frozen; `hours` in the language of the checkout. */
export interface FrozenPickup {
  readonly locationId: string;
  readonly name: string;
  readonly address: LocationAddress;
  readonly hours: string;
}

/** The frozen input of totals(), its version and its answer; kept with each checkout and order. */
export interface FrozenQuote {
  readonly version: typeof totalsVersion;
  readonly input: TotalsInput;
  readonly answer: Totals;
  readonly lines: readonly FrozenLine[];
  readonly shippingName: string;
  /** Where it is fetched; absent where it is sent, or nothing has to be. */
  readonly pickup?: FrozenPickup;
  /** What each tax is called, by its id in the input; without a name it is the market's one tax. */
  readonly taxNames?: Readonly<Record<string, string>>;
  /** Of those in the answer; absent where there is none. */
  readonly discounts?: readonly FrozenDiscount[];
  /** When it was frozen, and the state of the cart that it was made from. */
  readonly at: string;
  readonly cartStamp: string;
  /** The market that it was made in; absent for the store's primary one. */
  readonly marketId?: string;
  /** The gift cards that were given, by the last four characters of their codes. */
  readonly giftCards?: readonly { readonly id: string; readonly last: string }[];
}

/** A quote as the database may have it: of this version of the rules, or of an earlier one. */
export type KeptQuote =
  | FrozenQuote
  | (Omit<FrozenQuote, "version" | "input" | "answer"> & {
      readonly version: 1;
      readonly input: InputV1;
      readonly answer: AnswerV1;
    });

/** What gift cards pay of a quote; those that pay nothing are left out. */
export function tendersOf(quote: KeptQuote): readonly Part[] {
  return quote.version === 1 ? [] : quote.answer.tenders;
}

/** What is left of a quote for a payment method, in minor units. */
export function dueOf(quote: KeptQuote): number {
  return quote.version === 1 ? quote.answer.total : quote.answer.due;
}
