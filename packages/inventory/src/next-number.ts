import { fragment, type WriteContext } from "@hutong/db";

/**
 * Takes the turn of whoever numbers a store's stock documents, until the transaction ends: the highest number and one more is then
 * nobody else's. It comes before every other lock.
 */
export function takeNumberTurn(tx: WriteContext): object {
  return fragment`select pg_advisory_xact_lock(hashtextextended('stock-documents:' || ${tx.storeId}::text, 0))`;
}
