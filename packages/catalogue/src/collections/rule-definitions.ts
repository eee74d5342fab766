import { list, type StoreContext, sql } from "@hutong/db";
import { definitionOf, type RuleDefinition } from "./metafield-faults.ts";
import { type RuleFault, ruleFaults } from "./rule-faults.ts";
import { type RulesInput, ruleOwners } from "./rule-schemas.ts";

// Nothing is asked for rules that name none.
async function readDefinitions(
  ctx: StoreContext,
  { conditions }: RulesInput,
): Promise<readonly RuleDefinition[]> {
  if (!conditions.some(({ field }) => field === "metafield")) return [];
  const [rows] = await ctx.read(sql<RuleDefinition>`select owner_type as "ownerType", namespace, key, type
    from metafield_definitions where store_id = ${ctx.storeId} and owner_type = any(${list(ruleOwners)}::text[])`);
  return rows;
}

/**
 * Judges rules by the store's definitions of metafields; they come back as they are kept: with the types of those that they name, and
 * without what does not belong to a condition.
 */
export async function judgeRules(
  ctx: StoreContext,
  rules: RulesInput,
): Promise<{ rules: RulesInput; faults: readonly RuleFault[] }> {
  const definitions = await readDefinitions(ctx, rules);
  const conditions = rules.conditions.map(({ metafield: _, ...condition }, index) => {
    const { field, metafield } = rules.conditions[index]!;
    if (field !== "metafield" || !metafield) return condition;
    const type = definitionOf({ metafield }, definitions)?.type;
    return { ...condition, metafield: type === undefined ? metafield : { ...metafield, type } };
  });
  const typed = { ...rules, conditions };
  return { rules: typed, faults: ruleFaults(typed, definitions) };
}
