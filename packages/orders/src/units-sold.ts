import type { Wanted } from "@hutong/inventory";
import type { FrozenBundlePart } from "./frozen-quote.ts";

/** A line of an order with what is in it, where it is a bundle. */
export interface SoldLine extends Wanted {
  readonly parts: readonly FrozenBundlePart[] | null;
}

/** Units that lines took out of stock: of a bundle its parts. */
export function unitsSold(lines: readonly SoldLine[]): Wanted[] {
  return lines.flatMap(({ variantId, quantity, parts }) =>
    parts
      ? parts.map((part) => ({ variantId: part.variantId, quantity: part.quantity * quantity }))
      : { variantId, quantity },
  );
}
