import { authorize, list, rowset, type StoreContext, sql } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { refreshMembers } from "./collections/membership.ts";
import { titleKey } from "./collections/title-key.ts";
import { lockProducts } from "./product-rows.ts";
import { writeTerms } from "./search/write-terms.ts";

/** Products of one transaction. */
const batch = 200;

/**
 * Writes anew what the store's products can be found, filtered and sorted by, as after a change of what terms are; products behind `after`, the next
 * batch of them by a job of its own (`index-products`). Safe to repeat.
 */
export async function indexProducts(
  ctx: StoreContext,
  { after }: { readonly after?: string | undefined } = {},
): Promise<{ indexed: number }> {
  authorize(ctx, "catalogue.indexProducts");
  return ctx.write(async (tx) => {
    const rows = await tx.run(sql<{
      id: Id<"product">;
    }>`select id from products where store_id = ${tx.storeId}
      and id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid order by id limit ${batch}::int`);
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return { indexed: 0 };
    const wholes = await lockProducts(tx, { ids });
    await writeTerms(tx, wholes, list(ids));
    const keys = wholes.map(({ product: { id, title } }) => ({ id, key: titleKey(title) }));
    tx.send(sql`update products p set title_key = t.key from ${rowset("t", { id: "uuid", key: "text" }, keys)}
      where p.store_id = ${tx.storeId} and p.id = t.id and p.id = any(${list(ids)}::uuid[]) and p.title_key <> t.key`);
    refreshMembers(tx, ids);
    if (ids.length === batch) tx.enqueue("index-products", { after: ids.at(-1)! });
    return { indexed: ids.length };
  });
}
