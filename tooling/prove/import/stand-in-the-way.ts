import type { StoreContext } from "../../../packages/db/src/index.ts";
import { importBatch } from "../../../packages/transfer/src/import-batch.ts";
import { openProductFile } from "../../../packages/transfer/src/open-product-file.ts";
import { batchesOf } from "../../../packages/transfer/src/product-batches.ts";
import { productFile } from "./product-rows.ts";

class Undone extends Error {}

/**
 * Begins to write the last product of the first so many, and neither keeps nor undoes it until `leave` is called: an import of the same
 * products comes as far as the batch before, and waits there.
 */
export async function standInTheWay(
  ctx: StoreContext,
  products: number,
  currency: string,
): Promise<{ leave(): Promise<void> }> {
  const source = async function* () {
    yield* productFile(products);
  };
  const file = await openProductFile(source, { currency, fields: [] });
  const { value: batch } = await batchesOf(file, products - 1, currency).next();
  const [standing, leaving] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const over = ctx.write(async (tx) => {
    await importBatch(tx, batch!.prepared);
    standing.resolve();
    await leaving.promise;
    throw new Undone();
  });
  const gone = over.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  await Promise.race([standing.promise, gone]);
  return {
    async leave() {
      leaving.resolve();
      await gone;
    },
  };
}
