import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { findRef } from "../references.ts";
import { stopMark } from "./left.ts";

/**
 * Writes down that the address of a letter wants no more of them, from the letter's own link. Throws `checkout_not_found`
 * for a link that is no letter's; an address that was erased since has nothing to stop.
 */
export async function stopLetters(ctx: StoreContext, input: { token: string }): Promise<void> {
  authorize(ctx, "checkout.stopLetters");
  const id = findRef(ctx, "letter-stop", input.token);
  if (!id) throw new AppError("not_found", "checkout_not_found");
  const [[row]] = await ctx.read(
    sql<{ email: string | null }>`select email from checkouts where store_id = ${ctx.storeId} and id = ${id}`,
  );
  if (!row?.email) return;
  const mark = await stopMark(ctx, row.email);
  await ctx.write(async (tx) => {
    tx.send(sql`insert into letter_stops (store_id, mark, created_at) values (${tx.storeId}, ${mark}, app_now())
      on conflict (store_id, mark) do nothing`);
  });
}
