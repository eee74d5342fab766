import {
  metafieldRelations,
  type RuleCondition,
  type RuleFaultCode,
  type RuleMetafield,
  type ruleOwners,
} from "./rule-schemas.ts";

/** What a rule has to know of a metafield's definition. */
export interface RuleDefinition {
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
}

type AskableType = keyof typeof metafieldRelations;

/** Whether rules can ask about metafields of a type. */
export function isAskable(type: string): type is AskableType {
  return Object.hasOwn(metafieldRelations, type);
}

const isSame = (a: RuleDefinition | RuleMetafield, b: RuleDefinition | RuleMetafield) =>
  a.ownerType === b.ownerType && a.namespace === b.namespace && a.key === b.key;

/** The definition that a condition names; undefined where there is none, or it is one of another type by now. */
export function definitionOf<Definition extends RuleDefinition>(
  { metafield }: Pick<RuleCondition, "metafield">,
  definitions: readonly Definition[],
): Definition | undefined {
  return (
    metafield &&
    definitions.find((one) => isSame(one, metafield) && one.type === (metafield.type ?? one.type))
  );
}

// As judgeValue of metafields takes them.
const numbers: Partial<Record<AskableType, RegExp>> = {
  number_integer: /^-?\d{1,16}$/,
  number_decimal: /^-?\d{1,13}(\.\d{1,9})?$/,
};

function isOfType(type: AskableType, value: RuleCondition["value"]): boolean {
  if (type === "boolean") return typeof value === "boolean";
  return typeof value === "string" && (numbers[type]?.test(value) ?? true);
}

/** What is wrong with a condition on a metafield. */
export function unsuitedMetafield(
  condition: RuleCondition,
  definitions: readonly RuleDefinition[] | null,
): RuleFaultCode | null {
  if (!condition.metafield) return "rule_definition_missing";
  if (definitions === null) return null;
  const definition = definitionOf(condition, definitions);
  if (!definition) return "rule_definition_missing";
  const { relation, value } = condition;
  if (!isAskable(definition.type)) return "rule_unsuited";
  if (!(metafieldRelations[definition.type] as readonly string[]).includes(relation)) return "rule_unsuited";
  if (typeof value === "string" && value.trim() === "") return "rule_incomplete";
  return isOfType(definition.type, value) ? null : "rule_value_mistyped";
}

const isOne = { PRODUCT: true, PRODUCTVARIANT: false } as const satisfies Record<
  (typeof ruleOwners)[number],
  boolean
>;

/** Whether no product can meet both of two conditions on metafields that are well by themselves. */
export function cannotBothHold(a: RuleCondition, b: RuleCondition): boolean {
  if (!a.metafield || !b.metafield || !isSame(a.metafield, b.metafield)) return false;
  const fold = ({ value }: RuleCondition) => String(value).toLowerCase();
  const isNot = (one: RuleCondition) => one.relation === "not-equals";
  const isEqual = (one: RuleCondition) => one.relation === "equals";
  if (fold(a) === fold(b)) return (isEqual(a) && isNot(b)) || (isNot(a) && isEqual(b));
  // Lists and variants may have both values; numbers can be written in several ways.
  const { type, ownerType } = a.metafield;
  return (
    isOne[ownerType] && (type === "boolean" || type === "single_line_text_field") && isEqual(a) && isEqual(b)
  );
}
