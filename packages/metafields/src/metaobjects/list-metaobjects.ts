import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { definitionColumns, type MetaobjectDefinition } from "./definition-rows.ts";

/** A definition in the merchant's list, with how many entries it has (10,000 at most). */
export interface MetaobjectDefinitionItem extends MetaobjectDefinition {
  readonly count: number;
}

/** The store's definitions of records by name, 128 at most. */
export async function listMetaobjectDefinitions(ctx: StoreContext): Promise<MetaobjectDefinitionItem[]> {
  authorize(ctx, "metafields.listMetaobjectDefinitions");
  const [rows] =
    await ctx.read(sql<MetaobjectDefinitionItem>`select ${definitionColumns}, (select count(*)::int from (select from metaobjects m
      where m.store_id = ${ctx.storeId} and m.definition_id = d.id limit 10000) x) as count
    from metaobject_definitions d where d.store_id = ${ctx.storeId} order by d.name, d.id`);
  return [...rows];
}

/** A definition of records by its id. Throws `definition_not_found`. */
export async function getMetaobjectDefinition(
  ctx: StoreContext,
  { id }: { id: string },
): Promise<MetaobjectDefinition> {
  authorize(ctx, "metafields.getMetaobjectDefinition");
  const [[row]] = isId(id)
    ? await ctx.read(sql<MetaobjectDefinition>`select ${definitionColumns} from metaobject_definitions d
        where d.store_id = ${ctx.storeId} and d.id = ${id}`)
    : [[]];
  if (!row) throw new AppError("not_found", "definition_not_found");
  return row;
}
