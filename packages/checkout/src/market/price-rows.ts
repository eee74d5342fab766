import { type Reading, readTogether, type StoreContext } from "@hutong/db";
import type { FrozenPrice } from "@hutong/orders";
import {
  convertsPrices,
  type ListPrice,
  listsInEffect,
  marketPrice,
  type PriceList,
  priceVariant,
  readGroupOf,
  readListPrices,
  type VariantPrice,
} from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import { signedIn } from "../signed-in.ts";
import type { SellingTerms } from "../terms/selling-terms.ts";

const none = <Answer>(answer: Answer): Reading<Answer> => ({ statements: [], answer: () => answer });

// What is told of a line that costs less than the list says.
function frozen({ by, list, priceList }: VariantPrice, lists: readonly PriceList[]): FrozenPrice | null {
  if (by === "list" || by === "fixed") return null;
  return { by, list, name: lists.find(({ id }) => id === priceList)?.name ?? "" };
}

/**
 * The lines of a cart at what they cost in the market, for whoever is signed in; as they were read where that is what the store
 * writes. One burst more where the market has price lists: of what they name, and of the customer's group where one has a list.
 */
export async function priceRows(
  ctx: StoreContext,
  { market }: SellingTerms,
  rows: readonly LineRow[],
  now: Date,
): Promise<readonly LineRow[]> {
  if (rows.length === 0 || !convertsPrices(market)) return rows;
  if (market.lists.length === 0)
    return rows.map((row) => ({ ...row, price: marketPrice(market, row.price) }));
  const customerId = signedIn(ctx);
  const isGrouped = customerId !== null && market.lists.some(({ kind }) => kind === "group");
  const asked = market.lists.filter(({ kind }) => kind !== "group" || isGrouped);
  const variantIds = rows.map((row) => row.variant_id);
  const [prices, groupId] = await readTogether(
    ctx,
    asked.some(({ hasPrices }) => hasPrices)
      ? readListPrices(ctx, asked, variantIds)
      : none<readonly ListPrice[]>([]),
    isGrouped ? readGroupOf(ctx, customerId) : none<string | null>(null),
  );
  const lists = listsInEffect(asked, { now, groupId });
  return rows.map((row) => {
    const given = { id: row.variant_id, amount: row.price, compareAt: null, quantity: row.quantity };
    const price = priceVariant(market, given, lists, prices);
    return { ...row, price: price.amount, priced: frozen(price, lists) };
  });
}
