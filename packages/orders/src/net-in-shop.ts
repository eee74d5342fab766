import { fragment, type StoreContext } from "@hutong/db";

/**
 * What came in by an order and was not given back, in the store's currency (docs/totals.md, sections 9 and 11): an expression over
 * a row of orders.
 */
export function netInShop(ctx: StoreContext, o: object): object {
  const shop = fragment`(${o}.quote->'answer'->>'shopTotal')::numeric`;
  const part = (amount: object) => fragment`floor(${shop} * ${amount} / ${o}.total)`;
  return fragment`case when ${o}.currency = (select currency from stores where store_id = ${ctx.storeId}) or ${o}.total = 0
      then ${o}.paid - ${o}.refunded
      else (${part(fragment`${o}.paid`)} - ${part(fragment`${o}.refunded`)})::bigint end`;
}
