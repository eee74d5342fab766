import { authorize, fragment, list, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import type { ListPrice, PriceList } from "./price-list.ts";

const columns = fragment`p.price_list_id as "listId", p.variant_id as "variantId", p.from_quantity as "from", p.price,
      p.basis_points as "basisPoints"`;
const idsOf = (lists: readonly PriceList[]) =>
  list(lists.filter(({ hasPrices }) => hasPrices).map(({ id }) => id));

/** What lists say of variants, to be read in a burst with others: one statement, each row found by its key. */
export function readListPrices(
  ctx: StoreContext,
  lists: readonly PriceList[],
  variantIds: readonly string[],
): Reading<readonly ListPrice[]> {
  authorize(ctx, "pricing.readListPrices");
  return reading(
    sql<ListPrice>`
      select ${columns} from list_prices p where p.store_id = ${ctx.storeId} and p.price_list_id = any(${idsOf(lists)}::uuid[])
        and p.variant_id = any(${list(variantIds)}::uuid[])`,
    (rows) => rows,
  );
}

/** What lists say of all variants of products, to be read in a burst with others: one statement. */
export function readListPricesOfProducts(
  ctx: StoreContext,
  lists: readonly PriceList[],
  productIds: readonly string[],
): Reading<readonly ListPrice[]> {
  authorize(ctx, "pricing.readListPricesOfProducts");
  return reading(
    sql<ListPrice>`
      select ${columns} from variants v
      join list_prices p on p.store_id = v.store_id and p.variant_id = v.id and p.price_list_id = any(${idsOf(lists)}::uuid[])
      where v.store_id = ${ctx.storeId} and v.product_id = any(${list(productIds)}::uuid[])`,
    (rows) => rows,
  );
}
