import { AppError } from "@hutong/kernel";
import type { Part, Totals } from "./answer.ts";
import type { TotalsInput } from "./input.ts";
import { floorOf, sum } from "./whole.ts";

/** What is given back: units of lines, and an amount of the shipping before tax, in minor units. */
export interface RefundRequest {
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  readonly shipping: number;
}

/** What a refund comes to and where it goes. Amounts in minor units, `shop` of the shop's currency. */
export interface RefundTotals {
  readonly amount: number;
  /** Of the amount. */
  readonly tax: number;
  readonly toPayment: number;
  readonly toTenders: readonly Part[];
  readonly shop: number;
}

/** What was given back until now. */
interface Given {
  readonly units: Map<string, number>;
  shipping: number;
  amount: number;
}

const sumOf = (parts: readonly Part[]): number => sum(parts.map(({ amount }) => amount));

// The part of `all` that falls on `count` of `whole` after `before`: whatever the parts, they sum to it.
function share(all: number, whole: number, before: number, count: number): number {
  if (count === 0) return 0;
  return floorOf(all, before + count, whole) - floorOf(all, before, whole);
}

function giveLines(answer: Totals, input: TotalsInput, given: Given, request: RefundRequest) {
  let amount = 0;
  let tax = 0;
  for (const { id, quantity } of request.lines) {
    const index = input.lines.findIndex((one) => one.id === id);
    const all = input.lines[index]?.quantity ?? 0;
    const before = given.units.get(id) ?? 0;
    if (before + quantity > all)
      throw new AppError("invalid", "refund_too_many", {
        field: "lines",
        params: { id, left: all - before },
      });
    const { payable, taxes } = answer.lines[index]!;
    amount += share(payable, all, before, quantity);
    tax += sum(taxes.map((one) => share(one.amount, all, before, quantity)));
    given.units.set(id, before + quantity);
  }
  return { amount, tax };
}

function giveShipping(answer: Totals, input: TotalsInput, given: Given, wanted: number) {
  const { rest = 0, payable = 0, taxes = [] } = answer.shipping ?? {};
  const all = input.tax.mode === "removed" ? payable : rest;
  if (given.shipping + wanted > all)
    throw new AppError("invalid", "refund_too_large", {
      field: "shipping",
      params: { left: all - given.shipping },
    });
  const tax = share(sumOf(taxes), all, given.shipping, wanted);
  given.shipping += wanted;
  return { amount: wanted + (input.tax.mode === "added" ? tax : 0), tax };
}

function give(
  answer: Totals,
  input: TotalsInput,
  given: Given,
  request: RefundRequest,
): Pick<RefundTotals, "amount" | "tax"> {
  const lines = giveLines(answer, input, given, request);
  const shipping = giveShipping(answer, input, given, request.shipping);
  return { amount: lines.amount + shipping.amount, tax: lines.tax + shipping.tax };
}

// The payment method first, then the tenders from the last to the first: who gets the units `from` to `to` of all.
function whereTo(answer: Totals, from: number, to: number): Pick<RefundTotals, "toPayment" | "toTenders"> {
  let begin = answer.due;
  const within = (start: number, size: number) =>
    Math.max(0, Math.min(to, start + size) - Math.max(from, start));
  const toTenders = answer.tenders.toReversed().map(({ id, amount }) => {
    const part = within(begin, amount);
    begin += amount;
    return { id, amount: part };
  });
  return {
    toPayment: within(0, answer.due),
    toTenders: toTenders.reverse().filter(({ amount }) => amount > 0),
  };
}

/**
 * What giving back some of an order comes to (docs/totals.md, section 11), after the refunds `before`. Whatever the parts and
 * their order, all of them together are exactly what was paid. Throws `refund_too_many` or `refund_too_large`.
 */
export function refund(
  answer: Totals,
  input: TotalsInput,
  before: readonly RefundRequest[],
  request: RefundRequest,
): RefundTotals {
  const given: Given = { units: new Map(), shipping: 0, amount: 0 };
  for (const one of before) given.amount += give(answer, input, given, one).amount;
  const { amount, tax } = give(answer, input, given, request);
  const { total, shopTotal } = answer;
  return {
    amount,
    tax,
    ...whereTo(answer, given.amount, given.amount + amount),
    shop: total === 0 ? 0 : share(shopTotal, total, given.amount, amount),
  };
}
