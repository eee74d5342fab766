import { type QuantityFault, type QuantityRule, quantityFault } from "@hutong/catalogue";
import { AppError } from "@hutong/kernel";

interface Counted {
  readonly product_id: string;
  readonly variant_id: string;
  readonly quantity: number;
  readonly quantity_rule: QuantityRule | null;
}

/** What is wrong with how many of each line's goods are in the cart; null where nothing is, as for goods without a rule. */
export function quantityFaults(rows: readonly Counted[]): readonly (QuantityFault | null)[] {
  if (rows.every((row) => row.quantity_rule === null)) return rows.map(() => null);
  const units = new Map<string, number>();
  const keyOf = (row: Counted) => (row.quantity_rule?.of === "product" ? row.product_id : row.variant_id);
  for (const row of rows) units.set(keyOf(row), (units.get(keyOf(row)) ?? 0) + row.quantity);
  return rows.map((row) => quantityFault(row.quantity_rule, units.get(keyOf(row))!));
}

/** Throws `quantity_not_sold` where a cart has more or fewer of something than are sold at once. */
export function demandQuantities(rows: readonly (Counted & { readonly title: string })[]): void {
  const faults = quantityFaults(rows);
  const at = faults.findIndex((fault) => fault !== null);
  if (at < 0) return;
  const { kind, least, most, step } = faults[at]!;
  throw new AppError("conflict", "quantity_not_sold", {
    params: { kind, least, most: most ?? 0, step, title: rows[at]!.title },
  });
}
