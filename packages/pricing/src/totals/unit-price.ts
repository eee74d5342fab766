import { convert } from "./convert.ts";
import { amountOf, roundBig, roundOf } from "./whole.ts";

/** What one unit costs in a market (docs/totals.md, section 2). Amounts in minor units of the market's currency, but for `base`. */
export interface UnitPriceInput {
  readonly base: { readonly amount: number; readonly currency: string };
  readonly market: {
    readonly currency: string;
    /** Market units for one shop unit, as a decimal text. */
    readonly rate: string;
    /** Hundredths of a percent, signed. */
    readonly adjustment: number;
    /** Prices are rounded to this, and `under` is taken off. */
    readonly step: number;
    readonly under: number;
  };
  readonly fixed: number | null;
  readonly sale: number | null;
  readonly group: number | null;
  readonly breaks: readonly (
    | { readonly from: number; readonly price: number }
    | { readonly from: number; readonly basisPoints: number }
  )[];
  readonly quantity: number;
}

const hundred = 10_000;

function converted({ base, market }: UnitPriceInput): number {
  const factor = hundred + market.adjustment;
  if (base.amount === 0 || factor === 0) return 0;
  const { numerator, denominator } = convert(base.amount, {
    from: base.currency,
    to: market.currency,
    rate: market.rate,
  });
  const steps = roundBig(numerator * BigInt(factor), denominator * BigInt(hundred) * BigInt(market.step));
  return Math.max(1, amountOf(BigInt(market.step) * BigInt(steps) - BigInt(market.under)));
}

/** Of steps that begin at `from` the one that is reached: the largest, of equal ones the earlier. */
export function reached<Step extends { readonly from: number }>(
  steps: readonly Step[],
  measure: number,
): Step | undefined {
  let best: Step | undefined;
  for (const step of steps) if (step.from <= measure && (!best || step.from > best.from)) best = step;
  return best;
}

/** Which of the prices of a unit it is sold at. */
export type UnitPriceReason = "list" | "fixed" | "sale" | "group" | "break";

/** The price of a unit, the list price that it stands beside, and which of the prices it is. */
export interface DecidedPrice {
  readonly amount: number;
  readonly list: number;
  readonly by: UnitPriceReason;
}

/** The smallest of the prices that there are for a unit; of equal ones the earlier of list, sale, group and break. Throws `total_too_large`. */
export function decideUnitPrice(input: UnitPriceInput): DecidedPrice {
  const list = input.fixed ?? converted(input);
  let best: DecidedPrice = { amount: list, list, by: input.fixed === null ? "list" : "fixed" };
  const offer = (amount: number | null, by: UnitPriceReason) => {
    if (amount !== null && amount < best.amount) best = { amount, list, by };
  };
  offer(input.sale, "sale");
  offer(input.group, "group");
  const step = reached(input.breaks, input.quantity);
  if (step) offer("price" in step ? step.price : roundOf(list, hundred - step.basisPoints, hundred), "break");
  return best;
}

/** The price of a unit. Throws `total_too_large`. */
export function unitPrice(input: UnitPriceInput): number {
  return decideUnitPrice(input).amount;
}
