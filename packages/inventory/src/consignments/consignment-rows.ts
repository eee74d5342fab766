import { sql, type WriteContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import type { ConsignmentKind } from "./schemas.ts";

export type ConsignmentState = "draft" | "sent" | "received" | "cancelled";

export interface LockedConsignment {
  readonly id: string;
  readonly kind: ConsignmentKind;
  readonly state: ConsignmentState;
  readonly from: string | null;
  readonly to: string;
}

/** Locks a consignment of this store. Throws `consignment_not_found`. */
export async function lockConsignment(tx: WriteContext, id: string): Promise<LockedConsignment> {
  const rows = isId(id)
    ? await tx.run(sql<LockedConsignment>`select id, kind, state, from_location_id as "from", to_location_id as "to"
        from consignments where store_id = ${tx.storeId} and id = ${id} for update`)
    : [];
  if (!rows[0]) throw new AppError("not_found", "consignment_not_found");
  return rows[0];
}

export interface LineRow {
  readonly variant_id: string;
  readonly quantity: number;
  readonly received: number;
  readonly incoming: number;
}

/** The lines of a consignment that is locked, in their order. */
export function linesOf(tx: WriteContext, id: string): Promise<LineRow[]> {
  return tx.run(sql<LineRow>`select variant_id, quantity, received, incoming from consignment_lines
    where store_id = ${tx.storeId} and consignment_id = ${id} order by position`);
}
