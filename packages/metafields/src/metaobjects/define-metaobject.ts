import {
  authorize,
  fragment,
  isDatabaseError,
  list,
  nothing,
  type StoreContext,
  sql,
  type WriteContext,
} from "@hutong/db";
import { AppError, type Id, newId, newPublicId } from "@hutong/kernel";
import { judgeDescription, judgeKey, judgeName, judgeTarget } from "../definition-rows.ts";
import { Misfits } from "../judge-stored.ts";
import { judgeValidations } from "../judge-validations.ts";
import { judgeValue, rulesOf } from "../judge-value.ts";
import {
  DefineMetaobjectInput,
  type MetaobjectFieldInput,
  RemoveMetaobjectInput,
  UpdateMetaobjectInput,
} from "../schemas.ts";
import { limits } from "../types.ts";
import { lockDefinition, type MetaobjectDefinition, type MetaobjectField } from "./definition-rows.ts";
import { displayNameOf, nameKeyOf } from "./judge-entry.ts";

// Names the field at fault: `fields.2.key`.
function inField<Result>(index: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.kind, error.code, {
      params: { ...error.params, number: index + 1 },
      field: `fields.${index}.${error.field ?? "key"}`,
    });
  }
}

function judgeFields(given: readonly MetaobjectFieldInput[]): MetaobjectField[] {
  if (given.length === 0) throw new AppError("invalid", "fields_missing", { field: "fields" });
  if (given.length > limits.metaobjectFields)
    throw new AppError("invalid", "fields_too_many", {
      field: "fields",
      params: { most: limits.metaobjectFields },
    });
  const seen = new Set<string>();
  return given.map((one, index) =>
    inField(index, () => {
      const key = judgeKey(one.key, "key");
      if (seen.has(key)) throw new AppError("invalid", "key_taken", { field: "key" });
      seen.add(key);
      return {
        key,
        name: judgeName(one.name || key),
        description: judgeDescription(one.description ?? ""),
        type: one.type,
        required: one.required ?? false,
        validations: judgeValidations(one.type, one.validations ?? []),
      };
    }),
  );
}

type Judged = Pick<
  MetaobjectDefinition,
  "name" | "description" | "fields" | "displayNameKey" | "isPublishable" | "storefrontAccess"
>;

function judgeDefinition(given: Omit<UpdateMetaobjectInput, "id">): Judged {
  const fields = judgeFields(given.fields);
  const displayNameKey = given.displayNameKey || null;
  if (displayNameKey !== null && !fields.some(({ key }) => key === displayNameKey))
    throw new AppError("invalid", "display_name_field_missing", { field: "displayNameKey" });
  return {
    name: judgeName(given.name),
    description: judgeDescription(given.description ?? ""),
    fields,
    displayNameKey,
    isPublishable: given.isPublishable ?? false,
    storefrontAccess: given.storefrontAccess ?? "NONE",
  };
}

const targetsOf = ({ fields }: Judged) => fields.flatMap(({ validations }) => validations);

/**
 * Defines a kind of records. Throws `key_malformed`, `key_taken` (field `type`, or `fields.<index>.key`), `name_missing`, `fields_missing`,
 * `fields_too_many`, `display_name_field_missing`, `metaobject_definitions_too_many`, and what `judgeValidations` throws.
 */
export async function defineMetaobject(
  ctx: StoreContext,
  input: DefineMetaobjectInput,
): Promise<{ id: Id<"metaobject-definition"> }> {
  authorize(ctx, "metafields.defineMetaobject");
  const given = DefineMetaobjectInput.parse(input);
  const type = judgeKey(given.type, "type");
  const judged = judgeDefinition(given);
  const id = newId<"metaobject-definition">();
  try {
    await ctx.write(async (tx) => {
      await judgeTarget(tx, targetsOf(judged));
      const [counted] = await tx.run(sql<{ n: number }>`
        select count(*)::int as n from metaobject_definitions where store_id = ${tx.storeId}`);
      if (counted!.n >= limits.metaobjectDefinitions)
        throw new AppError("limit_reached", "metaobject_definitions_too_many", {
          params: { most: limits.metaobjectDefinitions },
        });
      await tx.run(sql`insert into metaobject_definitions (store_id, id, public_id, type, name, description, display_name_key, fields,
          is_publishable, storefront_access, created_at, updated_at)
        values (${tx.storeId}, ${id}, ${newPublicId()}, ${type}, ${judged.name}, ${judged.description}, ${judged.displayNameKey},
          ${judged.fields}::jsonb, ${judged.isPublishable}, ${judged.storefrontAccess}, app_now(), app_now())`);
      tx.emit({ kind: "metaobject-definition.created", subject: ["metaobject-definition", id] });
    });
  } catch (error) {
    if (isDatabaseError(error, "23505", "metaobject_definitions_type"))
      throw new AppError("conflict", "key_taken", { field: "type", cause: error });
    throw error;
  }
  return { id };
}

const page = 2_000;
type EntryRow = { id: string; handle: string; display_name: string; fields: Record<string, string> };

/** Goes through a definition's entries, which nobody writes meanwhile. */
async function eachEntry(
  tx: WriteContext,
  id: string,
  work: (rows: readonly EntryRow[]) => Promise<void> | void,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const rows: EntryRow[] =
      await tx.run(sql<EntryRow>`select id, handle, display_name, fields from metaobjects
      where store_id = ${tx.storeId} and definition_id = ${id} ${after === null ? nothing : fragment`and handle > ${after}`}
      order by handle limit ${page}::int`);
    await work(rows);
    if (rows.length < page) return;
    after = rows.at(-1)!.handle;
  }
}

