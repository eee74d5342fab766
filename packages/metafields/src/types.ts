/** What metafields hang on, by the names of Shopify's Admin API (`MetafieldOwnerType`). */
export const ownerTypes = ["PRODUCT", "PRODUCTVARIANT", "COLLECTION", "CUSTOMER", "ORDER", "SHOP"] as const;
export type OwnerType = (typeof ownerTypes)[number];

/** Types of one value, by Shopify's names. */
export const singleTypes = [
  "single_line_text_field",
  "multi_line_text_field",
  "number_integer",
  "number_decimal",
  "date",
  "date_time",
  "boolean",
  "money",
  "url",
  "color",
  "file_reference",
  "product_reference",
  "variant_reference",
  "collection_reference",
  "metaobject_reference",
  "json",
] as const;
export type SingleType = (typeof singleTypes)[number];

/** Types that there are lists of: Shopify has none of long texts, booleans, money and JSON, and neither have we. */
export const listedTypes = [
  "single_line_text_field",
  "number_integer",
  "number_decimal",
  "date",
  "date_time",
  "url",
  "color",
  "file_reference",
  "product_reference",
  "variant_reference",
  "collection_reference",
  "metaobject_reference",
] as const satisfies readonly SingleType[];
export type ListType = `list.${(typeof listedTypes)[number]}`;

export type FieldType = SingleType | ListType;
export const fieldTypes: readonly FieldType[] = [
  ...singleTypes,
  ...listedTypes.map((type): ListType => `list.${type}`),
];

/** A type without its `list.`, and whether it had one. */
export function partsOf(type: FieldType): { readonly single: SingleType; readonly isList: boolean } {
  return type.startsWith("list.")
    ? { single: type.slice(5) as SingleType, isList: true }
    : { single: type as SingleType, isList: false };
}

/** Kinds of things that values refer to. */
export const referenceKinds = {
  file_reference: "file",
  product_reference: "product",
  variant_reference: "variant",
  collection_reference: "collection",
  metaobject_reference: "metaobject",
} as const satisfies Partial<Record<SingleType, string>>;
export type ReferenceKind = (typeof referenceKinds)[keyof typeof referenceKinds];

/** What a type's values refer to; null where they refer to nothing. */
export function referenceKindOf(type: FieldType): ReferenceKind | null {
  const { single } = partsOf(type);
  return single in referenceKinds ? referenceKinds[single as keyof typeof referenceKinds] : null;
}

/** Names of the validations that a type takes, as Shopify's; `metaobject_definition_id` is needed where it is one of them. */
export function validationsOf(type: FieldType): readonly ValidationName[] {
  const { single, isList } = partsOf(type);
  return isList ? ["list.min", "list.max", ...bySingle[single]] : bySingle[single];
}

export type ValidationName =
  | "min"
  | "max"
  | "max_precision"
  | "regex"
  | "choices"
  | "allowed_domains"
  | "schema"
  | "metaobject_definition_id"
  | "list.min"
  | "list.max";

const bySingle: Readonly<Record<SingleType, readonly ValidationName[]>> = {
  single_line_text_field: ["min", "max", "regex", "choices"],
  multi_line_text_field: ["min", "max", "regex"],
  number_integer: ["min", "max"],
  number_decimal: ["min", "max", "max_precision"],
  date: ["min", "max"],
  date_time: ["min", "max"],
  boolean: [],
  money: [],
  url: ["allowed_domains"],
  color: [],
  file_reference: [],
  product_reference: [],
  variant_reference: [],
  collection_reference: [],
  metaobject_reference: ["metaobject_definition_id"],
  json: ["schema"],
};

/** A validation as it is kept and sent: a name and a text, which for `choices` and `allowed_domains` is a JSON list. */
export interface Validation {
  readonly name: string;
  readonly value: string;
}

/**
 * Limits, as Shopify's (https://shopify.dev/docs/apps/build/metafields/metafield-limits and
 * https://shopify.dev/docs/apps/build/metaobjects/metaobject-limits, as far as known in 2026).
 */
export const limits = {
  namespace: { least: 3, most: 255 },
  key: { least: 2, most: 64 },
  name: 255,
  description: 100,
  /** Characters of a text, and of every value that is not JSON. */
  text: 65_536,
  /** Bytes of a JSON value. */
  json: 131_072,
  /** Characters of a single value of a list. */
  list: 128,
  choices: 128,
  /** Characters of a regular expression, and of a JSON schema. */
  regex: 1_000,
  schema: 65_536,
  definitions: 256,
  pinned: 20,
  /** Values that are set at a time; Shopify takes 25. */
  values: 250,
  metaobjectDefinitions: 128,
  metaobjectFields: 40,
  metaobjects: 1_000_000,
  handle: 255,
  displayName: 255,
  /** Values that a stricter definition is judged against; more are refused. */
  judged: 100_000,
} as const;
