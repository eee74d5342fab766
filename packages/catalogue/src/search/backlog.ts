import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";
import { lockProducts } from "../product-rows.ts";
import { writeTerms } from "./write-terms.ts";

/** Notes products whose terms `indexBacklog` is to write; whoever notes them has the store reminded of `search`. */
export function noteUnindexed(tx: WriteContext, ids: readonly string[]): void {
  if (ids.length === 0) return;
  tx.send(sql`insert into search_backlog (store_id, id, product_ids)
    values (${tx.storeId}::uuid, ${newId()}::uuid, ${ids}::jsonb)`);
}

/** How long one call goes on. */
const callMs = 1_000;

interface BacklogRow {
  readonly id: string;
  readonly productIds: Id<"product">[];
}

/**
 * Writes what the products of the store's backlog can be found by, a batch of an import a transaction, for a second or so; for the
 * worker. Each transaction takes its products off the backlog, so that a run that died is gone on with. Answers in how
 * many seconds it wants to be called again, null for not until somebody notes more.
 */
export async function indexBacklog(
  ctx: StoreContext,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number | null> {
  authorize(ctx, "catalogue.indexBacklog");
  const until = performance.now() + callMs;
  while (performance.now() < until && !signal?.aborted) {
    if (!(await ctx.write(indexSome))) return null;
  }
  return 0;
}

/** Answers whether there was anything. */
async function indexSome(tx: WriteContext): Promise<boolean> {
  const [row] = await tx.run(sql<BacklogRow>`select id, product_ids as "productIds" from search_backlog
    where store_id = ${tx.storeId} order by id limit 1 for update skip locked`);
  if (!row) return false;
  const wholes = await lockProducts(tx, { ids: row.productIds });
  if (wholes.length > 0) await writeTerms(tx, wholes, list(wholes.map(({ product }) => product.id)));
  tx.send(sql`delete from search_backlog where store_id = ${tx.storeId} and id = ${row.id}`);
  return true;
}

/** How many products of the store are still to be indexed. */
export async function countUnindexed(ctx: StoreContext): Promise<number> {
  authorize(ctx, "catalogue.countUnindexed");
  const [[row]] = await ctx.read(sql<{ products: number }>`
    select coalesce(sum(jsonb_array_length(product_ids)), 0)::int as products from search_backlog
    where store_id = ${ctx.storeId}`);
  return row!.products;
}
