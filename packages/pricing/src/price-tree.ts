import type { Part, Totals } from "./totals/answer.ts";
import type { Discount, TotalsInput } from "./totals/input.ts";
import type { AnswerV1, InputV1 } from "./version-1.ts";

/** A line by the words that were frozen with it. */
interface LineWords {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: string;
}

/** What a node of a price tree is. Amounts in minor units, rates in hundredths of a percent. */
export type PriceSource =
  /** What gift cards leave of the total; the root where there are any. */
  | { readonly kind: "due" }
  | { readonly kind: "tender"; readonly id: string; readonly last: string }
  | { readonly kind: "total" }
  | { readonly kind: "subtotal" }
  | ({ readonly kind: "line"; readonly quantity: number; readonly unitPrice: number } & LineWords)
  | {
      readonly kind: "discount";
      readonly id: string;
      /** As it was called when the quote was frozen; empty where nobody wrote it down. */
      readonly name: string;
      readonly code: string | null;
      /** What it is worth by its rule, and of what; null where the rule is not in the quote. */
      readonly rule: Pick<Discount, "class" | "value"> | null;
    }
  | { readonly kind: "shipping"; readonly name: string }
  | { readonly kind: "shipping_price" }
  | { readonly kind: "shipping_free"; readonly above: number }
  | { readonly kind: "tax"; readonly id: string; readonly name: string; readonly basisPoints: number }
  /** Tax that was in the prices and is not paid. */
  | { readonly kind: "tax_removed" }
  /** The part of the node above that falls on a line, or on the shipping; `of` is what it was reckoned from. */
  | ({ readonly kind: "on_line"; readonly of: number } & LineWords)
  | { readonly kind: "on_shipping"; readonly of: number };

/** An amount and where it comes from: the amounts of its parts sum exactly to it, below 0 what is taken off. */
export interface PriceNode {
  readonly source: PriceSource;
  readonly amount: number;
  /** Empty for what nothing stands behind: a price, or a tax of version 1. */
  readonly parts: readonly PriceNode[];
}

/** Where every cent of a total comes from. */
export interface PriceTree {
  readonly currency: string;
  readonly root: PriceNode;
  /** Taxes that are in the total and add nothing to it, each with the parts it was reckoned from. */
  readonly inside: readonly PriceNode[];
}

/** A quote, or what stands in one before it is frozen; words that are missing are left empty. */
export interface PricedQuote {
  readonly input: TotalsInput | InputV1;
  readonly answer: Totals | AnswerV1;
  readonly lines?: readonly {
    readonly title: string;
    readonly variantTitle: string;
    readonly quantity: number;
    readonly unitPrice: number;
  }[];
  readonly shippingName?: string;
  readonly taxNames?: Readonly<Record<string, string>>;
  readonly discounts?: readonly {
    readonly id: string;
    readonly name: string;
    readonly code: string | null;
  }[];
  readonly giftCards?: readonly { readonly id: string; readonly last: string }[];
}

const node = (source: PriceSource, amount: number, parts: readonly PriceNode[] = []): PriceNode => ({
  source,
  amount,
  parts,
});
const negative = (amount: number): number => (amount === 0 ? 0 : -amount);

function wordsAt(quote: PricedQuote, index: number, id: string): LineWords {
  const { title = "", variantTitle = "" } = quote.lines?.[index] ?? {};
  return { id, title, variantTitle };
}

type Quote = PricedQuote & { readonly input: TotalsInput; readonly answer: Totals };

const amountOf = (parts: readonly Part[], id: string): number =>
  parts.reduce((sum, part) => (part.id === id ? sum + part.amount : sum), 0);

function subtotalOf(quote: Quote): PriceNode {
  const { input, answer } = quote;
  const lines = answer.lines.map(({ id, gross }, index) => {
    const { quantity, unitPrice } = input.lines[index]!;
    return node({ kind: "line", ...wordsAt(quote, index, id), quantity, unitPrice }, gross);
  });
  return node({ kind: "subtotal" }, answer.subtotal, lines);
}

function discountSource(quote: Quote, id: string): PriceSource {
  const words = quote.discounts?.find((one) => one.id === id);
  const rule = quote.input.discounts.find((one) => one.id === id);
  return {
    kind: "discount",
    id,
    name: words?.name ?? "",
    code: words?.code ?? null,
    rule: rule ? { class: rule.class, value: rule.value } : null,
  };
}

/** What of something falls on each line, where anything does. */
function onLines(
  quote: Quote,
  of: (line: Totals["lines"][number]) => readonly [number, number],
): PriceNode[] {
  return quote.answer.lines.flatMap((line, index) => {
    const [amount, from] = of(line);
    return amount === 0
      ? []
      : [node({ kind: "on_line", ...wordsAt(quote, index, line.id), of: from }, amount)];
  });
}

function discountsOf(quote: Quote): PriceNode[] {
  const ofShipping = new Set(quote.answer.shipping?.discounts.map(({ id }) => id));
  return quote.answer.discounts
    .filter(({ id }) => !ofShipping.has(id))
    .map(({ id, amount }) =>
      node(
        discountSource(quote, id),
        negative(amount),
        onLines(quote, (line) => [negative(amountOf(line.discounts, id)), line.gross]),
      ),
    );
}