// Fields whose values have to be looked at: those with other rules, and those that must be filled in now.
function strictened(old: MetaobjectDefinition, fields: readonly MetaobjectField[]): MetaobjectField[] {
  const before = new Map(old.fields.map((field) => [field.key, field]));
  return fields.filter((field) => {
    const known = before.get(field.key);
    if (!known) return field.required;
    if (known.type !== field.type)
      throw new AppError("invalid", "field_type_fixed", {
        field: "fields",
        params: { name: known.name, type: known.type },
      });
    return (
      (field.required && !known.required) ||
      JSON.stringify(known.validations) !== JSON.stringify(field.validations)
    );
  });
}

async function judgeEntries(tx: WriteContext, id: string, fields: readonly MetaobjectField[]): Promise<void> {
  const misfits = new Misfits();
  const rules = new Map(fields.map((field) => [field.key, rulesOf(field.validations)]));
  await eachEntry(tx, id, (rows) => {
    for (const row of rows)
      misfits.note(
        fields.every(({ key, type, required }) => {
          const value = Object.hasOwn(row.fields, key) ? row.fields[key] : undefined;
          return value === undefined ? !required : "value" in judgeValue(type, value, rules.get(key)!);
        }),
      );
  });
  misfits.judge();
}

async function rename(tx: WriteContext, id: string, definition: Judged): Promise<void> {
  await eachEntry(tx, id, (rows) => {
    const renamed = rows.flatMap((row) => {
      const name = displayNameOf(definition, row.fields, row.handle);
      return name === row.display_name ? [] : [{ id: row.id, name, key: nameKeyOf(name) }];
    });
    if (renamed.length > 0)
      tx.send(sql`update metaobjects m set display_name = r.name, name_key = r.key
        from jsonb_to_recordset(${renamed}::jsonb) as r(id uuid, name text, key text)
        where m.store_id = ${tx.storeId} and m.id = r.id and m.id = any(${list(renamed.map((one) => one.id))}::uuid[])`);
  });
}

/**
 * Changes a definition of records. Values of fields that are gone go; rules that became stricter are judged against what is there.
 * Throws `definition_not_found`, `field_type_fixed` for a field of another type, `values_do_not_fit` with the count of entries,
 * `values_too_many`, and what `defineMetaobject` throws.
 */
export async function updateMetaobjectDefinition(
  ctx: StoreContext,
  input: UpdateMetaobjectInput,
): Promise<void> {
  authorize(ctx, "metafields.updateMetaobjectDefinition");
  const { id, ...given } = UpdateMetaobjectInput.parse(input);
  const judged = judgeDefinition(given);
  await ctx.write(async (tx) => {
    const old = await lockDefinition(tx, id, true);
    await judgeTarget(tx, targetsOf(judged));
    const stricter = strictened(old, judged.fields);
    if (stricter.length > 0) await judgeEntries(tx, id, stricter);
    const keys = new Set(judged.fields.map(({ key }) => key));
    const gone = old.fields.map(({ key }) => key).filter((key) => !keys.has(key));
    tx.send(sql`update metaobject_definitions set name = ${judged.name}, description = ${judged.description},
        display_name_key = ${judged.displayNameKey}, fields = ${judged.fields}::jsonb, is_publishable = ${judged.isPublishable},
        storefront_access = ${judged.storefrontAccess}, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${id}`);
    for (const key of gone)
      tx.send(sql`update metaobjects set fields = fields - ${key}::text, version = version + 1
        where store_id = ${tx.storeId} and definition_id = ${id} and fields ->> ${key}::text is not null`);
    if (judged.displayNameKey !== old.displayNameKey) await rename(tx, id, judged);
    if (judged.storefrontAccess !== old.storefrontAccess || judged.isPublishable !== old.isPublishable)
      tx.touch("theme");
    tx.emit({ kind: "metaobject-definition.updated", subject: ["metaobject-definition", id] });
  });
}

/** Removes a definition of records. Throws `definition_not_found`, and `definition_has_entries` with their count where they may not go too. */
export async function removeMetaobjectDefinition(
  ctx: StoreContext,
  input: RemoveMetaobjectInput,
): Promise<void> {
  authorize(ctx, "metafields.removeMetaobjectDefinition");
  const { id, withEntries } = RemoveMetaobjectInput.parse(input);
  await ctx.write(async (tx) => {
    await lockDefinition(tx, id, true);
    const [counted] = await tx.run(sql<{ n: number }>`select count(*)::int as n from (select from metaobjects
      where store_id = ${tx.storeId} and definition_id = ${id} limit 10000) x`);
    if (counted!.n > 0 && !withEntries)
      throw new AppError("precondition", "definition_has_entries", { params: { count: counted!.n } });
    tx.send(sql`delete from metaobjects where store_id = ${tx.storeId} and definition_id = ${id}`);
    tx.send(sql`delete from metaobject_definitions where store_id = ${tx.storeId} and id = ${id}`);
    tx.emit({ kind: "metaobject-definition.deleted", subject: ["metaobject-definition", id] });
  });
}
