import type { StoreContext } from "@hutong/db";
import { listDefinitions } from "@hutong/metafields";
import { type FieldType, referenceKindOf } from "@hutong/metafields/schemas";

/** A field of the store's own (a metafield of products) that files have a column for. */
export interface FileField {
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly type: FieldType;
}

/**
 * The store's fields of products, in the order of their columns: by namespace and key, which two stores have in common. Those that
 * refer to something are left out, since a reference holds the id of a row of this store.
 */
export async function fileFields(ctx: StoreContext): Promise<FileField[]> {
  const all = await listDefinitions(ctx, { ownerType: "PRODUCT" });
  return all
    .filter(({ type }) => referenceKindOf(type) === null)
    .map(({ namespace, key, name, type }) => ({ namespace, key, name, type }))
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.key, b.key));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What tells a field from others. */
export const fieldKey = ({ namespace, key }: Pick<FileField, "namespace" | "key">) => `${namespace}.${key}`;

/** What stands above a field's column, as Shopify writes it: `Care (product.metafields.custom.care)`. */
export function headerOfField({ name, namespace, key }: FileField): string {
  return `${name} (product.metafields.${namespace}.${key})`;
}

/** The `namespace.key` that a header names, whatever it calls the field; null where it is no field's. */
export function keyInHeader(header: string): string | null {
  const [, key] = /\(product\.metafields\.([\w-]+\.[\w-]+)\)\s*$/.exec(header) ?? [];
  return key ?? null;
}
