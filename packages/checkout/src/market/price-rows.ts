import { convertsPrices, marketPrice } from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import type { SellingTerms } from "../terms/selling-terms.ts";

/** The lines of a cart at what they cost in the market; as they were read where that is what the store writes. */
export function priceRows({ market }: SellingTerms, rows: readonly LineRow[]): readonly LineRow[] {
  if (!convertsPrices(market)) return rows;
  return rows.map((row) => ({ ...row, price: marketPrice(market, row.price) }));
}
