import { authorize, isDatabaseError, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";

/** Puts a customer into a group, whose prices are theirs once they are signed in; null: into none. Throws `customer_not_found` or `group_not_found`. */
export async function setGroup(
  ctx: StoreContext,
  input: { id: string; groupId: string | null },
): Promise<void> {
  authorize(ctx, "customers.setGroup");
  const { id, groupId } = input;
  if (!isId(id)) throw new AppError("not_found", "customer_not_found");
  if (groupId !== null && !isId(groupId)) throw new AppError("not_found", "group_not_found");
  try {
    await ctx.write(async (tx) => {
      const rows = await tx.run(sql`update customers set group_id = ${groupId}::uuid
        where store_id = ${tx.storeId} and id = ${id} and merged_into is null and erased_at is null returning id`);
      if (rows.length === 0) throw new AppError("not_found", "customer_not_found");
      tx.emit({ kind: "customer.group_set", subject: ["customer", id] });
    });
  } catch (error) {
    if (isDatabaseError(error, "23503", "customers_group_id_fk"))
      throw new AppError("not_found", "group_not_found");
    throw error;
  }
}
