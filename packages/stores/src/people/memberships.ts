import { type Cell, type Role, readPlatform, sql } from "@hutong/db";
import type { Id, StoreId } from "@hutong/kernel";

export interface Membership {
  readonly storeId: StoreId;
  readonly handle: string;
  readonly role: Role;
}

/** The stores that a user works in, the oldest membership first. */
export async function listMemberships(cell: Cell, userId: Id<"user">): Promise<Membership[]> {
  const [rows] = await readPlatform(
    cell,
    sql<{ store_id: StoreId; handle: string; role: Role }>`
      select m.store_id, d.handle, m.role from members m join store_directory d on d.store_id = m.store_id
      where m.user_id = ${userId} order by m.created_at, m.store_id limit 100`,
  );
  return rows.map((row) => ({ storeId: row.store_id, handle: row.handle, role: row.role }));
}

/** What a user is in the store of this handle; null for a stranger and for a store that does not exist alike. */
export async function findMembership(
  cell: Cell,
  userId: Id<"user">,
  handle: string,
): Promise<Membership | null> {
  const [[row]] = await readPlatform(
    cell,
    sql<{ store_id: StoreId; handle: string; role: Role }>`
      select m.store_id, d.handle, m.role from store_directory d
      join members m on m.store_id = d.store_id and m.user_id = ${userId} where d.handle = ${handle}`,
  );
  return row ? { storeId: row.store_id, handle: row.handle, role: row.role } : null;
}
