import { authorize, type StoreContext, sql } from "@hutong/db";
import { PutMenuInput } from "./schemas.ts";

/** Sets the links of a menu ("main", "footer"). */
export async function putMenu(ctx: StoreContext, input: PutMenuInput): Promise<void> {
  authorize(ctx, "content.putMenu");
  const menu = PutMenuInput.parse(input);
  await ctx.write(async (tx) => {
    tx.send(sql`insert into menus (store_id, handle, items)
      values (${ctx.storeId}, ${menu.handle}, ${menu.items}::jsonb)
      on conflict (store_id, handle) do update set items = excluded.items`);
    tx.emit({ kind: "menu.saved", subject: ["menu", menu.handle] });
    tx.touch(`menu:${menu.handle}`);
  });
}
