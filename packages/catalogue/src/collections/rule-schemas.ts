import { z } from "zod";

/** What rules can ask about a product, and how; of prices, any variant's counts. */
export const ruleRelations = {
  title: ["equals", "not-equals", "contains", "not-contains", "starts", "ends"],
  type: ["equals", "not-equals", "contains", "not-contains", "starts", "ends"],
  vendor: ["equals", "not-equals", "contains", "not-contains", "starts", "ends"],
  tag: ["equals", "not-equals"],
  price: ["greater", "less", "equals", "not-equals"],
  "compare-at": ["greater", "less", "equals", "not-equals"],
  availability: ["equals"],
  /** What a field of the merchant's own takes depends on its type: `metafieldRelations`. */
  metafield: ["equals", "not-equals", "greater", "less"],
} as const;

/** What can be asked about a metafield, by the type of its definition; about other types nothing can. */
export const metafieldRelations = {
  single_line_text_field: ["equals", "not-equals"],
  "list.single_line_text_field": ["equals", "not-equals"],
  boolean: ["equals", "not-equals"],
  number_integer: ["equals", "greater", "less"],
  number_decimal: ["equals", "greater", "less"],
} as const satisfies Record<string, readonly RuleRelation[]>;

/** Owners whose metafields rules can ask about; of variants, any one's counts. */
export const ruleOwners = ["PRODUCT", "PRODUCTVARIANT"] as const;

export type RuleField = keyof typeof ruleRelations;
export type RuleRelation = (typeof ruleRelations)[RuleField][number];

/** What can be wrong with a condition. */
export type RuleFaultCode =
  | "rule_incomplete"
  | "rule_unsuited"
  | "rule_never_matches"
  | "rule_definition_missing"
  | "rule_value_mistyped";

export const ruleFields = Object.keys(ruleRelations) as RuleField[];
export const mostConditions = 60;
/** Products of a collection that a shop page counts: to count all would cost more the larger it is. */
export const mostCounted = 250;
/** Orders that a collection can stand in; "manual" is for those that are filled by hand. */
export const collectionOrders = [
  "manual",
  "title-up",
  "title-down",
  "price-up",
  "price-down",
  "newest",
  "oldest",
] as const;

/** A metafield's definition, as a condition names it. */
export const RuleMetafield = z.object({
  ownerType: z.enum(ruleOwners),
  namespace: z.string().max(255),
  key: z.string().max(64),
  /** Written down as rules are saved: a definition of another type that comes later is not meant. */
  type: z.string().max(100).optional(),
});
export type RuleMetafield = z.infer<typeof RuleMetafield>;

/**
 * A text for texts, minor units of the store's currency for amounts, and whether it can be bought for availability. Of a metafield
 * a text for texts, digits as text for numbers ("12.5"), and a boolean for booleans.
 */
export const RuleCondition = z.object({
  field: z.enum(ruleFields),
  relation: z.string().max(20),
  value: z.union([z.string().max(255), z.number(), z.boolean()]),
  /** Which one; of conditions on metafields only. */
  metafield: RuleMetafield.optional(),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

export const RulesInput = z.object({
  /** Whether a product has to meet all conditions or any one. */
  match: z.enum(["all", "any"]),
  conditions: z.array(RuleCondition).min(1).max(mostConditions),
});
export type RulesInput = z.infer<typeof RulesInput>;

export const SaveCollectionInput = z.object({
  /** Of one that is changed; left out, a new one is made. */
  id: z.uuid().optional(),
  title: z.string().max(255),
  /** Made of the title where it is left out. */
  handle: z.string().max(255).optional(),
  descriptionHtml: z.string().max(500_000).default(""),
  sort: z.enum(collectionOrders),
  /** Null for a collection that is filled by hand. */
  rules: RulesInput.nullable(),
});
export type SaveCollectionInput = z.input<typeof SaveCollectionInput>;

export const PreviewRulesInput = z.object({ rules: RulesInput });
export type PreviewRulesInput = z.input<typeof PreviewRulesInput>;

export const PlaceProductsInput = z.object({
  id: z.uuid(),
  /** Put at the end. */
  add: z.array(z.uuid()).max(1_000).default([]),
  remove: z.array(z.uuid()).max(1_000).default([]),
  /** One of its products, put in front of another, or at the end. */
  move: z.object({ productId: z.uuid(), before: z.uuid().nullable() }).optional(),
});
export type PlaceProductsInput = z.input<typeof PlaceProductsInput>;
