import { authorize, type Reading, reading, readTogether, rowset, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import type { MetafieldDefinition } from "./definition-rows.ts";
import { definitionsStatement } from "./list-definitions.ts";
import { authorizeOwners, ownersStatement } from "./owners.ts";
import { type Reference, readReferences, withoutMissing } from "./references.ts";
import { OwnerInput } from "./schemas.ts";
import type { FieldType, OwnerType } from "./types.ts";
import type { MetafieldName } from "./value-rows.ts";

/** A value as it is kept. */
export interface Metafield extends MetafieldName {
  readonly publicId: number;
  readonly type: FieldType;
  readonly value: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const ownerColumns = { owner_type: "text", owner_id: "uuid" } as const;

/**
 * All values of these owners (2,048 at most), to be read in a burst with others: one statement, none for no owner. Values may refer
 * to what is not there any more; `readReferences` says what is.
 */
export function readMetafields(
  ctx: StoreContext,
  owners: readonly { readonly ownerType: OwnerType; readonly ownerId: string }[],
): Reading<readonly Metafield[]> {
  authorize(ctx, "metafields.readMetafields");
  authorizeOwners(ctx, "read", new Set(owners.map(({ ownerType }) => ownerType)));
  const rows = owners.map(({ ownerType, ownerId }) => ({ owner_type: ownerType, owner_id: ownerId }));
  if (rows.length === 0) return { statements: [], answer: () => [] };
  return reading(
    sql<Metafield>`select m.owner_type as "ownerType", m.owner_id as "ownerId", m.namespace, m.key, m.public_id as "publicId", m.type, m.value,
        m.created_at as "createdAt", m.updated_at as "updatedAt"
      from ${rowset("o", ownerColumns, rows)} cross join lateral (select * from metafields m
        where m.store_id = ${ctx.storeId} and m.owner_type = o.owner_type and m.owner_id = o.owner_id) m
      order by m.owner_id, m.namespace, m.key`,
    (found) => found,
  );
}

/** An owner's fields as a form shows them. */
export interface OwnerFields {
  readonly definitions: readonly MetafieldDefinition[];
  /** Values that are there, without references to what is gone; those of no definition too. */
  readonly values: readonly {
    readonly namespace: string;
    readonly key: string;
    readonly type: FieldType;
    readonly value: string;
  }[];
  /** What values refer to. */
  readonly references: readonly Reference[];
}

/** What can be filled in for an owner, and what is. Throws `metafield_owner_not_found`. */
export async function getOwnerFields(ctx: StoreContext, input: OwnerInput): Promise<OwnerFields> {
  authorize(ctx, "metafields.getOwnerFields");
  const owner = OwnerInput.parse(input);
  const values = readMetafields(ctx, [owner]);
  if (!isId(owner.ownerId)) throw new AppError("not_found", "metafield_owner_not_found");
  const [definitions, found, there] = await readTogether(
    ctx,
    reading(definitionsStatement(ctx, owner), (rows) => rows),
    values,
    reading(ownersStatement(ctx, owner.ownerType, [owner.ownerId]), (rows) => rows.length > 0),
  );
  if (!there) throw new AppError("not_found", "metafield_owner_not_found");
  const [references] = await readTogether(ctx, readReferences(ctx, found));
  return {
    definitions,
    values: found.flatMap(({ namespace, key, type, value }) => {
      const left = withoutMissing({ type, value }, references);
      return left === null ? [] : [{ namespace, key, type, value: left }];
    }),
    references: [...references.values()],
  };
}
