import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, type Id, newId } from "@hutong/kernel";
import { CreateLocationInput } from "./stock-schemas.ts";

/** Makes a place where stock is kept; a store's first is its default one. Throws `name_missing`. */
export async function createLocation(
  ctx: StoreContext,
  input: CreateLocationInput,
): Promise<{ id: Id<"location"> }> {
  authorize(ctx, "inventory.createLocation");
  const name = cleanText(CreateLocationInput.parse(input).name);
  if (!name) throw new AppError("invalid", "name_missing", { field: "name" });
  const id = newId<"location">();
  await ctx.write(async (tx) => {
    tx.send(sql`insert into locations (store_id, id, name, is_default)
      select ${tx.storeId}::uuid, ${id}::uuid, ${name},
        not exists (select 1 from locations where store_id = ${tx.storeId} and is_default)`);
    tx.emit({ kind: "location.created", subject: ["location", id] });
  });
  return { id };
}
