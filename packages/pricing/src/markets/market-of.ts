import { fragment, type StoreContext } from "@hutong/db";

/** Condition that picks the market of a context: the one it names, else the store's primary one. */
export function marketOf(ctx: StoreContext): object {
  return ctx.marketId === null
    ? fragment`m.store_id = ${ctx.storeId} and m.is_primary`
    : fragment`m.store_id = ${ctx.storeId} and m.id = ${ctx.marketId}`;
}
