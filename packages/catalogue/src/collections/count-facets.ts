import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { type FacetLimits, facetCounts, noFlags } from "../search/search-filters.ts";
import type { CollectionFacets } from "./collection-facets.ts";
import { hashOf, tokenOf } from "./facet-tokens.ts";

const most: FacetLimits = { vendors: 40, types: 40, tags: 40, options: 120 };
/** Larger collections have their products looked up by rare values. */
const mostUnposted = 1_000;
/** Products of one transaction. */
const batch = 1_000;
/** Of the time that passes, counting a store's collections anew may take this part at most. */
const share = 1 / 20;
const clearedEverySeconds = 6 * 3_600;
const first = "00000000-0000-0000-0000-000000000000";

/** What `collections.facets` keeps besides what pages read. */
interface Kept extends CollectionFacets {
  /** When it was counted and when it was rid of gone values, in milliseconds since 1970, and how long counting took. */
  readonly at: number;
  readonly took: number;
  readonly clearedAt: number;
}

interface Row {
  readonly id: string;
  readonly facets: Kept | null;
  readonly isPosted: boolean;
}

type Counts = { count: number; available: number; availableHash: string; prices: number[] | null } & Record<
  "vendors" | "types" | "tags",
  [string, number, string][] | null
> & { options: [string, string, number, string][] | null };

async function count(ctx: StoreContext, id: string): Promise<Omit<CollectionFacets, "isPosted">> {
  const [[row]] = await ctx.read(sql<{ facets: Counts }>`with counted as materialized (
      select p.*, ${noFlags} from collection_products cp
      cross join lateral (select vendor, product_type, tags, options, min_price, is_available from products
        where store_id = ${ctx.storeId} and id = cp.product_id limit 1) p
      where cp.store_id = ${ctx.storeId} and cp.collection_id = ${id}::uuid and cp.is_listed),
    facets as (${facetCounts(most, true)})
    select facets || jsonb_build_object('availableHash', ${hashOf(tokenOf.available)}::text) as facets from facets`);
  const { vendors, types, tags, options, prices, ...rest } = row!.facets;
  const byName = Map.groupBy(options ?? [], ([name]) => name.toLowerCase());
  return {
    ...rest,
    prices: prices ?? [],
    vendors: vendors ?? [],
    types: types ?? [],
    tags: tags ?? [],
    options: [...byName.values()].map((values) => ({
      name: values[0]![0],
      values: values.map(([, value, products, hash]) => [value, products, hash] as const),
    })),
  };
}

/**
 * Writes what the products of a collection can be filtered by into `collection_facets`. First its writes are told to do so too; whoever
 * began before has locked a product, or the collection by its key, and is waited for.
 */
async function post(ctx: StoreContext, id: string, signal: AbortSignal | undefined): Promise<boolean> {
  await ctx.write(async (tx) => {
    await tx.run(sql`select from collections where store_id = ${tx.storeId} and id = ${id} for update`);
    tx.send(sql`update collections set is_posted = true where store_id = ${tx.storeId} and id = ${id}`);
  });
  for (let after: string | null = first; after !== null; ) {
    if (signal?.aborted) return false;
    const from: string = after;
    after = await ctx.write((tx) => postBatch(tx, id, from));
  }
  return true;
}

async function postBatch(tx: WriteContext, id: string, after: string): Promise<string | null> {
  const mine = fragment`store_id = ${tx.storeId} and collection_id = ${id}::uuid`;
  const rows = await tx.run(sql<{ id: string }>`select product_id as id from collection_products
    where ${mine} and product_id > ${after}::uuid order by product_id limit ${batch}::int`);
  const ids = list(rows.map((row) => row.id));
  tx.send(
    sql`select from products where store_id = ${tx.storeId} and id = any(${ids}::uuid[]) order by id for share`,
  );
  tx.send(sql`insert into collection_facets (store_id, collection_id, facet, product_id)
    select store_id, collection_id, f.facet, product_id
    from collection_products cross join lateral unnest(facets) f(facet)
    where ${mine} and product_id = any(${ids}::uuid[]) on conflict do nothing`);
  return rows.length < batch ? null : rows.at(-1)!.id;
}

async function clear(ctx: StoreContext, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`delete from collection_facets f where f.store_id = ${tx.storeId} and f.collection_id = ${id}::uuid
      and not exists (select from collection_products cp where cp.store_id = ${tx.storeId} and cp.collection_id = ${id}::uuid
        and cp.product_id = f.product_id and f.facet = any(cp.facets))`);
  });
}

const told = ({ at: _at, took: _took, clearedAt: _clearedAt, ...facets }: Kept): string =>
  JSON.stringify(Object.entries(facets).sort());

async function countOne(
  ctx: StoreContext,
  { id, facets: before, isPosted }: Row,
  signal: AbortSignal | undefined,
): Promise<void> {
  const start = performance.now();
  const counts = await count(ctx, id);
  const took = Math.ceil(performance.now() - start);
  const at = ctx.clock.now().getTime();
  let clearedAt = before?.clearedAt ?? at;
  let isReady = isPosted && before?.isPosted === true;
  if (!isReady && counts.count > mostUnposted) isReady = await post(ctx, id, signal);
  if (isReady && at - clearedAt > clearedEverySeconds * 1_000) {
    await clear(ctx, id);
    clearedAt = at;
  }
  const after: Kept = { ...counts, isPosted: isReady, at, took, clearedAt };
  await ctx.write(async (tx) => {
    tx.send(
      sql`update collections set facets = ${after}::jsonb where store_id = ${tx.storeId} and id = ${id}`,
    );
    if (before === null) tx.remind("sales", 0);
    if (before === null || told(before) !== told(after)) tx.touch(`collection:${id}`);
  });
}

/**
 * Counts anew what the store's collections can be filtered by, those that were counted a moment ago excepted; for the worker, whenever
 * what stands in them changed. Answers in how many seconds it wants to be called again for these; null for not until then.
 */
export async function countFacets(
  ctx: StoreContext,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number | null> {
  authorize(ctx, "catalogue.countFacets");
  const [rows] = await ctx.read(sql<Row>`select id, facets, is_posted as "isPosted" from collections
    where store_id = ${ctx.storeId} order by position, id`);
  const total = rows.reduce((sum, { facets }) => sum + (facets?.took ?? 0), 0);
  let wait: number | null = null;
  for (const row of rows) {
    if (signal?.aborted) return 0;
    const left = (row.facets?.at ?? 0) + Math.max(1_000, total / share) - ctx.clock.now().getTime();
    if (left > 0) wait = Math.min(wait ?? Infinity, Math.ceil(left / 1_000));
    else await countOne(ctx, row, signal);
  }
  return wait;
}
