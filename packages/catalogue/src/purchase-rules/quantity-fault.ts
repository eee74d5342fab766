import type { QuantityRule } from "./schemas.ts";

/** Why so many units cannot be bought: there have to be more, there may not be so many, or they come in multiples of the step. */
export interface QuantityFault extends QuantityRule {
  readonly kind: "least" | "most" | "step";
  /** Units that there are. */
  readonly units: number;
}

/** What is wrong with buying so many units; null where nothing is. */
export function quantityFault(rule: QuantityRule | null, units: number): QuantityFault | null {
  if (rule === null) return null;
  if (rule.most !== null && units > rule.most) return { ...rule, kind: "most", units };
  if (units < rule.least) return { ...rule, kind: "least", units };
  return units % rule.step === 0 ? null : { ...rule, kind: "step", units };
}
