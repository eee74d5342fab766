import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";

/** Removes a collection; its products stay. Throws `collection_not_found`. */
export async function removeCollection(ctx: StoreContext, { id }: { id: string }): Promise<void> {
  authorize(ctx, "catalogue.removeCollection");
  await ctx.write(async (tx) => {
    const gone = await tx.run(
      sql`delete from collections where store_id = ${tx.storeId} and id = ${id} returning id`,
    );
    if (gone.length === 0) throw new AppError("not_found", "collection_not_found", { params: { id } });
    tx.send(sql`delete from translations where store_id = ${tx.storeId} and resource_kind = 'collection'
      and resource_id = any(${list([id])}::text[])`);
    tx.touch("collections", `collection:${id}`);
    tx.emit({ kind: "collection.removed", subject: ["collection", id] });
  });
}
