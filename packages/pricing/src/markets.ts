import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isCurrency, newId } from "@hutong/kernel";
import { MarketInput } from "./schemas.ts";

/** Makes a market; the first of a store is its primary one. Throws `currency_unknown`. */
export async function createMarket(ctx: StoreContext, input: MarketInput): Promise<{ id: Id<"market"> }> {
  authorize(ctx, "pricing.createMarket");
  const market = MarketInput.parse(input);
  if (!isCurrency(market.currency)) throw new AppError("invalid", "currency_unknown", { field: "currency" });
  const id = newId<"market">();
  await ctx.write(async (tx) => {
    tx.send(sql`insert into markets (store_id, id, handle, countries, currency, locales, is_primary, is_tax_included, tax_basis_points)
      select ${tx.storeId}::uuid, ${id}::uuid, ${market.handle}, ${market.countries}::jsonb, ${market.currency}, ${market.locales}::jsonb,
        not exists (select 1 from markets where store_id = ${tx.storeId} and is_primary), ${market.isTaxIncluded}::bool, ${market.taxBasisPoints}::int`);
    tx.emit({ kind: "market.created", subject: ["market", id] });
  });
  return { id };
}

/** Condition that picks the market of a context: the one it names, else the store's primary one. */
export function marketOf(ctx: StoreContext): object {
  return ctx.marketId === null
    ? fragment`m.store_id = ${ctx.storeId} and m.is_primary`
    : fragment`m.store_id = ${ctx.storeId} and m.id = ${ctx.marketId}`;
}
