import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, type Id, isHandle, type LocalizedText, newId } from "@hutong/kernel";
import { cleanHtml } from "./clean-html.ts";
import { PutPageInput } from "./schemas.ts";

function each(text: LocalizedText, clean: (text: string) => string): LocalizedText {
  return Object.fromEntries(Object.entries(text).map(([locale, value]) => [locale, clean(value)]));
}

/** Writes a page of text (about us, delivery, terms) under its handle, new or anew. Throws `handle_invalid`. */
export async function putPage(ctx: StoreContext, input: PutPageInput): Promise<{ id: Id<"page"> }> {
  authorize(ctx, "content.putPage");
  const page = PutPageInput.parse(input);
  if (!isHandle(page.handle)) throw new AppError("invalid", "handle_invalid", { field: "handle" });
  const title = each(page.title, cleanText);
  const body = each(page.bodyHtml, cleanHtml);
  return ctx.write(async (tx) => {
    const rows = await tx.run(sql<{ id: Id<"page"> }>`
      insert into pages (store_id, id, handle, title, body_html, updated_at)
      values (${ctx.storeId}, ${newId<"page">()}, ${page.handle}, ${title}::jsonb, ${body}::jsonb, app_now())
      on conflict (store_id, handle) do update
        set title = excluded.title, body_html = excluded.body_html, updated_at = excluded.updated_at
      returning id`);
    const id = rows[0]!.id;
    tx.emit({ kind: "page.saved", subject: ["page", id] });
    tx.touch(`page:${id}`, "pages");
    return { id };
  });
}
