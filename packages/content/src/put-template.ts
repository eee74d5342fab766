import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { PutTemplateInput } from "./schemas.ts";

/**
 * Sets the sections of one page of the live theme: "layout", "home", "product", "collection", … Throws
 * `theme_not_found` before `putTheme`, `section_ids_repeat`.
 */
export async function putTemplate(ctx: StoreContext, input: PutTemplateInput): Promise<void> {
  authorize(ctx, "content.putTemplate");
  const { name, sections } = PutTemplateInput.parse(input);
  if (new Set(sections.map((section) => section.id)).size !== sections.length)
    throw new AppError("invalid", "section_ids_repeat", { field: "sections" });
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql<{ id: Id<"theme"> }>`
      with theme as (
        update themes set updated_at = app_now()
        where store_id = ${ctx.storeId} and state = 'live' returning id)
      insert into templates (store_id, theme_id, name, sections)
      select ${ctx.storeId}::uuid, id, ${name}::text, ${sections}::jsonb from theme
      on conflict (store_id, theme_id, name) do update set sections = excluded.sections
      returning theme_id as id`);
    const theme = rows[0];
    if (!theme) throw new AppError("precondition", "theme_not_found");
    tx.emit({ kind: "template.saved", subject: ["theme", theme.id], data: { name } });
    tx.touch("theme");
  });
}
