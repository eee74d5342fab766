import { type PreparedProducts, prepareProducts } from "./prepare-products.ts";
import type { ProductFile, ReadOutcome } from "./product-file.ts";

/** A transaction's share of products and of their variants: larger ones are hardly faster and take more memory. */
const mostProducts = 250;
const mostVariants = 1_250;

/** What is written together. */
export interface ProductBatch {
  readonly outcomes: readonly ReadOutcome[];
  /** Those of the outcomes that can be written. */
  readonly prepared: PreparedProducts;
  /** Rows of the file that they are. */
  readonly rows: number;
  /** How many outcomes of the file are behind, without these and with them. */
  readonly from: number;
  readonly position: number;
}

function batch(outcomes: readonly ReadOutcome[], position: number, currency: string): ProductBatch {
  const products = outcomes.flatMap(({ product }) => product ?? []);
  return {
    outcomes,
    prepared: prepareProducts(products, currency),
    rows: outcomes.reduce((rows, one) => rows + one.rows, 0),
    from: position - outcomes.length,
    position,
  };
}

/**
 * Cuts a file into batches, beginning behind the outcomes that a run before this one has dealt with.
 * @param currency the store's
 */
export async function* batchesOf(
  file: ProductFile,
  from: number,
  currency: string,
): AsyncGenerator<ProductBatch> {
  let [position, variants, waiting] = [0, 0, [] as ReadOutcome[]];
  for await (const outcomes of file.read()) {
    for (const outcome of outcomes) {
      position += 1;
      if (position <= from) continue;
      waiting.push(outcome);
      variants += outcome.product?.variantLines.length ?? 0;
      if (waiting.length < mostProducts && variants < mostVariants) continue;
      yield batch(waiting, position, currency);
      [variants, waiting] = [0, []];
    }
  }
  if (waiting.length > 0) yield batch(waiting, position, currency);
}
