import { asked, type Reading, type StoreContext } from "@hutong/db";
import { factsOf, type PublicFact, readFactRows } from "@hutong/metafields";
import type { PageRequest } from "./load-page.ts";
import type { Subject } from "./section.ts";

type Rows = Parameters<typeof factsOf>[1];

/** What a product's page says by fields of the store's own, in the burst of the page; nothing where the store shows none. */
export function readFields(ctx: StoreContext, request: PageRequest, hasFields: boolean): Reading<Rows> {
  return request.kind === "product" && hasFields
    ? readFactRows(ctx, request.handle)
    : (asked(false) as Reading<Rows>);
}

/** The page's subject with its fields; what they refer to is asked for where they refer to anything. */
export async function withFields(
  ctx: StoreContext,
  subject: Subject | null,
  rows: Rows,
): Promise<Subject | null> {
  if (subject?.kind !== "product" || rows.length === 0) return subject;
  const fields: readonly PublicFact[] = await factsOf(ctx, rows);
  return { ...subject, fields };
}
