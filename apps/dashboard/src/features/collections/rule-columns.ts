import {
  definitionOf,
  isAskable,
  metafieldRelations,
  type RuleField,
  type RuleRelation,
  ruleFields,
  ruleOwners,
  ruleRelations,
} from "@hutong/catalogue/schemas";
import type { MetafieldDefinition } from "@hutong/metafields";
import { type ConditionText, emptyCondition } from "./rule-values.ts";

/** What of a metafield's definition the rules' editor shows. */
export type RuleChoice = Pick<
  MetafieldDefinition,
  "ownerType" | "namespace" | "key" | "type" | "name" | "validations"
>;

/** Fields that every product has. */
export const plainFields = ruleFields.filter((field) => field !== "metafield");

/** The definitions that rules can ask about. */
export function choicesOf<Choice extends RuleChoice>(definitions: readonly Choice[]): Choice[] {
  return definitions.filter(
    ({ ownerType, type }) => (ruleOwners as readonly string[]).includes(ownerType) && isAskable(type),
  );
}

/** What a condition is about, as one text for a list to choose from. No key has a colon. */
export function columnOf({ field, metafield }: Pick<ConditionText, "field" | "metafield">): string {
  if (field !== "metafield" || !metafield) return field;
  const { ownerType, namespace, key, type } = metafield;
  return [field, ownerType, namespace, key, type].join(":");
}

/** The column of a definition. */
export function columnOfChoice({ ownerType, namespace, key, type }: RuleChoice): string {
  return ["metafield", ownerType, namespace, key, type].join(":");
}

/** A condition on the column that was just chosen. */
export function conditionOn(column: string, choices: readonly RuleChoice[]): ConditionText {
  const choice = choices.find((one) => columnOfChoice(one) === column);
  if (!choice) return emptyCondition(column as RuleField);
  const { ownerType, namespace, key, type } = choice;
  const metafield = { ownerType: ownerType as (typeof ruleOwners)[number], namespace, key, type };
  return {
    field: "metafield",
    relation: relationsOf({ field: "metafield", metafield })[0]!,
    value: type === "boolean" ? "yes" : (valuesToChoose({ metafield }, choices)?.[0] ?? ""),
    metafield,
  };
}

/** How a column can be asked about. */
export function relationsOf({
  field,
  metafield,
}: Pick<ConditionText, "field" | "metafield">): readonly RuleRelation[] {
  const type = metafield?.type ?? "";
  return field === "metafield" && isAskable(type) ? metafieldRelations[type] : ruleRelations[field];
}

/** The only values that a metafield can have, where its definition names them. */
export function valuesToChoose(
  condition: Pick<ConditionText, "metafield">,
  choices: readonly RuleChoice[],
): readonly string[] | null {
  const named = definitionOf(condition, choices)?.validations.find(({ name }) => name === "choices");
  return named ? (JSON.parse(named.value) as string[]) : null;
}
