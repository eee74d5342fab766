import { type CardRow, cardColumns, toCard } from "@hutong/catalogue";
import { authorize, fragment, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { type Texts, textsOf } from "@hutong/translations";
import type { WantedShelf } from "./page-plan.ts";
import type { Shelf } from "./section.ts";

type Row = Partial<CardRow> & {
  section: string;
  collection_id: string | null;
  collection_handle: string | null;
  collection_title: string | null;
  collection_texts: Texts;
};

function toShelves(rows: readonly Row[]): Map<string, Shelf> {
  const shelves = new Map<string, { collection: Shelf["collection"]; cards: ReturnType<typeof toCard>[] }>();
  for (const row of rows) {
    let shelf = shelves.get(row.section);
    if (!shelf) {
      const collection = row.collection_id
        ? {
            id: row.collection_id,
            handle: row.collection_handle ?? "",
            title: row.collection_texts?.title ?? row.collection_title ?? "",
          }
        : null;
      shelf = { collection, cards: [] };
      shelves.set(row.section, shelf);
    }
    if (row.id) shelf.cards.push(toCard(row as CardRow));
  }
  return shelves;
}

// Where the store's shell is not known yet, the stored settings are read where they stand.
function storedWishes(ctx: StoreContext, template: string): object {
  return fragment`select s.value->>'id' as section, s.value->'settings'->>'collection' as handle,
      least(coalesce(substring(s.value->'settings'->>'limit' from '^[0-9]{1,2}$')::int, 8), 24) as most
    from themes t
    join templates p on p.store_id = ${ctx.storeId} and p.theme_id = t.id and p.name = ${template}
    cross join lateral jsonb_array_elements(p.sections) s
    where t.store_id = ${ctx.storeId} and t.state = 'live' and s.value->>'type' = 'featured-collection'`;
}

/**
 * The products that a live template's `featured-collection` sections ask for, by section id, in one statement
 * whatever their number. A collection that is gone gives the newest products.
 * @param input.wanted what they ask for, where it is known
 */
export function readShelves(
  ctx: StoreContext,
  input: {
    readonly template: string;
    readonly withChoices: boolean;
    readonly wanted: readonly WantedShelf[] | null;
  },
): Reading<ReadonlyMap<string, Shelf>> {
  authorize(ctx, "catalogue.listCards");
  const wishes = input.wanted
    ? fragment`select * from jsonb_to_recordset(${input.wanted}::jsonb) as r(section text, handle text, most int)`
    : storedWishes(ctx, input.template);
  return reading(
    sql<Row>`with wanted as (${wishes})
      select w.section, c.id as collection_id, c.handle as collection_handle, c.title as collection_title,
        ${textsOf(ctx, "collection", fragment`c.id`)} as collection_texts, card.*
      from wanted w
      left join collections c on c.store_id = ${ctx.storeId} and c.handle = w.handle
      left join lateral (
        select ${cardColumns(ctx, input.withChoices)}, p.n
        from (
          (select o.*, m.n from (select product_id, row_number() over (order by place, product_id) as n
              from collection_products where store_id = ${ctx.storeId} and collection_id = c.id and is_listed
              order by place, product_id limit w.most) m
            cross join lateral (select * from products where store_id = ${ctx.storeId} and id = m.product_id limit 1) o)
          union all
          (select o.*, row_number() over (order by o.created_at desc, o.id desc) as n from products o
            where c.id is null and o.store_id = ${ctx.storeId} and o.status = 'active'
            order by o.created_at desc, o.id desc limit w.most)) p ) card on true
      order by w.section, card.n, card.id`,
    toShelves,
  );
}
