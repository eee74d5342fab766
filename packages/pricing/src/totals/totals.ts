import { allocate } from "@hutong/kernel";
import type { Part, Totals } from "./answer.ts";
import { convert } from "./convert.ts";
import type { TotalsInput } from "./input.ts";
import { type Selection, select } from "./select.ts";
import { taxesOf } from "./tax.ts";
import { amountOf, roundBig, sum } from "./whole.ts";

/** Version of the rules in docs/totals.md; kept with each quote and order. */
export const totalsVersion = 2;

const listed = (parts: readonly Part[]): Part[] => parts.filter(({ amount }) => amount > 0);
const sumOf = (parts: readonly Part[]): number => sum(parts.map(({ amount }) => amount));

function payableOf(mode: TotalsInput["tax"]["mode"], rest: number, taxes: readonly Part[]): number {
  if (mode === "included") return rest;
  return mode === "added" ? amountOf(rest + sumOf(taxes)) : rest - sumOf(taxes);
}

// Gift cards and store credit pay first; the rest is for a payment method.
/** What each tender pays of a total, those that pay nothing left out, and what is left (docs/totals.md, section 8). */
export function payByTenders(given: TotalsInput["tenders"], total: number): { tenders: Part[]; due: number } {
  let due = total;
  const tenders = given.map(({ id, balance }) => {
    const amount = Math.min(balance, due);
    due -= amount;
    return { id, amount };
  });
  return { tenders: listed(tenders), due };
}

function inShop(
  input: TotalsInput,
  total: number,
  payables: readonly number[],
): { all: number; parts: number[] } {
  const { numerator, denominator } = convert(total, {
    from: input.currency,
    to: input.shop.currency,
    rate: input.shop.rate,
  });
  const all = roundBig(numerator, denominator);
  return { all, parts: total === 0 ? payables.map(() => 0) : allocate(all, payables) };
}

const offLine = (selection: Selection, line: number): Part[] =>
  listed(
    selection.taken
      .filter(({ discount }) => discount.class !== "shipping")
      .map(({ discount, off }) => ({ id: discount.id, amount: off[line]! })),
  );

/** Sums a frozen input (docs/totals.md). Pure: the same input gives the same answer, now and in ten years. Throws `total_too_large`. */
export function totals(input: TotalsInput): Totals {
  const gross = input.lines.map(({ quantity, unitPrice }) => amountOf(quantity * unitPrice));
  const subtotal = amountOf(sum(gross));
  const selection = select(input, gross);
  const { rests, shippingRest, taken } = selection;
  const { mode } = input.tax;
  const taxes = taxesOf(input, rests, gross, shippingRest);
  const shown = (parts: readonly Part[]) => (mode === "removed" ? [] : listed(parts));
  const payables = [
    ...rests.map((rest, index) => payableOf(mode, rest, taxes.lines[index]!)),
    payableOf(mode, shippingRest, taxes.shipping),
  ];
  const total = amountOf(sum(payables));
  const shop = inShop(input, total, payables);
  const tax = sumOf([...taxes.lines.flat(), ...taxes.shipping]);
  const byPosition = [...taken].sort((a, b) => a.position - b.position);
  return {
    lines: input.lines.map(({ id }, index) => ({
      id,
      gross: gross[index]!,
      discounts: offLine(selection, index),
      rest: rests[index]!,
      taxes: shown(taxes.lines[index]!),
      payable: payables[index]!,
      shop: shop.parts[index]!,
    })),
    shipping: input.shipping && {
      price: input.shipping.price,
      isFree: selection.isFree,
      discounts: taken
        .filter(({ discount }) => discount.class === "shipping")
        .map(({ discount, off }) => ({ id: discount.id, amount: off[0]! })),
      rest: shippingRest,
      taxes: shown(taxes.shipping),
      payable: payables.at(-1)!,
      shop: shop.parts.at(-1)!,
    },
    discounts: byPosition.map(({ discount, off }) => ({ id: discount.id, amount: sum(off) })),
    subtotal,
    discount: subtotal - sum(rests),
    shippingTotal: shippingRest,
    tax: mode === "removed" ? 0 : tax,
    removed: mode === "removed" ? tax : 0,
    total,
    ...payByTenders(input.tenders, total),
    shopTotal: shop.all,
  };
}
