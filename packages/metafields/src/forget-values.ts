import { type Statement, type StoreContext, sql, type WriteContext } from "@hutong/db";

/** Forgets all values of customers or orders; `ids` is a list or a subquery of their ids, a fragment. */
export function forgetValues(tx: WriteContext, ownerType: "CUSTOMER" | "ORDER", ids: object): void {
  tx.send(
    sql`delete from metafields where store_id = ${tx.storeId} and owner_type = ${ownerType} and owner_id in (${ids})`,
  );
}

/** Values of customers or orders, to be handed out to whom they are about. */
export function valuesStatement(
  ctx: StoreContext,
  ownerType: "CUSTOMER" | "ORDER",
  ids: object,
): Statement<unknown> {
  return sql`select owner_id as "ownerId", namespace, key, type, value, updated_at as "updatedAt" from metafields
    where store_id = ${ctx.storeId} and owner_type = ${ownerType} and owner_id in (${ids}) order by owner_id, namespace, key`;
}