function shippingOf(quote: Quote): PriceNode[] {
  const { shipping } = quote.answer;
  if (!shipping) return [];
  const free = node(
    { kind: "shipping_free", above: quote.input.shipping?.freeAbove ?? 0 },
    negative(shipping.price),
  );
  const parts = [
    node({ kind: "shipping_price" }, shipping.price),
    ...(shipping.isFree ? [free] : []),
    ...shipping.discounts.map(({ id, amount }) => node(discountSource(quote, id), negative(amount))),
  ];
  return [node({ kind: "shipping", name: quote.shippingName ?? "" }, shipping.rest, parts)];
}

function taxesOf(quote: Quote): PriceNode[] {
  const { input, answer } = quote;
  const { shipping } = answer;
  const worths = shipping ? [...answer.lines, shipping] : answer.lines;
  const ids = new Set(worths.flatMap(({ taxes }) => taxes.map(({ id }) => id)));
  if (ids.size === 0) return [];
  const shipped = input.shipping?.taxes ?? "as-goods";
  const rates = [...input.lines.flatMap(({ taxes }) => taxes), ...(shipped === "as-goods" ? [] : shipped)];
  return [...ids].map((id) => {
    const onShipping = amountOf(shipping?.taxes ?? [], id);
    const parts = onLines(quote, (line) => [amountOf(line.taxes, id), line.rest]);
    if (onShipping > 0) parts.push(node({ kind: "on_shipping", of: shipping?.rest ?? 0 }, onShipping));
    const basisPoints = rates.find((one) => one.id === id)?.basisPoints ?? 0;
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    return node({ kind: "tax", id, name: quote.taxNames?.[id] ?? "", basisPoints }, amount, parts);
  });
}

function removedOf(quote: Quote): PriceNode[] {
  const { removed, shipping } = quote.answer;
  if (removed === 0) return [];
  const parts = onLines(quote, (line) => [line.payable - line.rest, line.rest]);
  const ofShipping = shipping ? shipping.payable - shipping.rest : 0;
  if (ofShipping !== 0) parts.push(node({ kind: "on_shipping", of: shipping!.rest }, ofShipping));
  return [node({ kind: "tax_removed" }, negative(removed), parts)];
}

function treeOf(quote: Quote): PriceTree {
  const { input, answer } = quote;
  const taxes = taxesOf(quote);
  const isAdded = input.tax.mode === "added";
  const total = node({ kind: "total" }, answer.total, [
    subtotalOf(quote),
    ...discountsOf(quote),
    ...shippingOf(quote),
    ...(isAdded ? taxes : []),
    ...removedOf(quote),
  ]);
  const tenders = answer.tenders.map(({ id, amount }) => {
    const last = quote.giftCards?.find((card) => card.id === id)?.last ?? "";
    return node({ kind: "tender", id, last }, negative(amount));
  });
  return {
    currency: input.currency,
    root: tenders.length === 0 ? total : node({ kind: "due" }, answer.due, [total, ...tenders]),
    inside: isAdded ? [] : taxes,
  };
}

function treeOfV1(quote: PricedQuote, input: InputV1, answer: AnswerV1): PriceTree {
  const { currency, isTaxIncluded, taxBasisPoints: basisPoints, shipping } = input;
  const lines = answer.lines.map(({ variantId, total }, index) => {
    const { quantity = 1, unitPrice = total } = quote.lines?.[index] ?? {};
    return node({ kind: "line", ...wordsAt(quote, index, variantId), quantity, unitPrice }, total);
  });
  const price = shipping?.price ?? 0;
  const free = node(
    { kind: "shipping_free", above: shipping?.freeAbove ?? 0 },
    negative(price - answer.shipping),
  );
  const shipped = node({ kind: "shipping", name: quote.shippingName ?? "" }, answer.shipping, [
    node({ kind: "shipping_price" }, price),
    ...(answer.shipping < price ? [free] : []),
  ]);
  const taxes = answer.tax > 0 ? [node({ kind: "tax", id: "tax", name: "", basisPoints }, answer.tax)] : [];
  const total = node({ kind: "total" }, answer.total, [
    node({ kind: "subtotal" }, answer.subtotal, lines),
    ...(shipping ? [shipped] : []),
    ...(isTaxIncluded ? [] : taxes),
  ]);
  return { currency, root: total, inside: isTaxIncluded ? taxes : [] };
}

/**
 * Opens a frozen total into a tree of where every cent comes from, by the version that made it: what is paid, the total and the gift
 * cards, then goods, discounts, shipping and taxes, then what of each falls on which line. Every node is the exact sum of its parts.
 */
export function priceTree(quote: PricedQuote): PriceTree {
  if (quote.input.version === 1) return treeOfV1(quote, quote.input, quote.answer as AnswerV1);
  return treeOf({ ...quote, input: quote.input, answer: quote.answer as Totals });
}
