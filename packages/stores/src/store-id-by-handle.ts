import { type Cell, readPlatform, sql } from "@hutong/db";
import type { StoreId } from "@hutong/kernel";

/** The store of a handle, or null. */
export async function storeIdByHandle(cell: Cell, handle: string): Promise<StoreId | null> {
  const [rows] = await readPlatform(
    cell,
    sql<{ store_id: StoreId }>`select store_id from store_directory where handle = ${handle}`,
  );
  return rows[0]?.store_id ?? null;
}

/** Whether anybody has this handle, or the host that goes with it. */
export async function isHandleTaken(cell: Cell, handle: string): Promise<boolean> {
  const [rows] = await readPlatform(
    cell,
    sql`select 1 from store_directory where handle = ${handle}
      union all select 1 from store_hosts where host = ${`${handle}.localhost`}`,
  );
  return rows.length > 0;
}
