import type { FrozenQuote } from "@hutong/orders";
import { type CodeState, codeStates, type Judged } from "@hutong/pricing";
import type { HeadRow } from "../cart-rows.ts";

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
