import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isHandle, newId, newPublicId } from "@hutong/kernel";
import { collectionTexts, putTranslations } from "@hutong/translations";
import { z } from "zod";
import { memberColumns, memberFacts, placeOf, postMembers } from "./collections/membership.ts";
import { CollectionInput } from "./product-schemas.ts";
import { safeHtml } from "./rich-text.ts";

type Parsed = z.output<typeof CollectionInput>;

/**
 * Makes or changes collections by handle; their place in the store's list is their place here. Where `products` is
 * given it replaces what the collection held, and its rules. Throws `handle_ill_formed`, `title_missing` or `unknown_product`.
 */
export async function putCollections(
  ctx: StoreContext,
  input: readonly CollectionInput[],
): Promise<{ handle: string; id: Id<"collection"> }[]> {
  authorize(ctx, "catalogue.putCollections");
  const given = z.array(CollectionInput).max(1000).parse(input).map(judged);
  if (given.length === 0) return [];
  return ctx.write(async (tx) => {
    const ids = await upsertRows(tx, given);
    await placeProducts(tx, given, ids);
    const texts = given.flatMap((row) =>
      Object.entries(row.translations ?? {}).flatMap(([locale, fields]) =>
        collectionTexts(ids.get(row.handle)!, locale, fields),
      ),
    );
    if (texts.length > 0) await putTranslations(tx, texts);
    for (const id of ids.values()) {
      tx.touch(`collection:${id}`);
      tx.emit({ kind: "collection.updated", subject: ["collection", id] });
    }
    tx.touch("collections");
    return given.map(({ handle }) => ({ handle, id: ids.get(handle)! }));
  });
}

function judged(row: Parsed): Parsed {
  if (!isHandle(row.handle))
    throw new AppError("invalid", "handle_ill_formed", { field: "handle", params: { handle: row.handle } });
  const title = cleanText(row.title);
  if (!title) throw new AppError("invalid", "title_missing", { field: "title" });
  const translations = Object.entries(row.translations ?? {}).map(([locale, texts]) => [
    locale,
    {
      title: texts.title === undefined ? undefined : cleanText(texts.title),
      descriptionHtml: texts.descriptionHtml === undefined ? undefined : safeHtml(texts.descriptionHtml),
    },
  ]);
  return {
    ...row,
    title,
    descriptionHtml: row.descriptionHtml === undefined ? undefined : safeHtml(row.descriptionHtml),
    translations: Object.fromEntries(translations),
  };
}

async function upsertRows(
  tx: WriteContext,
  given: readonly Parsed[],
): Promise<Map<string, Id<"collection">>> {
  const rows = given.map((row, position) => ({
    id: newId<"collection">(),
    public_id: newPublicId(),
    handle: row.handle,
    title: row.title,
    description_html: row.descriptionHtml ?? null,
    position,
  }));
  const written = await tx.run(sql<{ id: Id<"collection">; handle: string }>`
    insert into collections as k (store_id, id, public_id, handle, title, description_html, position, updated_at)
    select ${tx.storeId}::uuid, c.id, c.public_id, c.handle, c.title, coalesce(c.description_html, old.description_html, ''),
      c.position, app_now()
    from jsonb_to_recordset(${rows}::jsonb) as c(id uuid, public_id bigint, handle text, title text,
      description_html text, position int)
    left join collections old on old.store_id = ${tx.storeId} and old.handle = c.handle
    on conflict (store_id, handle) do update set title = excluded.title, description_html = excluded.description_html,
      position = excluded.position, updated_at = excluded.updated_at
    returning k.id, k.handle`);
  return new Map(written.map((row) => [row.handle, row.id]));
}

async function placeProducts(
  tx: WriteContext,
  given: readonly Parsed[],
  ids: ReadonlyMap<string, Id<"collection">>,
): Promise<void> {
  const replaced = given.filter((row) => row.products !== undefined);
  if (replaced.length === 0) return;
  const places = replaced.flatMap((row) =>
    [...new Set(row.products)].map((handle, position) => ({
      collection_id: ids.get(row.handle),
      handle,
      position,
    })),
  );
  const collections = list(replaced.map((row) => ids.get(row.handle)!));
  // Products first, as their own writes lock them before their memberships.
  tx.send(sql`select from products where store_id = ${tx.storeId}
    and handle = any(${list([...new Set(places.map(({ handle }) => handle))])}::text[]) order by id for key share`);
  tx.send(sql`update collections set rules = null, judging = null
    where store_id = ${tx.storeId} and id = any(${collections}::uuid[]) and rules is not null`);
  tx.send(sql`delete from collection_products
    where store_id = ${tx.storeId} and collection_id = any(${collections}::uuid[])`);
  const placed = await tx.run(sql<{ id: string; handle: string }>`
    with placed as (
      insert into collection_products (store_id, collection_id, product_id, position, place, ${memberColumns})
      select ${tx.storeId}::uuid, k.id, p.id, c.position, ${placeOf(fragment`c.position`)}, ${memberFacts}
      from jsonb_to_recordset(${places}::jsonb) as c(collection_id uuid, handle text, position int)
      join collections k on k.store_id = ${tx.storeId} and k.id = c.collection_id
      join products p on p.store_id = ${tx.storeId} and p.handle = c.handle returning product_id)
    select p.id, p.handle from placed join products p on p.store_id = ${tx.storeId} and p.id = placed.product_id`);
  postMembers(
    tx,
    placed.map(({ id }) => id),
  );
  if (placed.length === places.length) return;
  const known = new Set(placed.map((row) => row.handle));
  const handle = places.find((place) => !known.has(place.handle))?.handle ?? "";
  throw new AppError("invalid", "unknown_product", { field: "products", params: { handle } });
}
