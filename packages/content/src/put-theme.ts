import { authorize, type StoreContext, sql } from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";
import { PutThemeInput } from "./schemas.ts";

/** Sets the live theme: its base and settings. Its templates stay. */
export async function putTheme(ctx: StoreContext, input: PutThemeInput): Promise<{ id: Id<"theme"> }> {
  authorize(ctx, "content.putTheme");
  const theme = PutThemeInput.parse(input);
  return ctx.write(async (tx) => {
    const rows = await tx.run(sql<{ id: Id<"theme"> }>`
      with changed as (
        update themes set base = ${theme.base}, settings = ${theme.settings}::jsonb, updated_at = app_now()
        where store_id = ${ctx.storeId} and state = 'live' returning id),
      made as (
        insert into themes (store_id, id, base, state, settings, updated_at)
        select ${ctx.storeId}::uuid, ${newId<"theme">()}::uuid, ${theme.base}::text, 'live', ${theme.settings}::jsonb, app_now()
        where not exists (select from changed) returning id)
      select id from changed union all select id from made`);
    const id = rows[0]!.id;
    tx.emit({ kind: "theme.saved", subject: ["theme", id] });
    tx.touch("theme");
    return { id };
  });
}
