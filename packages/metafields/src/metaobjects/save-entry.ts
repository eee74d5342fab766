import { authorize, isDatabaseError, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isHandle, newId, newPublicId, toHandle } from "@hutong/kernel";
import { fault } from "../faults.ts";
import { missingAt, readReferences } from "../references.ts";
import { RemoveEntriesInput, SaveEntryInput } from "../schemas.ts";
import { limits } from "../types.ts";
import { lockDefinition, type MetaobjectDefinition } from "./definition-rows.ts";
import { displayNameOf, type FieldFault, judgeEntry, nameKeyOf } from "./judge-entry.ts";

/** Either the entry was written, or it says of each field what is wrong. */
export type SaveEntryOutcome =
  | { readonly kind: "saved"; readonly id: Id<"metaobject">; readonly handle: string }
  | { readonly kind: "refused"; readonly faults: readonly FieldFault[] };

interface Before {
  handle: string;
  status: "ACTIVE" | "DRAFT";
  fields: Record<string, string>;
  version: number;
}

async function lockEntry(
  tx: WriteContext,
  { id, version, definitionId }: { id: string; version: number | undefined; definitionId: string },
): Promise<Before> {
  const [row] = await tx.run(sql<Before>`select handle, status, fields, version from metaobjects
    where store_id = ${tx.storeId} and id = ${id} and definition_id = ${definitionId} for update`);
  if (!row) throw new AppError("not_found", "entry_not_found");
  if (version !== undefined && version !== row.version) throw new AppError("conflict", "entry_changed");
  return row;
}

async function countEntries(tx: WriteContext, definitionId: string): Promise<void> {
  // Looked at only near the end: the last of the allowed ones is there, or it is not.
  const rows =
    await tx.run(sql`select 1 from metaobjects where store_id = ${tx.storeId} and definition_id = ${definitionId}
    order by handle offset ${limits.metaobjects - 1}::int limit 1`);
  if (rows.length > 0)
    throw new AppError("limit_reached", "entries_too_many", { params: { most: limits.metaobjects } });
}

// What somebody typed has to be free; what is made of a name takes a number.
async function handleOf(
  tx: WriteContext,
  definition: MetaobjectDefinition,
  given: string | undefined,
  values: Readonly<Record<string, string>>,
  own: string | null,
): Promise<string> {
  const typed = given?.trim();
  if (typed) {
    if (!isHandle(typed) || typed.length > limits.handle)
      throw new AppError("invalid", "handle_malformed", { field: "handle" });
    return typed;
  }
  if (own !== null) return own;
  const base = toHandle(displayNameOf(definition, values, "")) || toHandle(definition.type) || "entry";
  const taken = await tx.run(sql<{ handle: string }>`select handle from metaobjects
    where store_id = ${tx.storeId} and definition_id = ${definition.id} and handle >= ${base} and handle < ${`${base}-~`} limit 10000`);
  const known = new Set(taken.map(({ handle }) => handle));
  for (let number = 1; ; number += 1) {
    const handle = number === 1 ? base : `${base}-${number}`;
    if (!known.has(handle)) return handle;
  }
}

async function judgeReferences(
  tx: WriteContext,
  { fields }: MetaobjectDefinition,
  values: Readonly<Record<string, string>>,
  given: ReadonlySet<string>,
): Promise<FieldFault[]> {
  // What was there may refer to what is gone since: only what is given has to be there.
  const typed = fields.flatMap(({ key, type, validations }) =>
    given.has(key) && values[key] !== undefined ? [{ key, type, validations, value: values[key] }] : [],
  );
  const reading = readReferences(tx, typed);
  if (reading.statements.length === 0) return [];
  const references = reading.answer(await tx.read(...reading.statements));
  return typed.flatMap((one) => {
    const at = missingAt(one, one.validations, references);
    if (at === null) return [];
    return [
      { key: one.key, ...fault("reference_missing", one.type.startsWith("list.") ? { number: at } : {}) },
    ];
  });
}

/**
 * Makes an entry, or changes one: fields that are not given stay. What is wrong comes back with the key of each field. Throws
 * `definition_not_found`, `entry_not_found`, `entry_changed` where somebody was faster, `handle_malformed`, `handle_taken` (field
 * `handle`) and `entries_too_many`.
 */
export async function saveEntry(ctx: StoreContext, input: SaveEntryInput): Promise<SaveEntryOutcome> {
  authorize(ctx, "metafields.saveEntry");
  const given = SaveEntryInput.parse(input);
  try {
    return await ctx.write((tx) => save(tx, given));
  } catch (error) {
    if (isDatabaseError(error, "23505", "metaobjects_handle"))
      throw new AppError("conflict", "handle_taken", { field: "handle", cause: error });
    throw error;
  }
}

async function save(tx: WriteContext, given: SaveEntryInput): Promise<SaveEntryOutcome> {
  const { definitionId } = given;
  const definition = await lockDefinition(tx, definitionId, false);
  const before = given.id
    ? await lockEntry(tx, { id: given.id, version: given.version, definitionId })
    : null;
  const { values, faults } = judgeEntry(definition, before?.fields ?? {}, given.fields);
  const missing = await judgeReferences(tx, definition, values, new Set(given.fields.map(({ key }) => key)));
  if (faults.length + missing.length > 0) return { kind: "refused", faults: [...faults, ...missing] };
  if (!before) await countEntries(tx, definitionId);
  const handle = await handleOf(tx, definition, given.handle, values, before?.handle ?? null);
  const name = displayNameOf(definition, values, handle);
  const status = given.status ?? before?.status ?? (definition.isPublishable ? "DRAFT" : "ACTIVE");
  const id = (given.id ?? newId<"metaobject">()) as Id<"metaobject">;
  await tx.run(sql`insert into metaobjects (store_id, id, public_id, definition_id, handle, display_name, name_key, status, fields, version,
      created_at, updated_at)
    values (${tx.storeId}, ${id}, ${newPublicId()}, ${definitionId}, ${handle}, ${name}, ${nameKeyOf(name)}, ${status}, ${values}::jsonb, 1,
      app_now(), app_now())
    on conflict (store_id, id) do update set handle = excluded.handle, display_name = excluded.display_name,
      name_key = excluded.name_key, status = excluded.status, fields = excluded.fields, version = metaobjects.version + 1,
      updated_at = excluded.updated_at`);
  touchShop(tx, definition, id, status !== before?.status);
  tx.emit({ kind: before ? "metaobject.updated" : "metaobject.created", subject: ["metaobject", id] });
  return { kind: "saved", id, handle };
}

// Pages that name an entry; one that was not to be seen is named by none yet.
function touchShop(
  tx: WriteContext,
  { storefrontAccess }: MetaobjectDefinition,
  id: string,
  isNews: boolean,
): void {
  if (storefrontAccess !== "PUBLIC_READ") return;
  tx.touch(isNews ? "theme" : `metaobject:${id}`);
}

/** Removes entries; what refers to them reads as if it did not. Answers how many are gone. */
export async function removeEntries(
  ctx: StoreContext,
  input: RemoveEntriesInput,
): Promise<{ count: number }> {
  authorize(ctx, "metafields.removeEntries");
  const { ids } = RemoveEntriesInput.parse(input);
  return await ctx.write(async (tx) => {
    const gone = await tx.run(sql<{ id: string }>`delete from metaobjects
      where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[]) returning id`);
    for (const { id } of gone) {
      tx.touch(`metaobject:${id}`);
      tx.emit({ kind: "metaobject.deleted", subject: ["metaobject", id] });
    }
    return { count: gone.length };
  });
}
