import { authorize, fragment, holds, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, type Id, newId } from "@hutong/kernel";
import {
  mostViews,
  ProductViewIdInput,
  type ProductViewQuery,
  SaveProductViewInput,
} from "./filter-schemas.ts";

/** A filter under a name. */
export interface ProductView {
  readonly id: Id<"product-view">;
  readonly name: string;
  readonly isShared: boolean;
  readonly query: ProductViewQuery;
}

const person = ({ actor }: StoreContext) => (actor.kind === "staff" ? actor.id : null);

/** Whose a view may be that this person sees; and that they may change, where only those change the store's who change its products. */
const isSeen = (ctx: StoreContext) => fragment`(user_id is null or user_id = ${person(ctx)}::uuid)`;
const mayShare = ({ actor }: StoreContext) => holds(actor, "catalogue.write");
const isTheirs = (ctx: StoreContext) =>
  fragment`${isSeen(ctx)} ${mayShare(ctx) ? nothing : fragment`and user_id is not null`}`;

/** The views of the store and of whoever asks, the oldest first. */
export async function listProductViews(ctx: StoreContext): Promise<ProductView[]> {
  authorize(ctx, "catalogue.listProductViews");
  const [rows] =
    await ctx.read(sql<ProductView>`select id, name, user_id is null as "isShared", query from product_views
    where store_id = ${ctx.storeId} and ${isSeen(ctx)} order by created_at, id limit ${mostViews * 2}::int`);
  return rows;
}

/**
 * Keeps a filter under a name, or gives a kept one another name or filter. Throws `view_not_found`, or `views_too_many` where the
 * store or the person has 50; `forbidden` where it is to be the whole store's and they may not change its products.
 */
export async function saveProductView(
  ctx: StoreContext,
  input: SaveProductViewInput,
): Promise<{ id: Id<"product-view"> }> {
  authorize(ctx, "catalogue.saveProductView");
  const { id: known, name, isShared, query } = SaveProductViewInput.parse(input);
  const title = cleanText(name);
  if (!title) throw new AppError("invalid", "title_missing", { field: "name" });
  if (isShared && !mayShare(ctx)) throw new AppError("forbidden", "forbidden");
  const owner = isShared ? null : person(ctx);
  return await ctx.write(async (tx) => {
    if (known) {
      const changed = await tx.run(sql<{ id: Id<"product-view"> }>`update product_views set name = ${title},
          query = ${query}::jsonb, user_id = ${owner}::uuid
        where store_id = ${tx.storeId} and id = ${known} and ${isTheirs(ctx)} returning id`);
      if (!changed[0]) throw new AppError("not_found", "view_not_found");
      return changed[0];
    }
    const id = newId<"product-view">();
    const made = await tx.run(sql`insert into product_views (store_id, id, user_id, name, query, created_at)
      select ${tx.storeId}::uuid, ${id}::uuid, ${owner}::uuid, ${title}, ${query}::jsonb, app_now()
      where (select count(*) from product_views where store_id = ${tx.storeId}
        and user_id is not distinct from ${owner}::uuid) < ${mostViews}::int returning id`);
    if (made.length === 0)
      throw new AppError("limit_reached", "views_too_many", { params: { most: mostViews } });
    return { id };
  });
}

/** Forgets a view. Throws `view_not_found`. */
export async function removeProductView(ctx: StoreContext, input: { readonly id: string }): Promise<void> {
  authorize(ctx, "catalogue.removeProductView");
  const { id } = ProductViewIdInput.parse(input);
  const gone = await ctx.write((tx) =>
    tx.run(
      sql`delete from product_views where store_id = ${tx.storeId} and id = ${id} and ${isTheirs(ctx)} returning id`,
    ),
  );
  if (gone.length === 0) throw new AppError("not_found", "view_not_found");
}
