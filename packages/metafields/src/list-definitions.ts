import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { definitionColumns, type MetafieldDefinition } from "./definition-rows.ts";
import type { ListDefinitionsInput } from "./schemas.ts";

/** The statement of a store's definitions, the pinned ones first, then by name. */
export function definitionsStatement(ctx: StoreContext, { ownerType }: ListDefinitionsInput) {
  return sql<MetafieldDefinition>`select ${definitionColumns} from metafield_definitions d
    where d.store_id = ${ctx.storeId} ${ownerType ? fragment`and d.owner_type = ${ownerType}` : nothing}
    order by d.owner_type, d.pinned_position nulls last, d.name, d.id`;
}

/** The store's definitions, of one kind of owner or of all: 256 of each at most. */
export async function listDefinitions(
  ctx: StoreContext,
  input: ListDefinitionsInput,
): Promise<MetafieldDefinition[]> {
  authorize(ctx, "metafields.listDefinitions");
  const [rows] = await ctx.read(definitionsStatement(ctx, input));
  return [...rows];
}
