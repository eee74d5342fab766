import { authorize, fragment, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { parsedText, type Texts, textsOf } from "@hutong/translations";
import type { NamedProduct } from "./section.ts";

interface Row {
  id: string;
  handle: string;
  title: string;
  min_price: number;
  is_available: boolean;
  facts: NamedProduct["facts"];
  texts: Texts;
}

// Where the store's shell is not known yet, the stored settings are read where they stand.
function storedWishes(ctx: StoreContext, template: string): object {
  return fragment`select distinct s.value->'settings'->>'product' as handle
    from themes t
    join templates p on p.store_id = ${ctx.storeId} and p.theme_id = t.id and p.name = ${template}
    cross join lateral jsonb_array_elements(p.sections) s
    where t.store_id = ${ctx.storeId} and t.state = 'live' and s.value->'settings' ? 'product'`;
}

/**
 * The products that settings of a live template name by `product`, by handle, in one statement.
 * @param wanted their handles, where they are known
 */
export function readNamedProducts(
  ctx: StoreContext,
  template: string,
  wanted: readonly string[] | null,
): Reading<ReadonlyMap<string, NamedProduct>> {
  authorize(ctx, "catalogue.listCards");
  const wishes = wanted
    ? fragment`select value as handle from jsonb_array_elements_text(${wanted}::jsonb)`
    : storedWishes(ctx, template);
  return reading(
    sql<Row>`with wanted as (${wishes})
      select p.id, p.handle, p.title, p.min_price, p.is_available, p.facts,
        ${textsOf(ctx, "product", fragment`p.id`)} as texts
      from wanted w join products p on p.store_id = ${ctx.storeId} and p.handle = w.handle and p.status = 'active'
      limit 20`,
    (rows) =>
      new Map(
        rows.map((row) => [
          row.handle,
          {
            id: row.id,
            handle: row.handle,
            title: row.texts?.title ?? row.title,
            minPrice: row.min_price,
            isAvailable: row.is_available,
            facts: parsedText(row.texts, "facts", row.facts),
          },
        ]),
      ),
  );
}
