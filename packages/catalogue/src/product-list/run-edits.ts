import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { LetGo } from "../remove-variants.ts";
import { applyAction, type ToUndo, takeBack } from "./apply-action.ts";
import { type EditRow, lockEdit } from "./edit-rows.ts";
import { meets } from "./filter-products.ts";

/** Products of a transaction. */
const batch = 100;

/**
 * Does the next products of an edit, or of its undoing, in one transaction with its count: whoever dies leaves no product done twice,
 * and two at once take turns. Answers whether more is to be done.
 */
export async function stepEdit(ctx: StoreContext, id: string, letGo: LetGo): Promise<boolean> {
  return await ctx.write(async (tx) => {
    const edit = await lockEdit(tx, id);
    if (edit?.state === "running") return await goOn(tx, edit, letGo);
    return edit?.state === "undoing" ? await goBack(tx, edit) : false;
  });
}

async function nextOf(tx: WriteContext, { ids, filter, cursor, createdAt }: EditRow): Promise<string[]> {
  if (ids) return ids.filter((id) => cursor === null || id > cursor).slice(0, batch);
  // What comes in while it runs is not part of it; products move out of the filter as they change, never behind the cursor.
  const rows = await tx.run(sql<{ id: string }>`select p.id from products p where p.store_id = ${tx.storeId}
      and p.id > ${cursor ?? "00000000-0000-0000-0000-000000000000"}::uuid and p.created_at <= ${createdAt}::text::timestamptz
      ${meets(tx, filter ?? {})} order by p.id limit ${batch}::int`);
  return rows.map(({ id }) => id);
}

async function goOn(tx: WriteContext, edit: EditRow, letGo: LetGo): Promise<boolean> {
  const ids = await nextOf(tx, edit);
  const { changes, changed, kept } =
    ids.length > 0 ? await applyAction(tx, edit.action, ids, letGo) : { changes: [], changed: 0, kept: 0 };
  if (changes.length > 0)
    tx.send(sql`insert into product_edit_changes (store_id, edit_id, product_id, before, version)
      select ${tx.storeId}::uuid, ${edit.id}::uuid, p.id, c.before, p.version
      from jsonb_to_recordset(${changes}::jsonb) as c(id uuid, before jsonb)
      join products p on p.store_id = ${tx.storeId} and p.id = c.id
        and p.id = any(${list(changes.map(({ id }) => id))}::uuid[])`);
  const isOver = ids.length < batch;
  tx.send(sql`update product_edits set cursor = ${ids.at(-1) ?? edit.cursor}::uuid, done = done + ${ids.length}::int,
      changed = changed + ${changed}::int, kept = kept + ${kept}::int,
      state = ${isOver ? "done" : "running"}, ended_at = case when ${isOver}::boolean then app_now() end
    where store_id = ${tx.storeId} and id = ${edit.id}`);
  return !isOver;
}

async function goBack(tx: WriteContext, edit: EditRow): Promise<boolean> {
  const changes = await tx.run(sql<ToUndo>`select product_id as id, before, version from product_edit_changes
    where store_id = ${tx.storeId} and edit_id = ${edit.id} order by product_id limit ${batch}::int`);
  const restored = changes.length > 0 ? await takeBack(tx, edit.action, changes) : 0;
  tx.send(sql`delete from product_edit_changes where store_id = ${tx.storeId} and edit_id = ${edit.id}
    and product_id = any(${list(changes.map(({ id }) => id))}::uuid[])`);
  const isOver = changes.length < batch;
  tx.send(sql`update product_edits set done = done + ${changes.length}::int, kept = kept + ${changes.length - restored}::int,
      changed = changed + ${restored}::int, state = ${isOver ? "undone" : "undoing"},
      ended_at = case when ${isOver}::boolean then app_now() end
    where store_id = ${tx.storeId} and id = ${edit.id}`);
  return !isOver;
}

/**
 * Goes on with the store's edits, the oldest first, until none is open or `signal` says to stop; for the worker. Answers in how many
 * seconds it wants to be called again, null for not until there is another.
 */
export async function runProductEdits(
  ctx: StoreContext,
  letGo: LetGo,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number | null> {
  authorize(ctx, "catalogue.runProductEdits");
  for (;;) {
    const [[next]] = await ctx.read(sql<{ id: string }>`select id from product_edits
      where store_id = ${ctx.storeId} and state in ('running', 'undoing') order by created_at limit 1`);
    if (!next) return null;
    do {
      if (signal?.aborted) return 0;
    } while (await stepEdit(ctx, next.id, letGo));
  }
}

/** How long what is needed to undo an edit is kept, in days. */
const keptDays = 30;

/** Forgets edits of long ago. Answers as `sweep` does. */
export async function sweepProductEdits(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "catalogue.sweepProductEdits");
  return await ctx.write(async (tx) => {
    tx.send(sql`delete from product_edits where store_id = ${tx.storeId} and id in (select id from product_edits
      where store_id = ${tx.storeId} and created_at < app_now() - ${keptDays}::int * interval '1 day'
        and state not in ('running', 'undoing') order by created_at limit 100)`);
    const [left] = await tx.run(sql`select 1 from product_edits where store_id = ${tx.storeId} limit 1`);
    return left ? 86_400 : null;
  });
}
