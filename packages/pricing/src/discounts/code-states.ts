import type { Totals } from "../totals/answer.ts";
import type { Discount, DiscountClass, TotalsInput } from "../totals/input.ts";
import type { Judged, WhyNot } from "./judge.ts";

/** A code of a cart: what it took off, or why it did not. */
export interface CodeState {
  readonly code: string;
  readonly why: WhyNot | null;
}

const before: Record<DiscountClass, readonly DiscountClass[]> = {
  product: [],
  order: ["product"],
  shipping: ["product", "order"],
};

interface Reached {
  readonly amount: number;
  readonly units: number;
}

// What a discount's minimum is measured on (docs/totals.md, section 4), in the selection that was taken.
function reachedBy(discount: Discount, input: TotalsInput, answer: Totals): Reached {
  const classOf = new Map(input.discounts.map(({ id, class: of }) => [id, of]));
  const taken = before[discount.class];
  let amount = 0;
  let units = 0;
  for (const [index, line] of answer.lines.entries()) {
    if (discount.lines !== "all" && !discount.lines.includes(line.id)) continue;
    units += input.lines[index]!.quantity;
    amount += line.gross;
    for (const part of line.discounts) if (taken.includes(classOf.get(part.id)!)) amount -= part.amount;
  }
  return { amount, units };
}

function missingOf({ minimum, value }: Discount, { amount, units }: Reached): WhyNot | null {
  if (minimum && "amount" in minimum && amount < minimum.amount)
    return { kind: "minimum_amount", missing: minimum.amount - amount };
  if (minimum && "quantity" in minimum && units < minimum.quantity)
    return { kind: "minimum_quantity", missing: minimum.quantity - units };
  if (value.kind === "steps" && amount < value.every)
    return { kind: "minimum_amount", missing: value.every - amount };
  if (value.kind !== "tiers") return null;
  const least = Math.min(...value.tiers.map(({ from }) => from));
  if (value.of === "amount")
    return amount < least ? { kind: "minimum_amount", missing: least - amount } : null;
  return units < least ? { kind: "minimum_quantity", missing: least - units } : null;
}

// Whether a discount would have taken nothing off had it been alone is not asked: where another was taken instead, that is said.
function whyNothing(discount: Discount, input: TotalsInput, answer: Totals): WhyNot {
  const missing = missingOf(discount, reachedBy(discount, input, answer));
  if (missing) return missing;
  if (answer.discounts.length > 0) return { kind: "cannot_combine" };
  return { kind: discount.value.kind === "buy-get" ? "buy_more" : "worth_nothing" };
}

/** What became of each code: refused before the sums, or taken, or not taken by them. In the cart's order. */
export function codeStates(
  codes: readonly string[],
  judged: Judged,
  sums: { readonly input: TotalsInput; readonly answer: Totals },
): CodeState[] {
  const { input, answer } = sums;
  const refusals = new Map(judged.refused.map(({ code, why }) => [code, why]));
  const byCode = new Map([...judged.holding.values()].map(({ code, row }) => [code, row.id]));
  return codes.map((code) => {
    const why = refusals.get(code);
    if (why) return { code, why };
    const id = byCode.get(code);
    if (answer.discounts.some((part) => part.id === id)) return { code, why: null };
    const discount = input.discounts.find((one) => one.id === id);
    return { code, why: discount ? whyNothing(discount, input, answer) : { kind: "unknown" } };
  });
}
