import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isCurrency, newId } from "@hutong/kernel";
import { judgeMarket } from "./judge-market.ts";
import { lockMarkets } from "./lock-markets.ts";
import { MarketInput } from "./schemas.ts";

const plainName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30);

// "Europe" is "europe"; one with names in other letters alone is called after its first country.
function handleOf(names: readonly string[], countries: readonly string[], taken: readonly string[]): string {
  const own =
    names.map(plainName).find((name) => name !== "") ??
    (countries.find((one) => one !== "*") ?? "world").toLowerCase();
  for (let number = 1; ; number += 1) {
    const handle = number === 1 ? own : `${own}-${number}`;
    if (!taken.includes(handle)) return handle;
  }
}

/**
 * Makes a market; the first of a store is its primary one, in whose prices goods are written. Throws `market_invalid` with
 * `fields` (see `judgeMarket`), `currency_unknown` or `handle_taken`.
 */
export async function createMarket(ctx: StoreContext, input: MarketInput): Promise<{ id: Id<"market"> }> {
  authorize(ctx, "pricing.createMarket");
  const given = MarketInput.parse(input);
  if (!isCurrency(given.currency)) throw new AppError("invalid", "currency_unknown", { field: "currency" });
  const id = newId<"market">();
  await ctx.write(async (tx) => {
    const { shop, markets, taken } = await lockMarkets(tx);
    const isPrimary = !markets.some((one) => one.is_primary);
    const by = {
      shopCurrency: shop.currency,
      shopLocales: shop.locales,
      isPrimary,
      taken: taken(null),
    };
    const market = judgeMarket(given, by);
    const handles = markets.map(({ handle }) => handle);
    const handle = given.handle ?? handleOf(Object.values(market.name), market.countries, handles);
    if (handles.includes(handle)) throw new AppError("conflict", "handle_taken", { field: "handle" });
    tx.send(sql`insert into markets (store_id, id, handle, name, countries, currency, rate, adjustment, step, under, locales, is_primary,
        is_tax_included, tax_basis_points)
      values (${tx.storeId}, ${id}, ${handle}, ${market.name}::jsonb, ${market.countries}::jsonb, ${market.currency}, ${market.rate},
        ${market.adjustment}::int, ${market.step}::bigint, ${market.under}::bigint, ${market.locales}::jsonb, ${isPrimary}::bool,
        ${market.isTaxIncluded}::bool, ${market.taxBasisPoints}::int)`);
    tx.emit({ kind: "market.created", subject: ["market", id] });
    // Every page says in which market it is, and the others.
    tx.touch("store");
  });
  return { id };
}
