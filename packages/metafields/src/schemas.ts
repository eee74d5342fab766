import { z } from "zod";
import { type FieldType, fieldTypes, limits, ownerTypes } from "./types.ts";

export { type Fault, type FaultCode, faultCodes } from "./faults.ts";
export {
  type FieldType,
  fieldTypes,
  limits,
  listedTypes,
  type OwnerType,
  ownerTypes,
  partsOf,
  type ReferenceKind,
  referenceKindOf,
  type Validation,
  type ValidationName,
  validationsOf,
} from "./types.ts";

// Longer than a definition may be: the verb says with a code of its own what is wrong.
const text = (most: number) => z.string().max(most);
const id = z.uuid();
const Type = z.enum(fieldTypes as [FieldType, ...FieldType[]]);
const Validations = z
  .array(z.object({ name: text(40), value: text(limits.schema) }))
  .max(20)
  .default([]);
const Access = z.enum(["PUBLIC_READ", "NONE"]);

export const DefineMetafieldInput = z.object({
  ownerType: z.enum(ownerTypes),
  namespace: text(1_000).default("custom"),
  key: text(1_000),
  name: text(1_000),
  description: text(1_000).default(""),
  type: Type,
  validations: Validations,
  /** Whether it is among those that are shown first. */
  pin: z.boolean().default(false),
  /** Whether customers see it. */
  storefrontAccess: Access.default("NONE"),
});
export type DefineMetafieldInput = z.input<typeof DefineMetafieldInput>;

/** What is left out stays; owner, namespace, key and type are for good. */
export const UpdateDefinitionInput = z.object({
  id,
  name: text(1_000).optional(),
  description: text(1_000).optional(),
  validations: z
    .array(z.object({ name: text(40), value: text(limits.schema) }))
    .max(20)
    .optional(),
  pin: z.boolean().optional(),
  storefrontAccess: Access.optional(),
});
export type UpdateDefinitionInput = z.input<typeof UpdateDefinitionInput>;

export const RemoveDefinitionInput = z.object({
  id,
  /** What becomes of values: none may be there, they stay without a definition, or they go too. */
  values: z.enum(["refuse", "keep", "remove"]).default("refuse"),
});
export type RemoveDefinitionInput = z.input<typeof RemoveDefinitionInput>;

export const ListDefinitionsInput = z.object({ ownerType: z.enum(ownerTypes).optional() });
export type ListDefinitionsInput = z.input<typeof ListDefinitionsInput>;

export const OwnerInput = z.object({ ownerType: z.enum(ownerTypes), ownerId: id });
export type OwnerInput = z.input<typeof OwnerInput>;

export const SetMetafieldsInput = z.object({
  metafields: z
    .array(
      OwnerInput.extend({
        namespace: text(1_000).default("custom"),
        key: text(1_000),
        /** The definition's; needed where there is none. */
        type: text(100).optional(),
        /** As Shopify writes it: a text, a list as JSON. Null takes the value away. */
        value: text(2_000_000).nullable(),
      }),
    )
    .max(limits.values),
});
export type SetMetafieldsInput = z.input<typeof SetMetafieldsInput>;

export const MetaobjectFieldInput = z.object({
  key: text(1_000),
  name: text(1_000).default(""),
  description: text(1_000).default(""),
  type: Type,
  required: z.boolean().default(false),
  validations: Validations,
});
export type MetaobjectFieldInput = z.input<typeof MetaobjectFieldInput>;

export const DefineMetaobjectInput = z.object({
  type: text(1_000),
  name: text(1_000),
  description: text(1_000).default(""),
  displayNameKey: text(1_000).nullable().default(null),
  fields: z.array(MetaobjectFieldInput).max(200),
  /** Whether entries are drafts until they are made active. */
  isPublishable: z.boolean().default(false),
  storefrontAccess: Access.default("NONE"),
});
export type DefineMetaobjectInput = z.input<typeof DefineMetaobjectInput>;

/** A definition as a whole but for its type, which is for good. Values of fields that are not in it any more go. */
export const UpdateMetaobjectInput = DefineMetaobjectInput.omit({ type: true }).extend({ id });
export type UpdateMetaobjectInput = z.input<typeof UpdateMetaobjectInput>;

export const RemoveMetaobjectInput = z.object({
  id,
  /** Whether its entries go too; else none may be there. */
  withEntries: z.boolean().default(false),
});
export type RemoveMetaobjectInput = z.input<typeof RemoveMetaobjectInput>;

export const SaveEntryInput = z.object({
  /** Of an entry that is changed; left out, a new one is made. */
  id: id.optional(),
  /** What it was read at: refused where somebody else was faster. */
  version: z.int().optional(),
  definitionId: id,
  /** Made of its name where it is left out or empty. */
  handle: text(1_000).optional(),
  status: z.enum(["ACTIVE", "DRAFT"]).optional(),
  /** Fields that are left out stay; null empties one. */
  fields: z.array(z.object({ key: text(1_000), value: text(2_000_000).nullable() })).max(200),
});
export type SaveEntryInput = z.input<typeof SaveEntryInput>;

export const RemoveEntriesInput = z.object({ ids: z.array(id).max(250) });
export type RemoveEntriesInput = z.input<typeof RemoveEntriesInput>;

export const ListEntriesInput = z.object({
  definitionId: id,
  /** The beginning of a display name or handle. */
  query: text(200).default(""),
  cursor: text(700).nullish(),
  limit: z.int().min(1).max(250).default(50),
});
export type ListEntriesInput = z.input<typeof ListEntriesInput>;
