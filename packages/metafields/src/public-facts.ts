import {
  authorize,
  fragment,
  list,
  type Reading,
  reading,
  readTogether,
  type StoreContext,
  sql,
} from "@hutong/db";
import { referencesIn } from "./judge-value.ts";
import { type Reference, readReferences } from "./references.ts";
import { type FieldType, partsOf, referenceKindOf, type SingleType } from "./types.ts";

/** Something that a product's page says of it, by a field that customers may see. */
export interface PublicFact {
  readonly id: string;
  readonly label: string;
  /** Of the single values. */
  readonly type: SingleType;
  /** As they are kept; of references, what is there. */
  readonly values: readonly (string | Reference)[];
}

interface Row {
  id: string;
  name: string;
  type: FieldType;
  value: string;
}

/** A column: whether the store has fields of products that customers may see. It belongs to what every page stands in. */
export function hasPublicFields(ctx: StoreContext): object {
  return fragment`exists (select 1 from metafield_definitions where store_id = ${ctx.storeId}
    and owner_type = 'PRODUCT' and storefront_access = 'PUBLIC_READ' and type <> 'json')`;
}

/** What customers may see of the fields of a product that is on sale, in the merchant's order: one statement. */
export function readFactRows(ctx: StoreContext, handle: string): Reading<readonly Row[]> {
  authorize(ctx, "metafields.readFactRows");
  return reading(
    sql<Row>`select d.id, d.name, m.type, m.value
      from (select id from products where store_id = ${ctx.storeId} and handle = ${handle} and status = 'active') p
      join metafields m on m.store_id = ${ctx.storeId} and m.owner_type = 'PRODUCT' and m.owner_id = p.id
      join metafield_definitions d on d.store_id = ${ctx.storeId} and d.owner_type = 'PRODUCT' and d.namespace = m.namespace and d.key = m.key
      where d.storefront_access = 'PUBLIC_READ' and d.type = m.type and d.type <> 'json'
      order by d.pinned_position nulls last, d.name, d.id limit 100`,
    (rows) => rows,
  );
}

/** Facts of these rows: those that refer to something are asked for by a burst more. What is gone, or not for customers, is left out. */
export async function factsOf(ctx: StoreContext, rows: readonly Row[]): Promise<PublicFact[]> {
  authorize(ctx, "metafields.factsOf");
  const [references] = await readTogether(ctx, readReferences(ctx, rows));
  const hidden = await hiddenEntries(ctx, [...references.values()]);
  return rows.flatMap(({ id, name, type, value }): PublicFact[] => {
    const { single, isList } = partsOf(type);
    if (!referenceKindOf(type)) {
      const values = isList ? (JSON.parse(value) as unknown[]).map(String) : [value];
      return [{ id, label: name, type: single, values }];
    }
    const values = referencesIn(type, value).flatMap((one) => {
      const found = references.get(one);
      return found && isShown(found) && !hidden.has(one) ? [found] : [];
    });
    return values.length > 0 ? [{ id, label: name, type: single, values }] : [];
  });
}

const isShown = ({ kind, handle }: Reference) => kind === "file" || kind === "metaobject" || handle !== null;

// Entries that are drafts, or of a kind that customers may not see.
async function hiddenEntries(ctx: StoreContext, references: readonly Reference[]): Promise<Set<string>> {
  const ids = references.filter(({ kind }) => kind === "metaobject").map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const wanted = list(ids);
  const [rows] = await ctx.read(sql<{ id: string }>`select m.id from metaobjects m
    join metaobject_definitions d on d.store_id = ${ctx.storeId} and d.id = m.definition_id
    where m.store_id = ${ctx.storeId} and m.id = any(${wanted}::uuid[])
      and (d.storefront_access <> 'PUBLIC_READ' or d.is_publishable and m.status <> 'ACTIVE')`);
  return new Set(rows.map(({ id }) => id));
}
