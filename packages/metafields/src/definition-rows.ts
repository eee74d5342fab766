import { fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText } from "@hutong/kernel";
import { type FieldType, limits, type OwnerType, type Validation } from "./types.ts";

/** A definition as its merchant sees it, in the words of Shopify's `MetafieldDefinition`. */
export interface MetafieldDefinition {
  readonly id: string;
  readonly publicId: number;
  readonly ownerType: OwnerType;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: FieldType;
  readonly validations: readonly Validation[];
  /** Place among those that are shown first; null: not pinned. */
  readonly pinnedPosition: number | null;
  readonly storefrontAccess: "PUBLIC_READ" | "NONE";
}

/** Columns of `metafield_definitions d`. */
export const definitionColumns = fragment`d.id, d.public_id as "publicId", d.owner_type as "ownerType", d.namespace, d.key, d.name,
  d.description, d.type, d.validations, d.pinned_position as "pinnedPosition", d.storefront_access as "storefrontAccess"`;

/** One change of definitions at a time in a store: limits and places are counted. */
export function lockDefinitions(tx: WriteContext): void {
  tx.send(sql`select pg_advisory_xact_lock(hashtextextended(${`metafields ${tx.storeId}`}, 0))`);
}

export async function readDefinition(tx: WriteContext, id: string): Promise<MetafieldDefinition> {
  const [row] = await tx.run(sql<MetafieldDefinition>`select ${definitionColumns} from metafield_definitions d
    where d.store_id = ${tx.storeId} and d.id = ${id} for update`);
  if (!row) throw new AppError("not_found", "definition_not_found");
  return row;
}

/** A name that people read. Throws `name_missing`, `name_too_long`. */
export function judgeName(given: string): string {
  const name = cleanText(given);
  if (name === "") throw new AppError("invalid", "name_missing", { field: "name" });
  if ([...name].length > limits.name)
    throw new AppError("invalid", "name_too_long", { field: "name", params: { most: limits.name } });
  return name;
}

export function judgeDescription(given: string): string {
  const text = cleanText(given);
  if ([...text].length > limits.description)
    throw new AppError("invalid", "description_too_long", {
      field: "description",
      params: { most: limits.description },
    });
  return text;
}

/** Whether a key or namespace is made of letters, digits, hyphens and underscores, and of how many. */
export function isKey(text: string, { least, most }: { least: number; most: number }): boolean {
  return text.length >= least && text.length <= most && /^[a-zA-Z0-9_-]+$/.test(text);
}

/** A key of a definition. Throws `key_malformed` with the field. */
export function judgeKey(
  given: string,
  field: "namespace" | "key" | "type",
  range = limits[field === "key" ? "key" : "namespace"],
): string {
  const key = given.trim();
  if (!isKey(key, range))
    throw new AppError("invalid", "key_malformed", {
      field,
      params: { least: range.least, most: range.most },
    });
  return key;
}

/** Throws `validation_no_metaobject` where the validations name a definition of metaobjects that is not there. */
export async function judgeTarget(tx: StoreContext, validations: readonly Validation[]): Promise<void> {
  const target = validations.find(({ name }) => name === "metaobject_definition_id")?.value;
  if (target === undefined) return;
  const [[row]] = await tx.read(sql`select 1 from metaobject_definitions
    where store_id = ${tx.storeId} and id = ${target}`);
  if (!row)
    throw new AppError("invalid", "validation_no_metaobject", {
      field: "validations.metaobject_definition_id",
      params: { name: "metaobject_definition_id" },
    });
}
