import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { type JudgedRows, judgeInputs, refusal } from "./judge-inputs.ts";
import type { JudgedProduct } from "./judge-product.ts";
import { isSameProduct, mergeProduct } from "./merge-product.ts";
import { lockProducts, type WholeProduct } from "./product-rows.ts";
import type { ProductInput, ProductOutcome } from "./product-schemas.ts";
import { heldVariants, type LetGo, removeVariants } from "./remove-variants.ts";
import { writeProducts } from "./write-products.ts";

/** A transaction's share: the counter row waits for none of it, and a refused COMMIT costs little. */
const batchProducts = 500;
const batchVariants = 10_000;

const countOf = (product: JudgedProduct) => product.variants?.length ?? 1;

function* batches(products: readonly JudgedProduct[]): Generator<JudgedProduct[]> {
  let batch: JudgedProduct[] = [];
  let variants = 0;
  for (const product of products) {
    if (batch.length >= batchProducts || variants + countOf(product) > batchVariants) {
      if (batch.length > 0) yield batch;
      batch = [];
      variants = 0;
    }
    batch.push(product);
    variants += countOf(product);
  }
  if (batch.length > 0) yield batch;
}

export interface UpsertOptions {
  /** Gives up what inventory has of variants that go; without it a row that takes one with stock is refused. */
  readonly letGo?: LetGo;
  /** Told of each product that is changed as it was before: for `restoreProducts`. */
  readonly onChange?: (before: WholeProduct) => void;
  /** Whether search terms are left to `indexBacklog`; then the caller has the store reminded of `search`. */
  readonly indexesLater?: boolean;
  /** Waited for before the first write, when all is made up. */
  readonly turn?: Promise<unknown>;
  /** Files that the caller's transaction has made, of which no picture is there yet. */
  readonly freshFiles?: ReadonlySet<string>;
  /** Whether a new product's variant, by the places of both, cannot be bought from the first. */
  readonly isSoldOut?: (row: number, variant: number) => boolean;
}

/**
 * Creates or changes products by handle, in sets; answers what became of each row, in their order. A row that
 * breaks a rule is refused alone and writes nothing; a row that changes nothing is `unchanged` and leaves no trace.
 * Large lists are written in several transactions, unless the caller is in one. Variants that a row no longer
 * names are removed; those with stock need `letGo` (see inventory), else the row is refused `variant_in_stock`.
 */
export async function upsertProducts(
  ctx: StoreContext,
  rows: readonly ProductInput[],
  options: UpsertOptions = {},
): Promise<ProductOutcome[]> {
  authorize(ctx, "catalogue.upsertProducts");
  return await upsertJudged(ctx, judgeInputs(rows, await storeCurrency(ctx)), options);
}

/** The same with rows that were judged before, in this store's currency. */
export async function upsertJudged(
  ctx: StoreContext,
  { products, places, refused }: JudgedRows,
  options: UpsertOptions = {},
): Promise<ProductOutcome[]> {
  authorize(ctx, "catalogue.upsertJudged");
  const outcomes = [...refused] as ProductOutcome[];
  const isSoldOut = ({ handle }: JudgedProduct, variant: number) =>
    options.isSoldOut?.(places.get(handle)!, variant) ?? false;
  for (const batch of batches(products)) {
    const done = await again(ctx, () => ctx.write((tx) => upsertBatch(tx, batch, { ...options, isSoldOut })));
    for (const outcome of done) outcomes[places.get(outcome.handle)!] = outcome;
  }
  return outcomes;
}

export async function storeCurrency(ctx: StoreContext): Promise<string> {
  const [rows] = await ctx.read(
    sql<{ currency: string }>`select currency from stores where store_id = ${ctx.storeId}`,
  );
  if (!rows[0]) throw new AppError("not_found", "store_not_found");
  return rows[0].currency;
}

// Somebody else may have made a product of the same handle a moment ago; the second look finds it. Within a
// caller's transaction nothing can be tried again, so the error is the caller's.
async function again<Result>(ctx: StoreContext, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isRace = isDatabaseError(error, "23505", "products_handle") || isDatabaseError(error, "40P01");
    if (!isRace || "run" in ctx) throw error;
    return await work();
  }
}

type BatchOptions = Omit<UpsertOptions, "isSoldOut"> & {
  readonly isSoldOut: (product: JudgedProduct, variant: number) => boolean;
};

async function upsertBatch(
  tx: WriteContext,
  batch: JudgedProduct[],
  { letGo, onChange, isSoldOut, turn, freshFiles, indexesLater = false }: BatchOptions,
): Promise<ProductOutcome[]> {
  const known = await lockProducts(tx, { handles: batch.map((product) => product.handle) });
  const byHandle = new Map(known.map((whole) => [whole.product.handle, whole]));
  const outcomes = new Map<string, ProductOutcome>();
  const plans = batch.flatMap((given) => {
    try {
      const before = byHandle.get(given.handle);
      const after = mergeProduct(given, before);
      return [{ given, before, after, removed: removedVariants(before, after) }];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcomes.set(given.handle, refusal(given.handle, error));
      return [];
    }
  });
  const removed = plans.flatMap((plan) => plan.removed);
  const held = await heldVariants(tx, removed, letGo !== undefined);
  const created: WholeProduct[] = [];
  const changed: WholeProduct[] = [];
  const gone: Id<"variant">[] = [];
  const soldOut = new Set<string>();
  for (const { given, before, after, removed } of plans) {
    const { handle, id } = after.product;
    const written = { handle, id, variantIds: after.variants.map((variant) => variant.id) };
    if (removed.some((variant) => held.has(variant))) {
      outcomes.set(
        handle,
        refusal(handle, new AppError("conflict", "variant_in_stock", { field: "variants" })),
      );
    } else if (!before) {
      created.push(after);
      after.variants.forEach(({ id: variant }, at) => {
        if (isSoldOut(given, at)) soldOut.add(variant);
      });
      outcomes.set(handle, { kind: "created", ...written });
    } else if (isSameProduct(before, after)) outcomes.set(handle, { kind: "unchanged", ...written });
    else {
      onChange?.(before);
      changed.push(after);
      gone.push(...removed);
      outcomes.set(handle, { kind: "updated", ...written });
    }
  }
  await turn;
  if (gone.length > 0) {
    await letGo?.(tx, gone);
    removeVariants(tx, gone);
  }
  await writeProducts(tx, created, changed, { soldOut, indexesLater, ...(freshFiles && { freshFiles }) });
  return [...outcomes.values()];
}

function removedVariants(before: WholeProduct | undefined, after: WholeProduct): Id<"variant">[] {
  const kept = new Set(after.variants.map((variant) => variant.id));
  return (before?.variants ?? []).filter((variant) => !kept.has(variant.id)).map((variant) => variant.id);
}
