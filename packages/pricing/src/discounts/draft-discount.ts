import { newId } from "@hutong/kernel";
import type { DiscountRow } from "./discount-rows.ts";
import { readDiscountInput } from "./read-input.ts";
import { DiscountInput } from "./schemas.ts";

/** A discount of a form as it would be read once it is saved. Throws as `createDiscount` does. */
export function draftDiscount(
  input: DiscountInput,
  { id, currency }: { id: string | null; currency: string },
): DiscountRow {
  const given = readDiscountInput(DiscountInput, input);
  const { mostShippingPrice: mostPrice } = given;
  return {
    ...given,
    id: id ?? newId<"discount">(),
    value: mostPrice === null ? given.value : { ...given.value, mostPrice },
    currency,
    startsAt: given.startsAt.toISOString(),
    endsAt: given.endsAt?.toISOString() ?? null,
    isCounted: false,
    isUsedUp: false,
  };
}
