import { fragment, list, nothing, sql, type WriteContext } from "@hutong/db";
import { meetsRules } from "./judged-by-rules.ts";
import { memberColumns, memberFacts, placeOf, postMembers } from "./membership.ts";

/**
 * Waits for writes of products that judged by the store's rules as they are; later ones judge by what this transaction makes of them. It
 * must lock no product: those who wait hold theirs.
 */
export async function lockRules(tx: WriteContext): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`rules ${tx.storeId}`}, 0))`);
}

/** Whether rules, a jsonb expression, ask about metafields. */
const asksFields = (rules: object) => fragment`${rules} @> '{"conditions": [{"field": "metafield"}]}'`;

/** What some of the store's rules ask about. */
interface Asked {
  readonly asksFields: boolean;
}

// What follows takes longer to plan than it takes to ask this, and most stores have none.
async function readAsked(tx: WriteContext): Promise<Asked | undefined> {
  const [row] = await tx.run(sql<Asked>`select ${asksFields(fragment`rules`)} as "asksFields" from collections
    where store_id = ${tx.storeId} and rules is not null order by 1 desc limit 1`);
  return row;
}

/** Which collections to judge by: one of them, or those that ask about metafields; else all that have rules. */
export type JudgedBy = { readonly collectionId: string } | "metafields" | "all";

/**
 * Judges these products, which the transaction has locked, by the rules of the store's collections: who meets them now comes in,
 * who does not goes out. One statement, whatever the number of products and collections, and none where no
 * collection has such rules.
 */
export async function judgeProducts(
  tx: WriteContext,
  ids: readonly string[],
  by: JudgedBy = "all",
): Promise<void> {
  if (ids.length === 0) return;
  // A change of rules waits for this transaction, and this one for the change: see lockRules.
  if (typeof by === "object") return judge(tx, ids, fragment`and k.id = ${by.collectionId}::uuid`, true);
  tx.send(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`rules ${tx.storeId}`}, 0))`);
  const asked = await readAsked(tx);
  if (!asked || (by === "metafields" && !asked.asksFields)) return;
  const wanted = by === "metafields" ? fragment`and ${asksFields(fragment`k.rules`)}` : nothing;
  await judge(tx, ids, wanted, asked.asksFields);
}

async function judge(
  tx: WriteContext,
  ids: readonly string[],
  wanted: object,
  readsFields: boolean,
): Promise<void> {
  const changed = await tx.run(sql<{ id: string }>`with judged as materialized (
      select k.id as collection_id, p.id as product_id, ${meetsRules(fragment`k.rules`, readsFields)} as is_in,
        exists (select from collection_products cp where cp.store_id = ${tx.storeId} and cp.collection_id = k.id
          and cp.product_id = p.id) as was_in
      from collections k
      cross join lateral (select * from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[]) offset 0) p
      where k.store_id = ${tx.storeId} and k.rules is not null ${wanted}),
    gone as (delete from collection_products cp using judged j
      where cp.store_id = ${tx.storeId} and cp.collection_id = j.collection_id and cp.product_id = j.product_id
        and j.was_in and not j.is_in),
    come as (insert into collection_products
        (store_id, collection_id, product_id, position, place, ${memberColumns})
      select ${tx.storeId}::uuid, k.id, p.id, 0, ${placeOf(fragment`0`)}, ${memberFacts}
      from judged j
      join collections k on k.store_id = ${tx.storeId} and k.id = j.collection_id
      cross join lateral (select * from products where store_id = ${tx.storeId} and id = j.product_id limit 1) p
      where j.is_in and not j.was_in
      on conflict do nothing)
    select distinct collection_id as id from judged where is_in <> was_in`);
  if (changed.length === 0) return;
  postMembers(tx, ids);
  tx.touch("collections", ...changed.map(({ id }) => `collection:${id}`));
}
