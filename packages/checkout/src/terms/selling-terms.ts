import { type Statement, type StoreContext, sql } from "@hutong/db";
import { enabledAccounts, type OfferedAccount } from "@hutong/payments";
import { marketOf, type RateRow } from "@hutong/pricing";

/** What a store sells by in a market, which changes seldom: kept in the process, and frozen. */
export interface SellingTerms {
  readonly market_id: string;
  readonly currency: string;
  readonly is_tax_included: boolean;
  /** Hundredths of a percent. */
  readonly tax_basis_points: number;
  /** In the merchant's order. */
  readonly rates: readonly RateRow[];
  readonly accounts: readonly OfferedAccount[];
}

/** The terms with what the store's row said when they were read. */
interface TermsRow extends SellingTerms {
  readonly revision: string;
}

// The last of each store and market. No two contents share a revision (migration 0023), so what is used is never stale.
const kept = new Map<string, TermsRow>();
const keptLimit = 2_000;

const keyOf = (ctx: StoreContext): string => `${ctx.storeId}:${ctx.marketId ?? "primary"}`;

function termsStatement(ctx: StoreContext): Statement<TermsRow> {
  return sql<TermsRow>`
    select s.terms_revision as revision, m.id as market_id, m.currency, m.is_tax_included, m.tax_basis_points,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'countries', r.countries, 'price', r.price,
          'free_above', r.free_above, 'min_days', r.min_days, 'max_days', r.max_days) order by r.position), '[]'::jsonb)
        from shipping_rates r where r.store_id = m.store_id and r.market_id = m.id) as rates,
      ${enabledAccounts(ctx)} as accounts
    from markets m join stores s on s.store_id = m.store_id
    where ${marketOf(ctx)}`;
}

function keep(ctx: StoreContext, row: TermsRow | undefined): SellingTerms | null {
  if (!row) return null;
  const key = keyOf(ctx);
  if (kept.size >= keptLimit && !kept.has(key)) kept.delete(kept.keys().next().value!);
  kept.set(key, row);
  return row;
}

/** What has to be read of a store's terms beside what they are read for: nothing, where the process has some already. */
export function termsToRead(ctx: StoreContext): readonly Statement<unknown>[] {
  return kept.has(keyOf(ctx)) ? [] : [termsStatement(ctx)];
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
