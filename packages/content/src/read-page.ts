import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";

export interface PageView {
  readonly id: string;
  readonly handle: string;
  readonly title: LocalizedText;
  readonly bodyHtml: LocalizedText;
}

/** A page of text by its handle, to be read in a burst with others; null when there is none. */
export function readPage(ctx: StoreContext, handle: string): Reading<PageView | null> {
  authorize(ctx, "content.readPage");
  return reading(
    sql<PageView>`select id, handle, title, body_html as "bodyHtml" from pages
      where store_id = ${ctx.storeId} and handle = ${handle}`,
    (rows) => rows[0] ?? null,
  );
}
