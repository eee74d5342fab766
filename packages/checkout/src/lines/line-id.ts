/** What tells a line of a cart from the others: its variant, and the mark of what was filled in for it ("" for nothing). */
export interface LineKey {
  readonly variantId: string;
  readonly mark?: string;
}

/** A line's id in totals() and on pages: its variant's, with the mark where it has one. */
export function lineId({ variantId, mark }: LineKey): string {
  return mark ? `${variantId}.${mark}` : variantId;
}

/** Units by variant: stock knows no properties, and takes a variant once. */
export function unitsByVariant(
  lines: readonly (LineKey & { readonly quantity: number })[],
): { variantId: string; quantity: number }[] {
  const units = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  if (lines.every(({ mark }) => !mark)) return units;
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of units) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return [...sums].map(([variantId, quantity]) => ({ variantId, quantity }));
}
