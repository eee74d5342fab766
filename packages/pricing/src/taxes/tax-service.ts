import { type TaxesOfCart, taxesOfCart } from "./taxes-for.ts";
import type { Place, TaxTerms } from "./terms.ts";

/** What somebody who reckons taxes is asked. Amounts in minor units of `currency`. */
export interface TaxQuestion {
  readonly place: Place & { readonly line1: string };
  readonly currency: string;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly unitPrice: number;
    readonly taxClass: string;
  }[];
  /** Null where nothing is sent. */
  readonly shipping: { readonly price: number } | null;
  readonly isExempt: boolean;
}

/**
 * Somebody who says which taxes a cart has: our own tables, or a service outside. The contract of `answer`:
 * one list of rates for each line of the question, in its order; a rate of at most two decimals of a basis point; the same id
 * has the same rate everywhere; every id but "tax" has a name. It is pure for its question, or stops when the signal
 * says so. What it answers is frozen in the quote: a quote is never asked for twice.
 */
export interface TaxService {
  readonly id: string;
  answer(question: TaxQuestion, signal: AbortSignal): Promise<TaxesOfCart> | TaxesOfCart;
}

/** The store's own rates as a tax service. */
export function ownRates(terms: TaxTerms): TaxService & { answer(question: TaxQuestion): TaxesOfCart } {
  return {
    id: "own-rates",
    answer: ({ place, lines, isExempt }) =>
      taxesOfCart(terms, place, { classes: lines.map(({ taxClass }) => taxClass), isExempt }),
  };
}

function isRate({ basisPoints }: { basisPoints: number }): boolean {
  return basisPoints >= 0 && basisPoints <= 10_000 && Number.isInteger(Math.round(basisPoints * 1e6) / 1e4);
}

/** Whether an answer keeps the contract: an outside service's word is not taken for more than it is. */
export function isAnswerTo(question: TaxQuestion, { lines, shipping, names }: TaxesOfCart): boolean {
  if (lines.length !== question.lines.length) return false;
  const rates = [...lines.flat(), ...(shipping === "as-goods" ? [] : shipping)];
  const byId = new Map(rates.map(({ id, basisPoints }) => [id, basisPoints]));
  return rates.every(
    (rate) =>
      isRate(rate) &&
      byId.get(rate.id) === rate.basisPoints &&
      (rate.id === "tax" || Boolean(names[rate.id])),
  );
}

/**
 * What a service answers within the time (milliseconds), else what the fallback does: nobody waits at the checkout for
 * somebody else's machine. `from` says whose word it was, to be frozen with it.
 */
export async function askTaxes(
  service: TaxService,
  fallback: TaxService,
  question: TaxQuestion,
  timeoutMs = 1500,
): Promise<{ readonly taxes: TaxesOfCart; readonly from: string }> {
  const over = new AbortController();
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => {
    over.abort();
    late.resolve(null);
  }, timeoutMs);
  try {
    const asked = Promise.resolve()
      .then(() => service.answer(question, over.signal))
      .catch(() => null);
    const taxes = await Promise.race([asked, late.promise]);
    if (taxes && isAnswerTo(question, taxes)) return { taxes, from: service.id };
  } finally {
    clearTimeout(timer);
  }
  return { taxes: await fallback.answer(question, over.signal), from: fallback.id };
}
