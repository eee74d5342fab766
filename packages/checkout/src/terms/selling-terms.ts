import { type Statement, type StoreContext, sql } from "@hutong/db";
import { locationOf, type PickupPlace, pickupsOfMarket } from "@hutong/inventory";
import { enabledAccounts, type OfferedAccount } from "@hutong/payments";
import {
  automaticDiscounts,
  type CountriesRead,
  countryTaxes,
  type DiscountRow,
  type MarketTerms,
  marketOf,
  marketTerms,
  type OtherMarket,
  otherMarkets,
  type ShippingTerms,
  zonesOfMarket,
} from "@hutong/pricing";

/** What a store sells by in a market, which changes seldom: kept in the process, and frozen. */
export interface SellingTerms extends ShippingTerms {
  readonly market_id: string;
  readonly currency: string;
  /** The market, and how its prices come about. */
  readonly market: MarketTerms;
  /** The store's other open markets. */
  readonly others: readonly OtherMarket[];
  readonly is_tax_included: boolean;
  /** Hundredths of a percent. */
  readonly tax_basis_points: number;
  /** Countries with taxes of their own, where the market's rate does not hold. */
  readonly tax_countries: CountriesRead;
  /** Whether customers may ask for a 发票. */
  readonly invoices: "by-country" | "on" | "off";
  /** Where what is sent leaves from. */
  readonly default_location_id: string | null;
  /** Where orders can be fetched. */
  readonly pickups: readonly PickupPlace[];
  /** What gifts are wrapped with; null where that is not offered. */
  readonly wrapping_variant_id: string | null;
  readonly accounts: readonly OfferedAccount[];
  /** Those that apply by themselves, in the merchant's order; dates are judged when they are looked at. */
  readonly automatic_discounts: readonly DiscountRow[];
}

/** The terms with what the store's row said when they were read. */
interface TermsRow extends SellingTerms {
  readonly revision: string;
}

// The last of each store and market. No two contents share a revision (migration 0023), so what is used is never stale.
const kept = new Map<string, TermsRow>();
const keptLimit = 4_000;

const keyOf = (ctx: StoreContext): string => `${ctx.storeId}:${ctx.marketId ?? "primary"}`;

function termsStatement(ctx: StoreContext): Statement<TermsRow> {
  return sql<TermsRow>`
    select s.terms_revision as revision, m.id as market_id, m.currency, m.is_tax_included, m.tax_basis_points, m.invoices,
      ${marketTerms} as market, ${otherMarkets} as others, ${countryTaxes} as tax_countries, ${zonesOfMarket()} as zones, ${pickupsOfMarket()} as pickups,
      ${locationOf(ctx, undefined)} as default_location_id,
      (select variant_id from gift_wrapping where store_id = ${ctx.storeId}) as wrapping_variant_id,
      ${enabledAccounts(ctx)} as accounts, ${automaticDiscounts(ctx)} as automatic_discounts
    from markets m join stores s on s.store_id = m.store_id
    where ${marketOf(ctx)}`;
}

function keep(ctx: StoreContext, row: TermsRow | undefined): SellingTerms | null {
  if (!row) return null;
  keepAs(keyOf(ctx), row);
  // Whoever names the primary market means the same as whoever names none.
  if (row.market.isPrimary)
    keepAs(`${ctx.storeId}:${ctx.marketId === null ? row.market_id : "primary"}`, row);
  return row;
}

function keepAs(key: string, row: TermsRow): void {
  if (kept.size >= keptLimit && !kept.has(key)) kept.delete(kept.keys().next().value!);
  kept.set(key, row);
}

/** What has to be read of a store's terms beside what they are read for: nothing, where the process has some already. */
export function termsToRead(ctx: StoreContext): readonly Statement<unknown>[] {
  return kept.has(keyOf(ctx)) ? [] : [termsStatement(ctx)];
}

/** Whether the store gave out orders somewhere when its terms were last read; a guess that spares a round trip. */
export function hadPickups(ctx: StoreContext): boolean {
  return (kept.get(keyOf(ctx))?.pickups.length ?? 0) > 0;
}

/**
 * The terms that a store's row names by its `terms_revision`: from the rows of `termsToRead` or the process's memory, else
 * by a statement of its own; null for a market that does not exist.
 */
export async function termsOf(
  ctx: StoreContext,
  revision: string,
  read: readonly unknown[] | undefined,
): Promise<SellingTerms | null> {
  if (read) return keep(ctx, read[0] as TermsRow | undefined);
  const known = kept.get(keyOf(ctx));
  if (known?.revision === revision) return known;
  const [[row]] = await ctx.read(termsStatement(ctx));
  return keep(ctx, row);
}
