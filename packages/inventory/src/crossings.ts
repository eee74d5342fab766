import { setAvailability } from "@hutong/catalogue";
import type { WriteContext } from "@hutong/db";

/**
 * Tells the catalogue which variants went through zero; a sale that does not change the class of a product
 * costs it nothing. What may be oversold counts as 1: it never crosses.
 */
export async function crossings(
  tx: WriteContext,
  rows: readonly { variant_id: string; before: number; after: number }[],
): Promise<void> {
  const crossed = rows.filter((row) => row.before > 0 !== row.after > 0);
  if (crossed.length === 0) return;
  await setAvailability(
    tx,
    crossed.map((row) => ({ variantId: row.variant_id, isAvailable: row.after > 0 })),
  );
}
