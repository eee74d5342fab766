import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { judgeProducts, lockRules } from "./judge-products.ts";
import { refreshMembers } from "./membership.ts";
import type { RuleMetafield } from "./rule-schemas.ts";

/** Products of one transaction. */
const batch = 1_000;
/** A job ends after so long, and the next goes on: other stores' jobs get their turn. */
const longestMs = 4_000;
const first = "00000000-0000-0000-0000-000000000000";

interface Judging {
  readonly run: string;
  readonly after: string;
}

/** Judges the next batch of a store's products by a collection that changed; answers where to go on, or null at the end. */
async function judgeBatch(
  tx: WriteContext,
  id: string,
  { run, after }: Judging,
  hasRules: boolean,
): Promise<string | null> {
  // Those of a collection by hand only have their places made anew.
  const among = hasRules
    ? fragment`products where store_id = ${tx.storeId}`
    : fragment`(select product_id as id from collection_products
        where store_id = ${tx.storeId} and collection_id = ${id}::uuid) m where true`;
  const rows = await tx.run(sql<{ id: string }>`select id from ${among}
    and id > ${after}::uuid order by id limit ${batch}::int`);
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) {
    tx.send(sql`select from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])
      order by id for key share`);
    if (hasRules) await judgeProducts(tx, ids, { collectionId: id });
    refreshMembers(tx, ids);
  }
  const isOver = ids.length < batch;
  tx.send(sql`update collections set judging = case when ${isOver}::boolean then null
      else jsonb_set(judging, '{done}', to_jsonb(${ids.length}::int
        + case when ${after === first}::boolean then 0 else (judging ->> 'done')::int end)) end
    where store_id = ${tx.storeId} and id = ${id} and judging ->> 'run' = ${run}`);
  tx.touch(`collection:${id}`, "collections");
  return isOver ? null : ids.at(-1)!;
}

/**
 * Begins to judge the store's products by a collection that the transaction changed, by jobs (`judge-collection`), with progress in
 * `collections.judging`. Answers the run's name.
 */
export function beginJudging(tx: WriteContext, id: string, hasRules: boolean): string {
  const run = crypto.randomUUID();
  const counted = hasRules
    ? fragment`from products where store_id = ${tx.storeId}`
    : fragment`from collection_products where store_id = ${tx.storeId} and collection_id = ${id}`;
  tx.send(sql`update collections set judging = jsonb_build_object('run', ${run}::text, 'done', 0,
    'of', (select count(*) ${counted})) where store_id = ${tx.storeId} and id = ${id}`);
  tx.enqueue("judge-collection", { collectionId: id, run, after: first });
  return run;
}

/**
 * Judges the store's products anew by the collections whose rules name a metafield, since its definition came or went. Safe to repeat.
 */
export async function judgeByDefinition(ctx: StoreContext, given: RuleMetafield): Promise<void> {
  authorize(ctx, "catalogue.judgeByDefinition");
  const { ownerType, namespace, key } = given;
  const named = { conditions: [{ field: "metafield", metafield: { ownerType, namespace, key } }] };
  await ctx.write(async (tx) => {
    // Who saves rules read the definitions before: they are among those that are found here.
    await lockRules(tx);
    const rows = await tx.run(sql<{ id: string }>`select id from collections
      where store_id = ${tx.storeId} and rules @> ${named}::jsonb order by id for no key update`);
    for (const { id } of rows) beginJudging(tx, id, true);
  });
}

/** Judges the first thousand at once, so that a small store need not wait for the worker. */
export async function judgeFirst(ctx: StoreContext, { id, run }: { id: string; run: string }): Promise<void> {
  await ctx.write(async (tx) => {
    const rules = await lockRun(tx, id, run);
    if (rules) await judgeBatch(tx, id, { run, after: first }, rules.has_rules);
  });
}

// None where the collection is gone, or was changed again.
async function lockRun(
  tx: WriteContext,
  id: string,
  run: string,
): Promise<{ has_rules: boolean } | undefined> {
  const [row] = await tx.run(sql<{
    has_rules: boolean;
  }>`select rules is not null as has_rules from collections
    where store_id = ${tx.storeId} and id = ${id} and judging ->> 'run' = ${run} for no key update`);
  return row;
}

/**
 * Goes on judging a store's products by a collection that was changed, for some seconds; what is left is a job of its own. Ends
 * where the collection was changed again meanwhile. Safe to repeat.
 */
export async function judgeCollection(
  ctx: StoreContext,
  { collectionId, run, after }: { collectionId: string; run: string; after: string },
): Promise<void> {
  authorize(ctx, "catalogue.judgeCollection");
  const until = performance.now() + longestMs;
  let next: string | null = after;
  while (next !== null) {
    const from: string = next;
    next = await ctx.write(async (tx) => {
      const [row] = await tx.run(sql<{
        has_rules: boolean;
      }>`select rules is not null as has_rules from collections
        where store_id = ${tx.storeId} and id = ${collectionId} and judging ->> 'run' = ${run} for no key update`);
      if (!row) return null;
      const behind = await judgeBatch(tx, collectionId, { run, after: from }, row.has_rules);
      if (behind === null || performance.now() < until) return behind;
      tx.enqueue("judge-collection", { collectionId, run, after: behind });
      return null;
    });
  }
}
