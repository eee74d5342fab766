import type { StaffCollection } from "@hutong/catalogue";
import {
  type RuleCondition,
  type RuleField,
  type RuleMetafield,
  type RuleRelation,
  type RulesInput,
  ruleRelations,
  type SaveCollectionInput,
} from "@hutong/catalogue/schemas";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";

/** A condition as it stands in the form: "12.50" of money, "yes" or "no" of what can be bought and of booleans. */
export interface ConditionText {
  field: RuleField;
  relation: RuleRelation;
  value: string;
  metafield?: RuleMetafield | undefined;
}

export interface CollectionValues {
  title: string;
  descriptionHtml: string;
  kind: "rules" | "hand";
  match: RulesInput["match"];
  conditions: ConditionText[];
  sort: SaveCollectionInput["sort"];
}

export const isAmount = (field: RuleField): boolean => field === "price" || field === "compare-at";

/** Whether a metafield of this type holds a number. */
const isNumber = (type: string | undefined): boolean =>
  type === "number_integer" || type === "number_decimal";

/** What a condition is when its field was just chosen. */
export function emptyCondition(field: RuleField): ConditionText {
  return { field, relation: ruleRelations[field][0], value: field === "availability" ? "yes" : "" };
}

export const emptyValues: CollectionValues = {
  title: "",
  descriptionHtml: "",
  kind: "rules",
  match: "all",
  conditions: [emptyCondition("tag")],
  sort: "newest",
};

// What is no amount stays a text, which the rules' own judgement finds incomplete.
function amountOf(text: string, currency: string): number | string {
  try {
    return parseMoney(text.normalize("NFKC").trim(), currency).amount;
  } catch (error) {
    if (error instanceof AppError) return text;
    throw error;
  }
}

// Digits, as people write them where they write Chinese too.
function metafieldValueOf(type: string | undefined, value: string): RuleCondition["value"] {
  if (type === "boolean") return value === "yes";
  return isNumber(type) ? value.normalize("NFKC").trim() : value;
}

function conditionOf({ field, relation, value, metafield }: ConditionText, currency: string): RuleCondition {
  if (metafield) return { field, relation, value: metafieldValueOf(metafield.type, value), metafield };
  if (field === "availability") return { field, relation, value: value === "yes" };
  return { field, relation, value: isAmount(field) ? amountOf(value, currency) : value };
}

/** The rules that stand in the form; null where products are chosen by hand. */
export function rulesOf(
  { kind, match, conditions }: Pick<CollectionValues, "kind" | "match" | "conditions">,
  currency: string,
): RulesInput | null {
  return kind === "hand" ? null : { match, conditions: conditions.map((one) => conditionOf(one, currency)) };
}

function textOf({ value }: RuleCondition, currency: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? toDecimal({ amount: value, currency }) : value;
}

/** What a saved collection puts into the form. */
export function valuesOf(collection: StaffCollection, currency: string): CollectionValues {
  const { title, descriptionHtml, sort, rules } = collection;
  const conditions = (rules?.conditions ?? []).map((one) => ({
    field: one.field,
    relation: one.relation as RuleRelation,
    value: textOf(one, currency),
    ...(one.metafield ? { metafield: one.metafield } : {}),
  }));
  return {
    ...{ title, descriptionHtml, sort },
    kind: rules ? "rules" : "hand",
    match: rules?.match ?? "all",
    conditions: rules ? conditions : [emptyCondition("tag")],
  };
}
