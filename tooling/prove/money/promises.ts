import type { Part, RefundAnswer, TotalsAnswer, TotalsInput } from "./cart.ts";

const sum = (amounts: readonly number[]): bigint => amounts.reduce((all, one) => all + BigInt(one), 0n);
const sumOf = (parts: readonly Part[]): bigint => sum(parts.map(({ amount }) => amount));

/** Every number of an answer, however deep. */
function* numbersOf(value: unknown): Generator<number> {
  if (typeof value === "number") yield value;
  else if (value && typeof value === "object") for (const one of Object.values(value)) yield* numbersOf(one);
}

function* broken(rules: Record<string, boolean>): Generator<string> {
  for (const [rule, holds] of Object.entries(rules)) if (!holds) yield `does not hold: ${rule}`;
}

function areAmounts(answer: unknown): boolean {
  for (const one of numbersOf(answer)) if (!Number.isSafeInteger(one) || one < 0) return false;
  return true;
}

/** What holds of any answer of `totals`, whatever the rules of a discount or a tax; answers what does not. */
export function* totalsFaults(input: TotalsInput, answer: TotalsAnswer): Generator<string> {
  if (!areAmounts(answer)) {
    yield "an amount is below 0 or no whole number";
    return;
  }
  const { lines, shipping } = answer;
  const { mode } = input.tax;
  const added = mode === "added" ? BigInt(answer.tax) : 0n;
  const offLines = lines.map((line) => sumOf(line.discounts));
  const offShipping = shipping ? sumOf(shipping.discounts) : 0n;
  const parts = shipping ? [...lines, shipping] : lines;
  yield* broken({
    "total = subtotal - discount + shipping + added tax - removed tax":
      BigInt(answer.total) ===
      sum([answer.subtotal, answer.shippingTotal]) - BigInt(answer.discount) + added - BigInt(answer.removed),
    "a line's gross = its discounts + its rest": lines.every(
      (line, index) => BigInt(line.gross) === offLines[index]! + BigInt(line.rest),
    ),
    "subtotal = sum of gross": BigInt(answer.subtotal) === sum(lines.map((line) => line.gross)),
    "discount = sum over the lines": BigInt(answer.discount) === offLines.reduce((a, b) => a + b, 0n),
    "discounts = those of the lines and of the shipping":
      sumOf(answer.discounts) === BigInt(answer.discount) + offShipping,
    "no discount takes more than its lines": offLines.every(
      (off, index) => off <= BigInt(lines[index]!.gross),
    ),
    "shipping = its price - its discounts":
      !shipping || BigInt(shipping.rest) + offShipping === (shipping.isFree ? 0n : BigInt(shipping.price)),
    "tax = sum of the taxes": BigInt(answer.tax) === parts.reduce((all, part) => all + sumOf(part.taxes), 0n),
    "total = sum of the payables": BigInt(answer.total) === sum(parts.map((part) => part.payable)),
    "tenders + due = total": sumOf(answer.tenders) + BigInt(answer.due) === BigInt(answer.total),
    "the shop's total = sum of its parts": BigInt(answer.shopTotal) === sum(parts.map((part) => part.shop)),
  });
}

/** The promise at the end of section 11, when everything has been given back; answers what does not hold. */
export function* givenBackFaults(answer: TotalsAnswer, refunds: readonly RefundAnswer[]): Generator<string> {
  if (!areAmounts(refunds)) {
    yield "an amount of a refund is below 0 or no whole number";
    return;
  }
  const back = (of: (refund: RefundAnswer) => number) => sum(refunds.map(of));
  const toTender = (id: string) =>
    sumOf(refunds.flatMap((refund) => refund.toTenders.filter((part) => part.id === id)));
  yield* broken({
    "given back = total": back((refund) => refund.amount) === BigInt(answer.total),
    "tax given back = tax": back((refund) => refund.tax) === BigInt(answer.tax),
    "given back to the payment method = due": back((refund) => refund.toPayment) === BigInt(answer.due),
    "given back to each tender = what it paid": answer.tenders.every(
      ({ id, amount }) => toTender(id) === BigInt(amount),
    ),
    "given back to tenders = what they paid":
      refunds.reduce((all, refund) => all + sumOf(refund.toTenders), 0n) === sumOf(answer.tenders),
    "given back in the shop's currency = its total":
      back((refund) => refund.shop) === BigInt(answer.shopTotal),
  });
}
