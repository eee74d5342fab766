import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import { listProducts } from "../list-products.ts";
import type { LetGo } from "../remove-variants.ts";
import { lockEdit, type ProductEdit, readEdit } from "./edit-rows.ts";
import { EditProductsInput, ProductEditIdInput, ProductFilter } from "./filter-schemas.ts";
import { countMeeting } from "./list-choices.ts";
import { stepEdit } from "./run-edits.ts";

/** How many products meet a filter; of what is searched for, those that fit best (`mostFound` at most). */
export async function countProducts(ctx: StoreContext, input: ProductFilter): Promise<number> {
  authorize(ctx, "catalogue.countProducts");
  const filter = ProductFilter.parse(input);
  return filter.query?.trim() ? (await foundIds(ctx, filter)).length : await countMeeting(ctx, filter);
}

// What is searched for has no order to walk in: it is looked up once.
async function foundIds(ctx: StoreContext, filter: ProductFilter): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listProducts>> = await listProducts(ctx, {
      ...filter,
      cursor,
      limit: 250,
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

/**
 * Does something to many products: to those of `ids`, or to all that meet a filter. The first hundred at once; more by the worker, from
 * where this left off. Throws `collection_not_found` before anything is done.
 * @param letGo gives up what inventory has of variants that go
 */
export async function editProducts(
  ctx: StoreContext,
  input: EditProductsInput,
  letGo: LetGo,
): Promise<ProductEdit> {
  authorize(ctx, "catalogue.editProducts");
  const { action, ids, filter = {} } = EditProductsInput.parse(input);
  const wanted = ids ?? (filter.query?.trim() ? await foundIds(ctx, filter) : null);
  const sorted = wanted && [...new Set(wanted.map((one) => one.toLowerCase()))].sort();
  const total = sorted ? sorted.length : await countMeeting(ctx, filter);
  const id = newId<"product-edit">();
  await ctx.write(async (tx) => {
    tx.send(sql`insert into product_edits (store_id, id, action, ids, filter, state, total, done, changed, kept, created_at)
      values (${tx.storeId}, ${id}, ${action}::jsonb, ${sorted}::jsonb, ${sorted ? null : filter}::jsonb, 'running',
        ${total}::int, 0, 0, 0, app_now())`);
    tx.remind("sweep", 86_400);
    if (await stepEdit(tx, id, letGo)) tx.remind("product-edits", 0);
  });
  return await readEdit(ctx, id);
}

/** An edit as it stands. Throws `edit_not_found`. */
export async function getProductEdit(
  ctx: StoreContext,
  input: { readonly id: string },
): Promise<ProductEdit> {
  authorize(ctx, "catalogue.getProductEdit");
  return await readEdit(ctx, ProductEditIdInput.parse(input).id);
}

/** Stops an edit, or its undoing, where it is: what is done stays and can be undone. Throws `edit_not_found` or `edit_over`. */
export async function cancelProductEdit(
  ctx: StoreContext,
  input: { readonly id: string },
): Promise<ProductEdit> {
  authorize(ctx, "catalogue.cancelProductEdit");
  const { id } = ProductEditIdInput.parse(input);
  await ctx.write(async (tx) => {
    const edit = await lockEdit(tx, id);
    if (!edit) throw new AppError("not_found", "edit_not_found");
    if (edit.state !== "running" && edit.state !== "undoing") throw new AppError("conflict", "edit_over");
    tx.send(sql`update product_edits set state = 'cancelled', ended_at = app_now()
      where store_id = ${tx.storeId} and id = ${id}`);
  });
  return await readEdit(ctx, id);
}

/**
 * Gives products back what an edit took of them; those that somebody changed since stay as they are. Removed products do not come back.
 * Throws `edit_not_found` or `edit_not_undoable`.
 */
export async function undoProductEdit(
  ctx: StoreContext,
  input: { readonly id: string },
  letGo: LetGo,
): Promise<ProductEdit> {
  authorize(ctx, "catalogue.undoProductEdit");
  const { id } = ProductEditIdInput.parse(input);
  await ctx.write(async (tx) => {
    const edit = await lockEdit(tx, id);
    if (!edit) throw new AppError("not_found", "edit_not_found");
    if (!edit.canUndo) throw new AppError("conflict", "edit_not_undoable");
    tx.send(sql`update product_edits set state = 'undoing', total = changed, done = 0, changed = 0, kept = 0, ended_at = null
      where store_id = ${tx.storeId} and id = ${id}`);
    if (await stepEdit(tx, id, letGo)) tx.remind("product-edits", 0);
  });
  return await readEdit(ctx, id);
}
