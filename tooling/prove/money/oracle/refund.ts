import { AppError } from "../../../../packages/kernel/src/index.ts";
import type { Part, RefundAnswer, RefundRequest, TotalsAnswer, TotalsInput } from "../cart.ts";
import { Fraction } from "../fraction.ts";
import { least, sum, toAmount } from "./amount.ts";

/** What has been given back, by the refunds made until now. */
interface Given {
  readonly units: Map<string, bigint>;
  shipping: bigint;
  amount: bigint;
  toPayment: bigint;
  readonly toTenders: Map<string, bigint>;
}

/** `floor(whole · (before + now) / all) - floor(whole · before / all)`. */
function share(whole: bigint, all: bigint, before: bigint, now: bigint): bigint {
  if (all === 0n) return 0n;
  return Fraction.of(whole * (before + now), all).floor() - Fraction.of(whole * before, all).floor();
}

const sumOf = (parts: readonly Part[]): bigint => sum(parts.map(({ amount }) => BigInt(amount)));

interface Worth {
  readonly amount: bigint;
  readonly tax: bigint;
}

/** Section 11, "A line": j units more of it. */
function giveLine(answer: TotalsAnswer, input: TotalsInput, given: Given, id: string, j: bigint): Worth {
  const index = input.lines.findIndex((one) => one.id === id);
  const line = answer.lines[index];
  if (!line) throw new RangeError(`no line ${id}`);
  const quantity = BigInt(input.lines[index]!.quantity);
  const k = given.units.get(id) ?? 0n;
  if (k + j > quantity) throw new AppError("invalid", "refund_too_many");
  given.units.set(id, k + j);
  return {
    amount: share(BigInt(line.payable), quantity, k, j),
    tax: sum(line.taxes.map((tax) => share(BigInt(tax.amount), quantity, k, j))),
  };
}

/** Section 11, "Shipping": an amount s more of it. */
function giveShipping(answer: TotalsAnswer, { tax }: TotalsInput, given: Given, s: bigint): Worth {
  const { shipping } = answer;
  const whole = !shipping ? 0n : BigInt(tax.mode === "removed" ? shipping.payable : shipping.rest);
  const before = given.shipping;
  if (before + s > whole) throw new AppError("invalid", "refund_too_large");
  given.shipping = before + s;
  const taxed = shipping ? share(sumOf(shipping.taxes), whole, before, s) : 0n;
  return { amount: tax.mode === "added" ? s + taxed : s, tax: taxed };
}

/** Makes one refund after those in `given`, and counts it there. */
function give(answer: TotalsAnswer, input: TotalsInput, given: Given, request: RefundRequest): RefundAnswer {
  const worths = [
    ...request.lines.map(({ id, quantity }) => giveLine(answer, input, given, id, BigInt(quantity))),
    giveShipping(answer, input, given, BigInt(request.shipping)),
  ];
  const amount = sum(worths.map((worth) => worth.amount));

  const toPayment = least(amount, BigInt(answer.due) - given.toPayment);
  given.toPayment += toPayment;
  let left = amount - toPayment;
  const toTenders: Part[] = [];
  for (const { id, amount: paid } of answer.tenders.toReversed()) {
    const had = given.toTenders.get(id) ?? 0n;
    const back = least(left, BigInt(paid) - had);
    given.toTenders.set(id, had + back);
    left -= back;
    if (back > 0n) toTenders.unshift({ id, amount: toAmount(back) });
  }

  const shop = share(BigInt(answer.shopTotal), BigInt(answer.total), given.amount, amount);
  given.amount += amount;
  return {
    amount: toAmount(amount),
    tax: toAmount(sum(worths.map((worth) => worth.tax))),
    toPayment: toAmount(toPayment),
    toTenders,
    shop: toAmount(shop),
  };
}

/** Section 11. Throws `refund_too_many` or `refund_too_large`. */
export function refund(
  answer: TotalsAnswer,
  input: TotalsInput,
  before: readonly RefundRequest[],
  request: RefundRequest,
): RefundAnswer {
  const given: Given = { units: new Map(), shipping: 0n, amount: 0n, toPayment: 0n, toTenders: new Map() };
  for (const one of before) give(answer, input, given, one);
  return give(answer, input, given, request);
}
