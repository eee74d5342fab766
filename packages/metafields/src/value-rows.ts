import { rowset, sql, type WriteContext } from "@hutong/db";
import { newPublicId } from "@hutong/kernel";
import type { FieldType, OwnerType, Validation } from "./types.ts";

/** Which value is meant. */
export interface MetafieldName {
  readonly ownerType: OwnerType;
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
}

/** A value as it is kept. */
export interface TypedValue {
  readonly type: FieldType;
  readonly value: string;
}

/** What a definition says of values. */
export interface Known {
  owner_type: OwnerType;
  namespace: string;
  key: string;
  type: FieldType;
  validations: Validation[];
  is_public: boolean;
}

type FieldName = Omit<MetafieldName, "ownerId">;

export const fieldOf = (one: { ownerType: string; namespace: string; key: string }) =>
  `${one.ownerType} ${one.namespace} ${one.key}`;
export const nameOf = (one: MetafieldName) => `${one.ownerId} ${fieldOf(one)}`;

const fieldColumns = { owner_type: "text", namespace: "text", key: "text" } as const;
export const nameColumns = { ...fieldColumns, owner_id: "uuid" } as const;
const valueColumns = { ...nameColumns, type: "text", value: "text", public_id: "bigint" } as const;

export const rowOf = ({ ownerType, ownerId, namespace, key }: MetafieldName) => ({
  owner_type: ownerType,
  owner_id: ownerId,
  namespace,
  key,
});

/** Definitions of these fields, by `fieldOf`. Nobody makes one stricter while values are judged by it. */
export async function lockDefinitionsOf(
  tx: WriteContext,
  given: readonly FieldName[],
): Promise<Map<string, Known>> {
  const fields = [...new Map(given.map((one) => [fieldOf(one), one])).values()].map(
    ({ ownerType, namespace, key }) => ({ owner_type: ownerType, namespace, key }),
  );
  tx.send(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`metafields ${tx.storeId}`}, 0))`);
  const rows = await tx.run(sql<Known>`select d.owner_type, d.namespace, d.key, d.type, d.validations,
      d.storefront_access = 'PUBLIC_READ' as is_public
    from ${rowset("f", fieldColumns, fields)} cross join lateral (select * from metafield_definitions d
      where d.store_id = ${tx.storeId} and d.owner_type = f.owner_type and d.namespace = f.namespace and d.key = f.key) d`);
  return new Map(rows.map((row) => [fieldOf({ ...row, ownerType: row.owner_type }), row]));
}

/** What is there of these, by `nameOf`; locked in the order in which it was asked for. */
export async function lockValues(
  tx: WriteContext,
  names: readonly MetafieldName[],
): Promise<Map<string, TypedValue>> {
  if (names.length === 0) return new Map();
  const rows = await tx.run(sql<MetafieldName & TypedValue>`
    select m.owner_type as "ownerType", m.owner_id as "ownerId", m.namespace, m.key, m.type, m.value
    from ${rowset("n", nameColumns, names.map(rowOf))}
    cross join lateral (select * from metafields m where m.store_id = ${tx.storeId} and m.owner_type = n.owner_type
      and m.owner_id = n.owner_id and m.namespace = n.namespace and m.key = n.key for update) m`);
  return new Map(rows.map((row) => [nameOf(row), { type: row.type, value: row.value }]));
}

/** Takes values away and writes others; answers how many are other than before. */
export async function writeValues(
  tx: WriteContext,
  gone: readonly MetafieldName[],
  ready: readonly (MetafieldName & TypedValue)[],
): Promise<number> {
  let changed = 0;
  if (gone.length > 0) {
    const rows = await tx.run(sql`delete from metafields m using ${rowset("n", nameColumns, gone.map(rowOf))}
      where m.store_id = ${tx.storeId} and m.owner_type = n.owner_type and m.owner_id = n.owner_id
        and m.namespace = n.namespace and m.key = n.key returning 1`);
    changed += rows.length;
  }
  if (ready.length > 0) {
    const values = ready.map((one) => ({
      ...rowOf(one),
      type: one.type,
      value: one.value,
      public_id: newPublicId(),
    }));
    const rows =
      await tx.run(sql`insert into metafields (store_id, owner_type, owner_id, namespace, key, public_id, type, value,
        created_at, updated_at)
      select ${tx.storeId}::uuid, v.owner_type, v.owner_id, v.namespace, v.key, v.public_id, v.type, v.value, app_now(), app_now()
      from ${rowset("v", valueColumns, values)}
      on conflict (store_id, owner_type, owner_id, namespace, key) do update
        set type = excluded.type, value = excluded.value, updated_at = excluded.updated_at
        where (metafields.type, metafields.value) is distinct from (excluded.type, excluded.value)
      returning 1`);
    changed += rows.length;
  }
  return changed;
}
