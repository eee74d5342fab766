import { fragment, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import type { FieldType, Validation } from "../types.ts";

export interface MetaobjectField {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly validations: readonly Validation[];
}

/** A kind of a merchant's own records, in the words of Shopify's `MetaobjectDefinition`. */
export interface MetaobjectDefinition {
  readonly id: string;
  readonly publicId: number;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  /** The field that an entry is called by; null: its handle. */
  readonly displayNameKey: string | null;
  readonly fields: readonly MetaobjectField[];
  readonly isPublishable: boolean;
  readonly storefrontAccess: "PUBLIC_READ" | "NONE";
}

/** Columns of `metaobject_definitions d`. */
export const definitionColumns = fragment`d.id, d.public_id as "publicId", d.type, d.name, d.description,
  d.display_name_key as "displayNameKey", d.fields, d.is_publishable as "isPublishable", d.storefront_access as "storefrontAccess"`;

/** A definition, that nobody changes meanwhile; for a change of its own it is locked whole. Throws `definition_not_found`. */
export async function lockDefinition(
  tx: WriteContext,
  id: string,
  forChange: boolean,
): Promise<MetaobjectDefinition> {
  const [row] =
    await tx.run(sql<MetaobjectDefinition>`select ${definitionColumns} from metaobject_definitions d
    where d.store_id = ${tx.storeId} and d.id = ${id} ${forChange ? fragment`for update` : fragment`for share`}`);
  if (!row) throw new AppError("not_found", "definition_not_found");
  return row;
}
