import { list, sql, type WriteContext } from "@hutong/db";
import { setStock, stopTracking } from "@hutong/inventory";

/** What can be sold of a variant at the default location; null where it is not counted. */
type Level = { readonly available: number; readonly mayOversell: boolean } | null;

/** A variant's stock before an import and behind it. */
export interface StockChange {
  readonly productId: string;
  readonly variantId: string;
  readonly before: Level;
  readonly after: Level;
}

/** What is counted of variants at the default location now; those that are not counted are missing. */
export async function readLevels(
  tx: WriteContext,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Level>>> {
  if (variantIds.length === 0) return new Map();
  const rows = await tx.run(sql<{ id: string; available: number; mayOversell: boolean }>`
    select variant_id as id, available, may_oversell as "mayOversell" from stock
    where store_id = ${tx.storeId} and variant_id = any(${list(variantIds)}::uuid[])
      and location_id = (select id from locations where store_id = ${tx.storeId} and is_default)`);
  return new Map(rows.map(({ id, ...level }) => [id, level]));
}

/**
 * Takes changes of stock back as differences, so that what was sold or received meanwhile stays so; never below zero where
 * nothing may be oversold. Variants that are gone are left out.
 */
export async function takeBackStock(tx: WriteContext, given: readonly StockChange[]): Promise<void> {
  const there = await existing(
    tx,
    given.map(({ variantId }) => variantId),
  );
  const changes = given.filter(({ variantId }) => there.has(variantId));
  const now = await readLevels(
    tx,
    changes.map(({ variantId }) => variantId),
  );
  const set = changes.flatMap(({ variantId, before, after }) => {
    if (!before) return [];
    const current = now.get(variantId);
    const wanted =
      current && after ? current.available + before.available - after.available : before.available;
    const available = before.mayOversell ? wanted : Math.max(wanted, 0);
    return [{ variantId, available, mayOversell: before.mayOversell }];
  });
  if (set.length > 0) await setStock(tx, set);
  await stopTracking(
    tx,
    changes.filter(({ before }) => !before).map(({ variantId }) => variantId),
  );
}

async function existing(tx: WriteContext, variantIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (variantIds.length === 0) return new Set();
  const rows = await tx.run(sql<{ id: string }>`select id from variants
    where store_id = ${tx.storeId} and id = any(${list(variantIds)}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
}
