import { localized } from "@hutong/kernel";
import type { FrozenDiscount } from "@hutong/orders";
import type { Judged, Totals } from "@hutong/pricing";

/** The words of discounts that took something off, to be kept beside the sums; nothing for a quote without. */
export function freezeDiscounts(
  judged: Judged,
  answer: Totals,
  locale: string,
): { readonly discounts?: readonly FrozenDiscount[] } {
  if (answer.discounts.length === 0) return {};
  const discounts = answer.discounts.map(({ id }) => {
    const { row, code, codeId } = judged.holding.get(id)!;
    return { id, name: localized(row.name, locale), code, codeId, isCounted: row.isCounted };
  });
  return { discounts };
}
