import type { FrozenQuote } from "@hutong/orders";
import { type CodeState, codeStates, type explain, type Judged, type Reason } from "@hutong/pricing";
import type { HeadRow } from "../read-checkout.ts";
import type { DiscountLineView } from "../views.ts";

type Sums = Pick<FrozenQuote, "input" | "answer" | "discounts">;

/**
 * What became of the codes of a cart: those that a frozen quote has are taken whatever happened since; of the others it is said
 * why not.
 */
export function codesView(head: HeadRow, judged: Judged, sums: Sums | null): readonly CodeState[] {
  const codes = head.codes?.map(({ code }) => code) ?? [];
  if (codes.length === 0) return [];
  if (!sums) {
    const refused = new Map(judged.refused.map(({ code, why }) => [code, why]));
    return codes.map((code) => ({ code, why: refused.get(code) ?? null }));
  }
  const taken = new Set(sums.discounts?.map(({ code }) => code));
  return codeStates(codes, judged, sums).map((one) => (taken.has(one.code) ? { ...one, why: null } : one));
}

type Kept = Parameters<typeof explain>[0] & Pick<FrozenQuote, "discounts">;

/** What each discount took off, by the names that were frozen; those of an old quote without names have none. */
export function discountLines(
  { input, discounts }: Kept,
  reasons: readonly Reason[],
  currency: string,
): DiscountLineView[] {
  const ofShipping = new Set(
    input.version === 1 ? [] : input.discounts.filter((one) => one.class === "shipping").map(({ id }) => id),
  );
  return reasons
    .filter((reason) => reason.kind === "discount")
    .map(({ id, amount }) => {
      const frozen = discounts?.find((one) => one.id === id);
      return {
        id,
        name: frozen?.name ?? "",
        code: frozen?.code ?? null,
        isOfShipping: ofShipping.has(id),
        amount: { amount, currency },
      };
    });
}
