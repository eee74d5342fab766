import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { judgeMarket } from "./judge-market.ts";
import { lockMarkets } from "./lock-markets.ts";
import { MarketChange } from "./schemas.ts";

/**
 * Changes a market: who it is for, how its prices come about, and whether it is open. Its currency stands. Throws `market_not_found`,
 * `market_invalid` with `fields` (see `judgeMarket`), or `primary_stays_open`.
 */
export async function updateMarket(ctx: StoreContext, input: MarketChange): Promise<void> {
  authorize(ctx, "pricing.updateMarket");
  const given = MarketChange.parse(input);
  await ctx.write(async (tx) => {
    const { shop, markets, taken } = await lockMarkets(tx);
    const mine = markets.find((one) => one.id === given.id);
    if (!mine) throw new AppError("not_found", "market_not_found");
    if (mine.is_primary && !given.isOpen)
      throw new AppError("conflict", "primary_stays_open", { field: "isOpen" });
    const market = judgeMarket(
      { ...given, currency: mine.currency },
      {
        shopCurrency: shop.currency,
        shopLocales: shop.locales,
        isPrimary: mine.is_primary,
        taken: given.isOpen ? taken(given.id) : [],
      },
    );
    tx.send(sql`update markets set name = ${market.name}::jsonb, countries = ${market.countries}::jsonb, rate = ${market.rate},
        adjustment = ${market.adjustment}::int, step = ${market.step}::bigint, under = ${market.under}::bigint,
        locales = ${market.locales}::jsonb, is_open = ${market.isOpen}::bool, is_tax_included = ${market.isTaxIncluded}::bool,
        tax_basis_points = ${market.taxBasisPoints}::int
      where store_id = ${tx.storeId} and id = ${given.id}`);
    tx.emit({ kind: "market.updated", subject: ["market", given.id] });
    tx.touch("store");
  });
}
