import { fragment, type StoreContext } from "@hutong/db";
import { type CompiledDiscount, compileDiscount } from "./compile.ts";
import { type DiscountRow, discountJson } from "./discount-rows.ts";

/** Column: a store's automatic discounts that have not ended, in the merchant's order (`DiscountRow[]`). */
export function automaticDiscounts(ctx: StoreContext): object {
  return fragment`(select coalesce(jsonb_agg(${discountJson} order by d.position, d.id), '[]'::jsonb) from discounts d
    where d.store_id = ${ctx.storeId} and d.method = 'automatic' and (d.ends_at is null or d.ends_at > app_now()))`;
}

const compiled = new WeakMap<readonly DiscountRow[], readonly CompiledDiscount[]>();

/** Discounts made ready, once for the list that a process keeps. */
export function compiledDiscounts(rows: readonly DiscountRow[]): readonly CompiledDiscount[] {
  const known = compiled.get(rows) ?? rows.map(compileDiscount);
  compiled.set(rows, known);
  return known;
}
