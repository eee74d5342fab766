import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { isYoung, letterHours, stopMark } from "./left.ts";

type Row = { email: string | null; order_id: string | null; is_young: boolean; is_soon: boolean };

/**
 * Has the worker write to whoever left a checkout: once a day at most, and never to an address that wants none.
 * Throws `checkout_not_found`, `letter_no_email`, `letter_stopped`, `letter_too_soon`, `letter_too_late`.
 */
export async function requestRecoveryLetter(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "checkout.requestRecoveryLetter");
  const { id } = input;
  if (!isId(id)) throw new AppError("not_found", "checkout_not_found");
  const read = sql<Row>`select k.email, k.order_id, ${isYoung()} as is_young,
      coalesce(k.letter_at > app_now() - ${letterHours}::int * interval '1 hour', false) as is_soon
    from checkouts k where k.store_id = ${ctx.storeId} and k.id = ${id}`;
  const [[seen]] = await ctx.read(read);
  const mark = seen?.email ? await stopMark(ctx, seen.email) : "";
  await ctx.write(async (tx) => {
    await tx.run(sql`select id from checkouts where store_id = ${tx.storeId} and id = ${id} for update`);
    const [row] = await tx.run(read);
    if (!row) throw new AppError("not_found", "checkout_not_found");
    if (!row.email) throw new AppError("precondition", "letter_no_email");
    if (row.order_id || !row.is_young) throw new AppError("precondition", "letter_too_late");
    if (row.is_soon) throw new AppError("precondition", "letter_too_soon");
    const stops = await tx.run(
      sql`select mark from letter_stops where store_id = ${tx.storeId} and mark = ${mark}`,
    );
    if (stops.length > 0) throw new AppError("precondition", "letter_stopped");
    tx.send(sql`update checkouts set letter_at = app_now() where store_id = ${tx.storeId} and id = ${id}`);
    tx.enqueue("recovery-letter", { checkoutId: id });
  });
}
