import { isDeepStrictEqual } from "node:util";
import { type CartGiftCard, whyNotSpent } from "@hutong/gift-cards";
import { dueOf, type FrozenQuote, tendersOf } from "@hutong/orders";
import { payByTenders, type TotalsInput } from "@hutong/pricing";
import type { GiftCardView } from "./views.ts";

/** What is known of a cart's gift cards; null where it has none. */
type Cards = readonly CartGiftCard[] | null;

const spendable = (cards: Cards, currency: string) =>
  (cards ?? [])
    .filter((card) => whyNotSpent(card, currency) === null)
    .map(({ id, balance }) => ({ id, balance }));

/** A totals' input that the cart's gift cards pay first, in the order in which they were given. */
export function withTenders(input: TotalsInput, cards: Cards): TotalsInput {
  return cards ? { ...input, tenders: spendable(cards, input.currency) } : input;
}

/** What a frozen quote keeps of cards beside their ids, for whoever reads it; nothing where there are none. */
export function namesOf(cards: Cards): Pick<FrozenQuote, "giftCards"> {
  return cards ? { giftCards: cards.map(({ id, last }) => ({ id, last })) } : {};
}

interface Split {
  readonly tenders: readonly { readonly id: string; readonly amount: number }[];
  readonly due: number;
}

const splitOf = (quote: FrozenQuote): Split => ({ tenders: tendersOf(quote), due: dueOf(quote) });

const isSameSplit = (a: Split, b: Split): boolean =>
  a.due === b.due &&
  a.tenders.length === b.tenders.length &&
  a.tenders.every(
    ({ id, amount }, index) => b.tenders[index]!.id === id && b.tenders[index]!.amount === amount,
  );

/** Whether cards still pay of a quote what it says: a card may have been spent elsewhere since. */
export function doTendersStand(quote: FrozenQuote, cards: Cards): boolean {
  const split = splitOf(quote);
  if (!cards && split.tenders.length === 0) return true;
  return isSameSplit(split, payByTenders(spendable(cards, quote.input.currency), quote.answer.total));
}

/** Whether two quotes ask for the same: what cards have left beside what they pay is no other price. */
export function isSamePrice(a: FrozenQuote, b: FrozenQuote): boolean {
  const priced = ({ input }: FrozenQuote) => ({ ...input, tenders: [] });
  if (tendersOf(a).length + tendersOf(b).length === 0) return isDeepStrictEqual(a.input, b.input);
  return isSameSplit(splitOf(a), splitOf(b)) && isDeepStrictEqual(priced(a), priced(b));
}

/** The cards as the checkout page shows them: what each has, what it pays, or why it pays nothing. */
export function giftCardViews(
  cards: Cards,
  currency: string,
  paid: readonly { readonly id: string; readonly amount: number }[],
): GiftCardView[] {
  return (cards ?? []).map((card) => ({
    id: card.id,
    last: card.last,
    balance: { amount: card.balance, currency: card.currency },
    pays: { amount: paid.find(({ id }) => id === card.id)?.amount ?? 0, currency },
    problem: whyNotSpent(card, currency),
  }));
}
