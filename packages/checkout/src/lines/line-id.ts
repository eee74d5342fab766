/** What tells a line of a cart from the others: its variant, and the mark of what was filled in for it ("" for nothing). */
export interface LineKey {
  readonly variantId: string;
  readonly mark?: string;
}

/** A line's id in totals() and on pages: its variant's, with the mark where it has one. */
export function lineId({ variantId, mark }: LineKey): string {
  return mark ? `${variantId}.${mark}` : variantId;
}

/** A line, and what is in one unit of it where it is a bundle. */
export interface LineUnits extends LineKey {
  readonly quantity: number;
  readonly parts?: readonly { readonly variantId: string; readonly quantity: number }[] | null | undefined;
}

/** Units by variant: stock knows neither properties nor bundles, and takes a variant once. */
export function unitsByVariant(lines: readonly LineUnits[]): { variantId: string; quantity: number }[] {
  if (lines.every(({ mark, parts }) => !mark && !parts))
    return lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const sums = new Map<string, number>();
  const add = (variantId: string, quantity: number) =>
    sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  for (const { variantId, quantity, parts } of lines) {
    if (parts) for (const part of parts) add(part.variantId, part.quantity * quantity);
    else add(variantId, quantity);
  }
  return [...sums].map(([variantId, quantity]) => ({ variantId, quantity }));
}

/** How many rows of stock lines hold, at most: one for each line, or for each part of a bundle. */
export function rowsHeld(lines: readonly LineUnits[]): number {
  return lines.reduce((sum, { parts }) => sum + (parts?.length ?? 1), 0);
}
