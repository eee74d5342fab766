import { fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import type { ProductAction, ProductFilter } from "./filter-schemas.ts";

/** An action on many products, and how far it is. */
export interface ProductEdit {
  readonly id: Id<"product-edit">;
  readonly action: ProductAction;
  readonly state: "running" | "done" | "cancelled" | "undoing" | "undone";
  /** Products it was for when it began, those behind, those that changed, and those that had to stay as they are. */
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly kept: number;
  readonly canUndo: boolean;
}

/** The same with what is still to be done. */
export interface EditRow extends ProductEdit {
  readonly ids: readonly string[] | null;
  readonly filter: ProductFilter | null;
  readonly cursor: string | null;
  /** As text, which keeps microseconds. */
  readonly createdAt: string;
}

const columns = fragment`e.id, e.action, e.state, e.total, e.done, e.changed, e.kept, e.state in ('done', 'cancelled')
  and exists (select from product_edit_changes c where c.store_id = e.store_id and c.edit_id = e.id) as "canUndo"`;

/** One edit. Throws `edit_not_found`. */
export async function readEdit(ctx: StoreContext, id: string): Promise<ProductEdit> {
  const [[row]] = await ctx.read(
    sql<ProductEdit>`select ${columns} from product_edits e where e.store_id = ${ctx.storeId} and e.id = ${id}::uuid`,
  );
  if (!row) throw new AppError("not_found", "edit_not_found");
  return row;
}

/** An edit with its row locked until the write ends: whoever works at it does so alone. Null where it is none. */
export async function lockEdit(tx: StoreContext, id: string): Promise<EditRow | null> {
  const [[row]] =
    await tx.read(sql<EditRow>`select ${columns}, e.ids, e.filter, e.cursor, e.created_at::text as "createdAt"
    from product_edits e where e.store_id = ${tx.storeId} and e.id = ${id}::uuid for update of e`);
  return row ?? null;
}
