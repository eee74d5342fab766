import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { writePriceText } from "./price-text.ts";

/** A price list as its merchant sees it. */
export interface PriceListView {
  readonly id: string;
  readonly marketId: string;
  readonly currency: string;
  readonly name: string;
  readonly kind: "market" | "sale" | "group";
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly basisPoints: number | null;
  readonly priceCount: number;
  /** By the database's time. */
  readonly state: "open" | "ahead" | "ended";
}

const columns = fragment`l.id, l.market_id as "marketId", m.currency, l.name, l.kind, l.group_id as "groupId", g.name as "groupName",
    l.starts_at as "startsAt", l.ends_at as "endsAt", l.basis_points as "basisPoints", l.price_count as "priceCount",
    case when l.ends_at <= app_now() then 'ended' when l.starts_at > app_now() then 'ahead' else 'open' end as state`;
const tables = fragment`price_lists l
    join markets m on m.store_id = l.store_id and m.id = l.market_id
    left join customer_groups g on g.store_id = l.store_id and g.id = l.group_id`;

/** All price lists of a store by market, in the order in which they count. */
export async function listPriceLists(ctx: StoreContext): Promise<PriceListView[]> {
  authorize(ctx, "pricing.listPriceLists");
  const [rows] =
    await ctx.read(sql<PriceListView>`select ${columns} from ${tables} where l.store_id = ${ctx.storeId}
    order by m.is_primary desc, m.handle, l.position, l.id limit 500`);
  return rows;
}

interface PriceRow {
  readonly key: string;
  readonly from: number;
  readonly price: number | null;
  readonly basisPoints: number | null;
}

/** A price list with its prices as a text that can be changed and pasted back. Throws `price_list_not_found`. */
export async function getPriceList(
  ctx: StoreContext,
  { id }: { id: string },
): Promise<PriceListView & { readonly prices: string }> {
  authorize(ctx, "pricing.getPriceList");
  if (!isId(id)) throw new AppError("not_found", "price_list_not_found");
  const [[found], prices] = await ctx.read(
    sql<PriceListView>`select ${columns} from ${tables} where l.store_id = ${ctx.storeId} and l.id = ${id}`,
    sql<PriceRow>`select distinct coalesce(nullif(v.sku, ''), v.public_id::text) as key, p.from_quantity as "from", p.price,
        p.basis_points as "basisPoints"
      from list_prices p join variants v on v.store_id = p.store_id and v.id = p.variant_id
      where p.store_id = ${ctx.storeId} and p.price_list_id = ${id} order by key, "from" limit 20000`,
  );
  if (!found) throw new AppError("not_found", "price_list_not_found");
  return { ...found, prices: writePriceText(prices, found.currency) };
}
