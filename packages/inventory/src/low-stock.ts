import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { SetLowStockInput } from "./stock-schemas.ts";

/** Says with how few units of a variant at a location its merchant wants to be told. Throws `stock_untracked` or `location_not_found`. */
export async function setLowStock(ctx: StoreContext, input: SetLowStockInput): Promise<void> {
  authorize(ctx, "inventory.setLowStock");
  const { variantId, locationId, lowAt } = SetLowStockInput.parse(input);
  if (!isId(variantId) || !isId(locationId)) throw new AppError("not_found", "stock_untracked");
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`update stock set low_at = ${lowAt}::int
      where store_id = ${tx.storeId} and variant_id = ${variantId} and location_id = ${locationId} returning variant_id`);
    if (rows.length === 0) throw new AppError("not_found", "stock_untracked");
    tx.emit({ kind: "stock.low-at-set", subject: ["variant", variantId], data: { lowAt } });
  });
}

/** Most that are counted for a notice. */
const mostTold = 100;

/** What runs low now: at how many places (`mostTold` at most), and one of them by name. */
export interface LowStock {
  readonly count: number;
  readonly first: string | null;
  readonly locationId: string | null;
}

/** Variants of which there are as few as their merchant wants to be told of; locations that were closed aside. */
export async function getLowStock(ctx: StoreContext): Promise<LowStock> {
  authorize(ctx, "inventory.getLowStock");
  const [rows] = await ctx.read(sql<{ title: string; location_id: string }>`
    select p.title, s.location_id from locations l
    join lateral (select variant_id, location_id, available from stock where store_id = ${ctx.storeId} and location_id = l.id
      and low_at is not null and available <= low_at limit ${mostTold}::int) s on true
    join variants v on v.store_id = ${ctx.storeId} and v.id = s.variant_id
    join products p on p.store_id = ${ctx.storeId} and p.id = v.product_id
    where l.store_id = ${ctx.storeId} and l.is_active order by l.is_default desc, s.available limit ${mostTold}::int`);
  return { count: rows.length, first: rows[0]?.title ?? null, locationId: rows[0]?.location_id ?? null };
}
