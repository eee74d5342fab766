import { fragment, list, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText } from "@hutong/kernel";
import { memberColumns, memberFacts, placeOf, postMembers } from "../collections/membership.ts";
import { isSameProduct } from "../merge-product.ts";
import { lockProducts, type ProductRow, type WholeProduct } from "../product-rows.ts";
import { removeProducts } from "../remove-products.ts";
import type { LetGo } from "../remove-variants.ts";
import { writeProducts } from "../write-products.ts";
import type { ProductAction } from "./filter-schemas.ts";

/** Columns of a product as they were before an action. */
export type Before = Partial<Pick<ProductRow, "status" | "tags" | "vendor" | "product_type">>;

export interface Applied {
  /** What can be undone; `before` is empty where the product itself did not change. */
  readonly changes: readonly { readonly id: string; readonly before: Before }[];
  readonly changed: number;
  /** Products that have to stay as they are. */
  readonly kept: number;
}

/** As many as a product can have by a form or a file. */
const mostTags = 250;

type FieldAction = Exclude<ProductAction, { kind: "remove" | "add-to-collection" }>;

/** What an action makes of a product's columns; null where it cannot. */
function changedColumns(action: FieldAction, product: ProductRow): Before | null {
  switch (action.kind) {
    case "status":
      return { status: action.status };
    case "vendor":
      return { vendor: cleanText(action.vendor) };
    case "type":
      return { product_type: cleanText(action.productType) };
    case "add-tags": {
      const tags = [...new Set([...product.tags, ...action.tags.map(cleanText).filter(Boolean)])];
      return tags.length > mostTags ? null : { tags };
    }
    case "remove-tags": {
      const gone = new Set(action.tags.map(cleanText));
      return { tags: product.tags.filter((tag) => !gone.has(tag)) };
    }
  }
}

/** Does an action to some products, whole, in the transaction that counts them. @param letGo gives up what inventory has of variants */
export async function applyAction(
  tx: WriteContext,
  action: ProductAction,
  ids: readonly string[],
  letGo: LetGo,
): Promise<Applied> {
  if (action.kind === "remove") {
    const gone = await removeProducts(tx, ids, letGo);
    const left = await tx.run(
      sql`select 1 from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])`,
    );
    return { changes: [], changed: gone.size, kept: left.length };
  }
  if (action.kind === "add-to-collection") return await addToCollection(tx, action.collectionId, ids);
  const wholes = await lockProducts(tx, { ids });
  const plans = wholes.map((whole) => ({ whole, columns: changedColumns(action, whole.product) }));
  const changed = plans.flatMap(({ whole, columns }): { after: WholeProduct; before: Before }[] => {
    if (!columns) return [];
    const after = { ...whole, product: { ...whole.product, ...columns } };
    const keys = Object.keys(columns) as (keyof Before)[];
    const before = Object.fromEntries(keys.map((key) => [key, whole.product[key]])) as Before;
    return isSameProduct(whole, after) ? [] : [{ after, before }];
  });
  await writeProducts(
    tx,
    [],
    changed.map(({ after }) => after),
  );
  return {
    changes: changed.map(({ after, before }) => ({ id: after.product.id, before })),
    changed: changed.length,
    kept: plans.filter(({ columns }) => columns === null).length,
  };
}

/** Puts products at the end of a collection. Throws `collection_not_found`, or `collection_has_rules` where they decide. */
async function addToCollection(
  tx: WriteContext,
  collectionId: string,
  ids: readonly string[],
): Promise<Applied> {
  // Products first, as their own writes lock them before their memberships.
  tx.send(sql`select from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])
    order by id for key share`);
  const [known] = await tx.run(sql<{
    isRuled: boolean;
  }>`select rules is not null as "isRuled" from collections
    where store_id = ${tx.storeId} and id = ${collectionId}::uuid for update`);
  if (!known) throw new AppError("not_found", "collection_not_found");
  if (known.isRuled) throw new AppError("conflict", "collection_has_rules");
  const added = await tx.run(sql<{ id: string }>`
    insert into collection_products (store_id, collection_id, product_id, position, place, ${memberColumns})
    select ${tx.storeId}::uuid, k.id, p.id, c.position, ${placeOf(fragment`c.position`)}, ${memberFacts}
    from (select a.id, a.n + (select coalesce(max(position), -1) from collection_products
        where store_id = ${tx.storeId} and collection_id = ${collectionId}::uuid) as position
      from unnest(${list(ids)}::uuid[]) with ordinality a(id, n)) c
    join collections k on k.store_id = ${tx.storeId} and k.id = ${collectionId}::uuid
    join products p on p.store_id = ${tx.storeId} and p.id = c.id
    on conflict do nothing returning product_id as id`);
  if (added.length > 0) {
    postMembers(
      tx,
      added.map(({ id }) => id),
    );
    tellOf(tx, collectionId);
  }
  return { changes: added.map(({ id }) => ({ id, before: {} })), changed: added.length, kept: 0 };
}

function tellOf(tx: WriteContext, collectionId: string): void {
  tx.touch(`collection:${collectionId}`, "collections");
  tx.emit({ kind: "collection.updated", subject: ["collection", collectionId] });
}

/** A change that an action made, to be taken back. */
export interface ToUndo {
  readonly id: string;
  readonly before: Before;
  readonly version: number;
}

/** Gives products back what an action took of them; those that somebody changed since stay. Answers how many are as they were. */
export async function takeBack(
  tx: WriteContext,
  action: ProductAction,
  changes: readonly ToUndo[],
): Promise<number> {
  const ids = changes.map(({ id }) => id);
  if (action.kind === "add-to-collection") {
    const gone = await tx.run(sql`delete from collection_products where store_id = ${tx.storeId}
      and collection_id = ${action.collectionId}::uuid and product_id = any(${list(ids)}::uuid[]) returning product_id`);
    if (gone.length > 0) {
      postMembers(tx, []);
      tellOf(tx, action.collectionId);
    }
    return gone.length;
  }
  const wholes = await lockProducts(tx, { ids });
  const versions = await tx.run(sql<{ id: string; version: number }>`select id, version from products
    where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])`);
  const now = new Map(versions.map(({ id, version }) => [id, version]));
  const wanted = new Map(changes.map((change) => [change.id, change]));
  const restored = wholes.flatMap((whole) => {
    const { before, version } = wanted.get(whole.product.id)!;
    if (now.get(whole.product.id) !== version) return [];
    return [{ ...whole, product: { ...whole.product, ...before } }];
  });
  await writeProducts(tx, [], restored);
  return restored.length;
}
