import { cannotBothHold, type RuleDefinition, unsuitedMetafield } from "./metafield-faults.ts";
import {
  type RuleCondition,
  type RuleFaultCode,
  type RuleField,
  type RulesInput,
  ruleRelations,
} from "./rule-schemas.ts";

/** What is wrong with a condition, or with two of them together. */
export interface RuleFault {
  readonly code: RuleFaultCode;
  /** Place of the condition. */
  readonly index: number;
  /** Place of the other one that it cannot hold together with. */
  readonly other?: number;
}

const amounts: readonly RuleField[] = ["price", "compare-at"];
/** Fields of which a product has one value, whatever its variants. */
const single: readonly RuleField[] = ["title", "type", "vendor", "availability"];

const fold = (value: RuleCondition["value"]): string => String(value).trim().toLowerCase();

function unsuited(
  condition: RuleCondition,
  definitions: readonly RuleDefinition[] | null,
): RuleFaultCode | null {
  const { field, relation, value } = condition;
  if (field === "metafield") return unsuitedMetafield(condition, definitions);
  if (!(ruleRelations[field] as readonly string[]).includes(relation)) return "rule_unsuited";
  if (field === "availability") return typeof value === "boolean" ? null : "rule_unsuited";
  if (amounts.includes(field)) {
    if (typeof value !== "number" || !Number.isSafeInteger(value)) return "rule_incomplete";
    // No amount lies below zero.
    const least = relation === "less" ? 1 : 0;
    return value < least && (relation === "less" || relation === "equals") ? "rule_never_matches" : null;
  }
  return typeof value === "string" && value.trim() !== "" ? null : "rule_incomplete";
}

/** Whether a text meets a condition on texts. */
function meets(text: string, { relation, value }: RuleCondition): boolean {
  const wanted = fold(value);
  switch (relation) {
    case "equals":
      return text === wanted;
    case "not-equals":
      return text !== wanted;
    case "contains":
      return text.includes(wanted);
    case "not-contains":
      return !text.includes(wanted);
    case "starts":
      return text.startsWith(wanted);
    default:
      return text.endsWith(wanted);
  }
}

// Both are about one text of the product.
function excludes(a: RuleCondition, b: RuleCondition): boolean {
  const [left, right] = [fold(a.value), fold(b.value)];
  if (a.relation === "equals") return !meets(left, b);
  if (b.relation === "equals") return !meets(right, a);
  if (a.relation === "starts" && b.relation === "starts")
    return !left.startsWith(right) && !right.startsWith(left);
  if (a.relation === "ends" && b.relation === "ends") return !left.endsWith(right) && !right.endsWith(left);
  const asks = (one: string) => one === "contains" || one === "starts" || one === "ends";
  if (b.relation === "not-contains" && asks(a.relation)) return left.includes(right);
  return a.relation === "not-contains" && asks(b.relation) && right.includes(left);
}

function cannotBoth(a: RuleCondition, b: RuleCondition): boolean {
  if (a.field !== b.field) return false;
  if (a.field === "metafield") return cannotBothHold(a, b);
  if (single.includes(a.field)) return excludes(a, b);
  // Of tags a product has many: only the same one cannot be there and be missing.
  return a.field === "tag" && a.relation !== b.relation && fold(a.value) === fold(b.value);
}

/**
 * What is wrong with rules: values that are missing, relations that a field does not know, and conditions that no product can
 * meet, alone or (where all must be met) together with another. Where any one is enough, hopeless ones among others are told too.
 * @param definitions of metafields that rules can name; null where they are not known, and conditions on metafields are not judged by them
 */
export function ruleFaults(
  { match, conditions }: RulesInput,
  definitions: readonly RuleDefinition[] | null,
): RuleFault[] {
  const faults: RuleFault[] = conditions.flatMap((condition, index) => {
    const code = unsuited(condition, definitions);
    return code ? [{ code, index }] : [];
  });
  if (faults.length > 0 || match === "any") return faults;
  return conditions.flatMap((condition, index) => {
    const other = conditions.findIndex((one, at) => at < index && cannotBoth(one, condition));
    return other < 0 ? [] : [{ code: "rule_never_matches" as const, index, other }];
  });
}
