import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, isId } from "@hutong/kernel";
import { readInput } from "@hutong/stores";
import { SaveNoteInput } from "./schemas.ts";

/** Keeps what staff want to remember of a customer; who asks for their data sees it. Throws `customer_not_found`, `note_too_long`. */
export async function saveNote(ctx: StoreContext, input: SaveNoteInput): Promise<void> {
  authorize(ctx, "customers.saveNote");
  const { id, note } = readInput(SaveNoteInput, input);
  if (!isId(id)) throw new AppError("not_found", "customer_not_found");
  const rows = await ctx.write((tx) =>
    tx.run(sql`update customers set note = ${cleanText(note)}
      where store_id = ${tx.storeId} and id = ${id} and erased_at is null returning id`),
  );
  if (rows.length === 0) throw new AppError("not_found", "customer_not_found");
}
