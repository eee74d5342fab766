import { authorize, rowset, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";

/** Offers an account at checkout or does so no more; what runs on it is settled all the same. Throws `account_not_found`. */
export async function switchAccount(
  ctx: StoreContext,
  input: { id: string; isEnabled: boolean },
): Promise<void> {
  authorize(ctx, "payments.switchAccount");
  if (!isId(input.id)) throw new AppError("not_found", "account_not_found");
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`update payment_accounts set is_enabled = ${input.isEnabled}
      where store_id = ${tx.storeId} and id = ${input.id} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "account_not_found");
    tx.emit({
      kind: input.isEnabled ? "payment_account.enabled" : "payment_account.disabled",
      subject: ["payment-account", input.id],
    });
  });
}

/** Sets the order in which accounts are offered; those left out stay where they are. Throws `account_not_found`. */
export async function orderAccounts(ctx: StoreContext, input: { ids: readonly string[] }): Promise<void> {
  authorize(ctx, "payments.orderAccounts");
  if (!input.ids.every(isId)) throw new AppError("not_found", "account_not_found");
  const places = input.ids.map((id, position) => ({ id, position }));
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`update payment_accounts set position = n.position
      from ${rowset("n", { id: "uuid", position: "int" }, places)}
      where store_id = ${tx.storeId} and payment_accounts.id = n.id returning payment_accounts.id`);
    if (rows.length !== new Set(input.ids).size) throw new AppError("not_found", "account_not_found");
  });
}

/** Removes an account that nobody has tried to pay by. Throws `account_not_found` or `account_in_use`. */
export async function removeAccount(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "payments.removeAccount");
  if (!isId(input.id)) throw new AppError("not_found", "account_not_found");
  await ctx.write(async (tx) => {
    const [row] = await tx.run(
      sql`select id from payment_accounts where store_id = ${tx.storeId} and id = ${input.id} for update`,
    );
    if (!row) throw new AppError("not_found", "account_not_found");
    // Asked when the lock is ours, which an attempt's foreign key waits for.
    const used = await tx.run(
      sql`select id from payment_attempts where store_id = ${tx.storeId} and account_id = ${input.id} limit 1`,
    );
    if (used.length > 0) throw new AppError("conflict", "account_in_use");
    await tx.run(sql`delete from payment_accounts where store_id = ${tx.storeId} and id = ${input.id}`);
    await tx.run(
      sql`delete from payment_account_directory where account_id = ${input.id} and store_id = ${tx.storeId}`,
    );
    tx.emit({ kind: "payment_account.removed", subject: ["payment-account", input.id] });
  });
}
