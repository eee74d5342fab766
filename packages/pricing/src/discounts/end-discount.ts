import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";

/** Ends a discount now; what is frozen with it stays. Throws `discount_not_found`. */
export async function endDiscount(ctx: StoreContext, { id }: { id: string }): Promise<void> {
  authorize(ctx, "pricing.endDiscount");
  if (!isId(id)) throw new AppError("not_found", "discount_not_found");
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`update discounts
      set ends_at = least(ends_at, app_now()), starts_at = least(starts_at, app_now()), updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${id} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "discount_not_found");
    tx.emit({ kind: "discount.ended", subject: ["discount", id] });
  });
}

/** Deletes a discount and its codes. Throws `discount_not_found`, or `discount_in_use` for one that an order or a checkout has. */
export async function deleteDiscount(ctx: StoreContext, { id }: { id: string }): Promise<void> {
  authorize(ctx, "pricing.deleteDiscount");
  if (!isId(id)) throw new AppError("not_found", "discount_not_found");
  await ctx.write(async (tx) => {
    const [row] = await tx.run(sql<{ is_used: boolean }>`
      select exists (select 1 from discount_uses u where u.store_id = d.store_id and u.discount_id = d.id) as is_used
      from discounts d where d.store_id = ${tx.storeId} and d.id = ${id} for update`);
    if (!row) throw new AppError("not_found", "discount_not_found");
    if (row.is_used) throw new AppError("conflict", "discount_in_use");
    tx.send(sql`delete from discounts where store_id = ${tx.storeId} and id = ${id}`);
    tx.emit({ kind: "discount.deleted", subject: ["discount", id] });
  });
}
