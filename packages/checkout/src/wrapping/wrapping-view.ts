import { getLineFields, type LineFieldView, type LineProperty } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import type { Money } from "@hutong/kernel";
import { cartView, type LineRow, lineOf } from "../cart-rows.ts";
import { priceRows } from "../market/price-rows.ts";
import type { HeadRow } from "../read-checkout.ts";

/** The gift wrapping that a checkout offers, or has among its lines. */
export interface WrappingView {
  readonly variantId: string;
  readonly title: string;
  readonly variantTitle: string;
  /** Path of its picture, for `fileUrl`. */
  readonly picture: string | null;
  readonly price: Money;
  /** What is filled in for it, as for the words of a card. */
  readonly fields: readonly LineFieldView[];
  /** The line that it is; null while it is only offered. */
  readonly line: { readonly mark: string; readonly properties: readonly LineProperty[] } | null;
}

/**
 * The gift wrapping of a checkout, at its price in the market; null where the store has none, where there is none left, and where there
 * is nothing to wrap. No statement for a store without, two for one that offers it.
 */
export async function wrappingView(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
): Promise<WrappingView | null> {
  const { wrapping_variant_id: variantId, currency } = head.terms;
  if (variantId === null || rows.every((row) => row.variant_id === variantId)) return null;
  const mine = rows.find((row) => row.variant_id === variantId);
  // The cart's own line has its price already.
  const found = mine
    ? [mine]
    : await priceRows(ctx, head.terms, (await ctx.read(lineOf(ctx, variantId)))[0], head.now);
  const [line] = cartView(ctx, null, currency, found).lines;
  if (!line?.isAvailable) return null;
  const { title, variantTitle, picture, unitPrice, mark, properties } = line;
  const fields = mine ? [] : (await getLineFields(ctx, { variantId })).fields;
  return {
    ...{ variantId, title, variantTitle, picture, price: unitPrice, fields },
    line: mine ? { mark, properties } : null,
  };
}
