import type { Discount } from "../totals/input.ts";
import { type CompiledDiscount, compileDiscount, type DiscountedLine, type Membership } from "./compile.ts";
import type { CodeRow, DiscountRow } from "./discount-rows.ts";

/** Why a code takes nothing off; the edge that shows it puts it into words. Amounts in minor units. */
export type WhyNot =
  | { readonly kind: "unknown" | "ended" | "used_up" | "used_by_you" | "first_order_only" | "not_here" }
  | { readonly kind: "not_for_these" | "buy_more" | "cannot_combine" | "worth_nothing" }
  | { readonly kind: "not_begun" /** ISO 8601. */; readonly at: string }
  | { readonly kind: "minimum_amount"; readonly missing: number }
  | { readonly kind: "minimum_quantity"; readonly missing: number };

/** What is known of whoever buys. */
export interface CustomerFacts {
  readonly hasOrdered: boolean;
  /** Discounts that they have used as often as one customer may. */
  readonly usedUp: ReadonlySet<string>;
}

/** Where and when a cart is judged. */
export interface Circumstances {
  readonly now: Date;
  readonly marketId: string;
  readonly currency: string;
  /** Null while nobody knows who buys: nothing is refused for it yet. */
  readonly customer: CustomerFacts | null;
  /** Discounts that this checkout holds already: their limits are no matter. */
  readonly held: ReadonlySet<string>;
  readonly membership: Membership;
}

/** A discount that holds, and the code that it came by. */
export interface Holding {
  readonly row: DiscountRow;
  readonly code: string | null;
  readonly codeId: string | null;
}

/** What holds for a cart, as totals() takes it, and the codes that do not. */
export interface Judged {
  readonly discounts: readonly Discount[];
  /** Of those in `discounts`, by id. */
  readonly holding: ReadonlyMap<string, Holding>;
  readonly refused: readonly { readonly code: string; readonly why: WhyNot }[];
}

/** Nothing takes anything off. */
export const nothingHolds: Judged = { discounts: [], holding: new Map(), refused: [] };

function whyNot(one: CompiledDiscount, at: Circumstances): WhyNot | null {
  const { row } = one;
  const now = at.now.getTime();
  if (now < one.from) return { kind: "not_begun", at: row.startsAt };
  if (now >= one.until) return { kind: "ended" };
  if (one.markets && !one.markets.has(at.marketId)) return { kind: "not_here" };
  if (one.hasAmounts && row.currency !== at.currency) return { kind: "not_here" };
  if (at.held.has(row.id)) return null;
  if (row.isUsedUp) return { kind: "used_up" };
  if (!at.customer || !one.needsCustomer) return null;
  if (row.isFirstOrderOnly && at.customer.hasOrdered) return { kind: "first_order_only" };
  return at.customer.usedUp.has(row.id) ? { kind: "used_by_you" } : null;
}

// Worth nothing whatever else is taken: what a discount's minimum is measured on is at most the gross.
function isBelowMinimum({ minimum, lines: targets }: Discount, lines: readonly DiscountedLine[]): boolean {
  if (minimum === null) return false;
  let sum = 0;
  for (const line of lines) {
    if (targets !== "all" && !targets.includes(line.id)) continue;
    sum += "amount" in minimum ? line.unitPrice * line.quantity : line.quantity;
  }
  return sum < ("amount" in minimum ? minimum.amount : minimum.quantity);
}

const byPosition = ({ row: a }: Holding, { row: b }: Holding): number =>
  a.position - b.position || (a.id < b.id ? -1 : 1);

/**
 * Judges everything that totals() does not: dates, markets, limits, whom and what it is for. Automatic discounts and
 * those of the cart's codes come out in the merchant's order. Pure.
 */
export function judgeDiscounts(
  lines: readonly DiscountedLine[],
  automatic: readonly CompiledDiscount[],
  codes: readonly CodeRow[],
  at: Circumstances,
): Judged {
  const found: { holding: Holding; discount: Discount }[] = [];
  const refused: { code: string; why: WhyNot }[] = [];
  for (const one of automatic) {
    if (whyNot(one, at)) continue;
    const discount = one.forLines(lines, at.membership);
    if (discount && !isBelowMinimum(discount, lines))
      found.push({ holding: { row: one.row, code: null, codeId: null }, discount });
  }
  for (const { code, codeId, isCodeUsedUp, discount: row } of codes) {
    const refuse = (why: WhyNot) => refused.push({ code, why });
    if (!row) {
      refuse({ kind: "unknown" });
      continue;
    }
    const one = compileDiscount(row);
    const why = whyNot(one, at);
    const discount = one.forLines(lines, at.membership);
    if (why) refuse(why);
    else if (isCodeUsedUp && !at.held.has(row.id)) refuse({ kind: "used_up" });
    else if (!discount) refuse({ kind: "not_for_these" });
    // Another code of the same discount came first.
    else if (found.some(({ holding }) => holding.row.id === row.id)) refuse({ kind: "cannot_combine" });
    else found.push({ holding: { row, code, codeId }, discount });
  }
  found.sort((a, b) => byPosition(a.holding, b.holding));
  return {
    discounts: found.map(({ discount }) => discount),
    holding: new Map(found.map(({ holding }) => [holding.row.id, holding])),
    refused,
  };
}
