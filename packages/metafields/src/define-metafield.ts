import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId, newPublicId } from "@hutong/kernel";
import {
  judgeDescription,
  judgeKey,
  judgeName,
  judgeTarget,
  lockDefinitions,
  readDefinition,
} from "./definition-rows.ts";
import { judgeStored } from "./judge-stored.ts";
import { judgeValidations } from "./judge-validations.ts";
import { DefineMetafieldInput, RemoveDefinitionInput, UpdateDefinitionInput } from "./schemas.ts";
import { limits, type OwnerType } from "./types.ts";

async function placeOf(tx: WriteContext, ownerType: OwnerType): Promise<number> {
  const [row] = await tx.run(sql<{ n: number; last: number | null }>`
    select count(*)::int as n, max(pinned_position) as last from metafield_definitions
    where store_id = ${tx.storeId} and owner_type = ${ownerType} and pinned_position is not null`);
  if (row!.n >= limits.pinned)
    throw new AppError("limit_reached", "pinned_too_many", { field: "pin", params: { most: limits.pinned } });
  return (row!.last ?? 0) + 1;
}

// What the shop shows of products: its pages are made anew, and ask for it or no longer do.
function touchShop(tx: WriteContext, ownerType: OwnerType, ...access: readonly string[]): void {
  if (ownerType === "PRODUCT" && access.includes("PUBLIC_READ")) tx.touch("theme");
}

// Rules of collections may name it; they stand above this package, and to judge a store's products takes longer than this may.
function judgeByIt(
  tx: WriteContext,
  { ownerType, namespace, key }: { ownerType: OwnerType; namespace: string; key: string },
): void {
  if (ownerType === "PRODUCT" || ownerType === "PRODUCTVARIANT")
    tx.enqueue("judge-definition", { ownerType, namespace, key });
}

/**
 * Defines a field of products, variants, collections, customers, orders or the store. Throws `key_malformed` (fields `namespace`,
 * `key`), `key_taken`, `name_missing`, `name_too_long`, `description_too_long`, `definitions_too_many`, `pinned_too_many`, what
 * `judgeValidations` throws, and `values_do_not_fit` where values without a definition are there that do not fit it.
 */
export async function defineMetafield(
  ctx: StoreContext,
  input: DefineMetafieldInput,
): Promise<{ id: Id<"metafield-definition"> }> {
  authorize(ctx, "metafields.defineMetafield");
  const given = DefineMetafieldInput.parse(input);
  const { ownerType, type, pin, storefrontAccess } = given;
  const namespace = judgeKey(given.namespace, "namespace");
  const key = judgeKey(given.key, "key");
  const name = judgeName(given.name);
  const description = judgeDescription(given.description);
  const validations = judgeValidations(type, given.validations);
  const id = newId<"metafield-definition">();
  try {
    await ctx.write(async (tx) => {
      lockDefinitions(tx);
      await judgeTarget(tx, validations);
      const [counted] = await tx.run(sql<{ n: number }>`select count(*)::int as n from metafield_definitions
        where store_id = ${tx.storeId} and owner_type = ${ownerType}`);
      if (counted!.n >= limits.definitions)
        throw new AppError("limit_reached", "definitions_too_many", { params: { most: limits.definitions } });
      const place = pin ? await placeOf(tx, ownerType) : null;
      await tx.run(sql`insert into metafield_definitions (store_id, id, public_id, owner_type, namespace, key, name, description, type,
          validations, pinned_position, storefront_access, created_at, updated_at)
        values (${tx.storeId}, ${id}, ${newPublicId()}, ${ownerType}, ${namespace}, ${key}, ${name}, ${description}, ${type},
          ${validations}::jsonb, ${place}, ${storefrontAccess}, app_now(), app_now())`);
      await judgeStored(tx, { ownerType, namespace, key, type }, validations);
      touchShop(tx, ownerType, storefrontAccess);
      judgeByIt(tx, { ownerType, namespace, key });
      tx.emit({ kind: "metafield-definition.created", subject: ["metafield-definition", id] });
    });
  } catch (error) {
    if (isDatabaseError(error, "23505", "metafield_definitions_key"))
      throw new AppError("conflict", "key_taken", { field: "key", cause: error });
    throw error;
  }
  return { id };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Changes a definition. Stricter validations are judged against the values that are there. Throws `definition_not_found`,
 * `values_do_not_fit` with their count, `values_too_many`, and what `defineMetafield` throws.
 */
export async function updateDefinition(ctx: StoreContext, input: UpdateDefinitionInput): Promise<void> {
  authorize(ctx, "metafields.updateDefinition");
  const given = UpdateDefinitionInput.parse(input);
  await ctx.write(async (tx) => {
    lockDefinitions(tx);
    const old = await readDefinition(tx, given.id);
    const name = given.name === undefined ? old.name : judgeName(given.name);
    const description =
      given.description === undefined ? old.description : judgeDescription(given.description);
    const validations = given.validations ? judgeValidations(old.type, given.validations) : old.validations;
    const access = given.storefrontAccess ?? old.storefrontAccess;
    const isPinned = given.pin ?? old.pinnedPosition !== null;
    const place = isPinned ? (old.pinnedPosition ?? (await placeOf(tx, old.ownerType))) : null;
    if (!same(validations, old.validations)) {
      await judgeTarget(tx, validations);
      await judgeStored(tx, old, validations);
    }
    tx.send(sql`update metafield_definitions set name = ${name}, description = ${description}, validations = ${validations}::jsonb,
        pinned_position = ${place}, storefront_access = ${access}, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${given.id}`);
    touchShop(tx, old.ownerType, access, old.storefrontAccess);
    tx.emit({ kind: "metafield-definition.updated", subject: ["metafield-definition", given.id] });
  });
}

/**
 * Removes a definition; with `values: "keep"` they stay without one, with "remove" they go. Throws `definition_not_found`, and
 * `definition_has_values` with their count (10,000 at most) where it was not said what becomes of them.
 */
export async function removeDefinition(ctx: StoreContext, input: RemoveDefinitionInput): Promise<void> {
  authorize(ctx, "metafields.removeDefinition");
  const { id, values } = RemoveDefinitionInput.parse(input);
  await ctx.write(async (tx) => {
    lockDefinitions(tx);
    const { ownerType, namespace, key, storefrontAccess } = await readDefinition(tx, id);
    if (values === "refuse") {
      const [counted] = await tx.run(sql<{ n: number }>`select count(*)::int as n from (select from metafields
        where store_id = ${tx.storeId} and owner_type = ${ownerType} and namespace = ${namespace} and key = ${key} limit 10000) x`);
      if (counted!.n > 0)
        throw new AppError("precondition", "definition_has_values", { params: { count: counted!.n } });
    }
    if (values === "remove")
      tx.send(sql`delete from metafields where store_id = ${tx.storeId} and owner_type = ${ownerType}
        and namespace = ${namespace} and key = ${key}`);
    tx.send(sql`delete from metafield_definitions where store_id = ${tx.storeId} and id = ${id}`);
    touchShop(tx, ownerType, storefrontAccess);
    judgeByIt(tx, { ownerType, namespace, key });
    tx.emit({ kind: "metafield-definition.deleted", subject: ["metafield-definition", id] });
  });
}
