import { list, type Reading, type Statement, type StoreContext, sql } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { referencesIn, rulesOf } from "./judge-value.ts";
import { type FieldType, partsOf, type ReferenceKind, referenceKindOf, type Validation } from "./types.ts";

/** A value that refers to something, with its type. */
export interface Typed {
  readonly type: FieldType;
  readonly value: string;
}

/** Something that a value refers to, as people know it. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly title: string;
  /** Where the shop shows it; null where it does not, as what is not for sale. */
  readonly handle: string | null;
  /** Address of its picture, for a file. */
  readonly url: string | null;
  /** Of an entry: the definition that it is one of. */
  readonly definitionId: string | null;
}

/** What is there of what values refer to, by id. */
export type References = ReadonlyMap<string, Reference>;

interface Row {
  id: string;
  title: string;
  handle: string | null;
  path: string | null;
  definition_id: string | null;
}

function statementOf(ctx: StoreContext, kind: ReferenceKind, ids: string): Statement<Row> {
  const { storeId } = ctx;
  switch (kind) {
    case "product":
      return sql<Row>`select id, title, case when status = 'active' then handle end as handle, null::text as path, null::uuid as definition_id
        from products where store_id = ${storeId} and id = any(${ids}::uuid[])`;
    case "variant":
      return sql<Row>`select v.id, concat_ws(' · ', p.title, nullif(v.option1, ''), nullif(v.option2, ''), nullif(v.option3, '')) as title,
          case when p.status = 'active' then p.handle end as handle, null::text as path, null::uuid as definition_id
        from variants v join products p on p.store_id = ${storeId} and p.id = v.product_id
        where v.store_id = ${storeId} and v.id = any(${ids}::uuid[])`;
    case "collection":
      return sql<Row>`select id, title, handle, null::text as path, null::uuid as definition_id from collections
        where store_id = ${storeId} and id = any(${ids}::uuid[])`;
    case "file":
      return sql<Row>`select id, '' as title, null::text as handle, path, null::uuid as definition_id from files
        where store_id = ${storeId} and id = any(${ids}::uuid[]) and state = 'ready'`;
    case "metaobject":
      return sql<Row>`select m.id, m.display_name as title, null::text as handle, null::text as path, m.definition_id
        from metaobjects m where m.store_id = ${storeId} and m.id = any(${ids}::uuid[])`;
  }
}

/** What these values refer to and is still there, to be read in a burst with others: a statement for each kind that there is. */
export function readReferences(ctx: StoreContext, values: readonly Typed[]): Reading<References> {
  const wanted = new Map<ReferenceKind, Set<string>>();
  for (const { type, value } of values) {
    const kind = referenceKindOf(type);
    if (!kind) continue;
    const ids = wanted.get(kind) ?? new Set();
    for (const id of referencesIn(type, value)) ids.add(id);
    wanted.set(kind, ids);
  }
  const kinds = [...wanted];
  return {
    statements: kinds.map(([kind, ids]) => statementOf(ctx, kind, list([...ids]))),
    answer(rows) {
      const found = new Map<string, Reference>();
      for (const [index, [kind]] of kinds.entries()) {
        for (const row of (rows[index] ?? []) as readonly Row[])
          found.set(row.id, {
            kind,
            id: row.id,
            title: row.title,
            handle: row.handle,
            url: row.path === null ? null : fileUrl(row.path),
            definitionId: row.definition_id,
          });
      }
      return found;
    },
  };
}

/** A value without what it refers to and is not there any more; null where nothing is left of it. */
export function withoutMissing({ type, value }: Typed, references: References): string | null {
  if (!referenceKindOf(type)) return value;
  const left = referencesIn(type, value).filter((id) => references.has(id));
  if (left.length === 0) return null;
  return partsOf(type).isList ? JSON.stringify(left) : left[0]!;
}

/** The first place (from 1) at which a value refers to nothing, or to an entry of another kind; null where there is none. */
export function missingAt(
  typed: Typed,
  validations: readonly Validation[],
  references: References,
): number | null {
  if (!referenceKindOf(typed.type)) return null;
  const target = rulesOf(validations).get("metaobject_definition_id");
  const at = referencesIn(typed.type, typed.value).findIndex((id) => {
    const found = references.get(id);
    return !found || (target !== undefined && found.definitionId !== target);
  });
  return at === -1 ? null : at + 1;
}
