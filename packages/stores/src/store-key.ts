import { authorize, masterKey, openStoreKey, type StoreContext, sql } from "@hutong/db";
import { AppError, type StoreId } from "@hutong/kernel";

const kept = new Map<StoreId, Buffer>();
const bound = 10_000;

/**
 * The store's data key (32 bytes), for `encryptField` and `decryptField`. Opened once a process with the master
 * key; it never leaves the process.
 */
export async function storeKey(ctx: StoreContext): Promise<Buffer> {
  authorize(ctx, "stores.storeKey");
  const known = kept.get(ctx.storeId);
  if (known) return known;
  const [rows] = await ctx.read(
    sql<{ wrapped: string }>`select wrapped from store_keys where store_id = ${ctx.storeId}`,
  );
  if (!rows[0]) throw new AppError("not_found", "store_not_found");
  const key = openStoreKey(masterKey(), ctx.storeId, rows[0].wrapped);
  if (kept.size >= bound) kept.delete(kept.keys().next().value!);
  kept.set(ctx.storeId, key);
  return key;
}
