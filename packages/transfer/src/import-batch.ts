import { upsertJudged, type WholeProduct } from "@hutong/catalogue";
import type { ProductOutcome } from "@hutong/catalogue/schemas";
import type { WriteContext } from "@hutong/db";
import { type RecordedSource, recordSources } from "@hutong/files";
import { isInStock, setStock, startStock, stopTracking, untrackStock } from "@hutong/inventory";
import type { SetStockRow } from "@hutong/inventory/schemas";
import type { ProductValueChange } from "@hutong/metafields";
import { judgeFields, withoutMisfits, writeFields } from "./field-changes.ts";
import { type PreparedProducts, withOwnFiles } from "./prepare-products.ts";
import type { ReadProduct, VariantStock } from "./read-product.ts";
import { readLevels, type StockChange } from "./stock-changes.ts";

/** What became of a batch; reported once its transaction is kept. */
export interface BatchResult {
  readonly sources: readonly RecordedSource[];
  readonly outcomes: readonly ProductOutcome[];
  readonly stockChanged: number;
  /** Values of the store's own fields that are other than before. */
  readonly fields: readonly ProductValueChange[];
  /** Products that were changed as they were before, and the stock that was; empty unless it is to be undone. */
  readonly befores: readonly WholeProduct[];
  readonly stock: readonly StockChange[];
}

export interface BatchOptions {
  /** Whether what was there before is answered too. */
  readonly isUndoable?: boolean;
  /** Whether search terms are left to `indexBacklog`. */
  readonly indexesLater?: boolean;
  /** Waited for before the first write of products. */
  readonly turn?: Promise<unknown>;
  /** Called when the database has most of its work: time to make up the next batch. */
  readonly onSent?: () => void;
  /** Called when the database is done with it. */
  readonly onWritten?: () => void;
}

/** Writes some products with their pictures' addresses, their stock, and what is in the store's own fields. */
export async function importBatch(
  tx: WriteContext,
  { products, addresses, judged }: PreparedProducts,
  { isUndoable = false, indexesLater = false, turn, onSent, onWritten }: BatchOptions = {},
): Promise<BatchResult> {
  const sources = await recordSources(tx, addresses);
  const values = await judgeFields(tx, products);
  const befores: WholeProduct[] = [];
  const watched = new StockWatch(isUndoable);
  const outcomes = await upsertJudged(tx, withoutMisfits(withOwnFiles(judged, sources), values), {
    async letGo(inner, variantIds) {
      await watched.see(inner, variantIds);
      return await untrackStock(inner, variantIds);
    },
    ...(isUndoable && { onChange: (before: WholeProduct) => void befores.push(before) }),
    indexesLater,
    ...(turn && { turn }),
    freshFiles: new Set(sources.filter(({ isNew }) => isNew).map(({ id }) => id)),
    isSoldOut: (row, variant) => isSoldOut(products[row]!.stock[variant]),
  });
  const known = products.flatMap((_, index) => {
    const outcome = outcomes[index]!;
    return outcome.kind === "updated" || outcome.kind === "unchanged" ? outcome.variantIds : [];
  });
  await watched.see(tx, known);
  const writing = writeStock(tx, products, outcomes);
  onSent?.();
  const changed = await writing;
  const untracked = await stopTracking(tx, untrackedIds(products, outcomes));
  const fields = await writeFields(tx, values, outcomes);
  onWritten?.();
  return {
    sources,
    outcomes,
    stockChanged: changed + untracked,
    fields,
    befores,
    stock: await watched.changes(tx, befores, outcomes),
  };
}

function isSoldOut(stock: VariantStock | undefined): boolean {
  if (stock?.kind !== "counted" || stock.available === undefined) return false;
  return !isInStock({ available: stock.available, mayOversell: stock.mayOversell });
}

type Levels = Awaited<ReturnType<typeof readLevels>>;

/** Compares the stock of variants that were there before with what it is behind a batch. */
class StockWatch {
  readonly #isOn: boolean;
  readonly #before = new Map<string, NonNullable<StockChange["before"]> | null>();

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  async see(tx: WriteContext, variantIds: readonly string[]): Promise<void> {
    if (!this.#isOn || variantIds.length === 0) return;
    const levels: Levels = await readLevels(tx, variantIds);
    for (const id of variantIds) if (!this.#before.has(id)) this.#before.set(id, levels.get(id) ?? null);
  }

  async changes(
    tx: WriteContext,
    befores: readonly WholeProduct[],
    outcomes: readonly ProductOutcome[],
  ): Promise<StockChange[]> {
    if (this.#before.size === 0) return [];
    const after = await readLevels(tx, [...this.#before.keys()]);
    const owners = new Map<string, string>();
    for (const { product, variants } of befores) for (const { id } of variants) owners.set(id, product.id);
    for (const outcome of outcomes) {
      if (outcome.kind !== "refused") for (const id of outcome.variantIds) owners.set(id, outcome.id);
    }
    return [...this.#before].flatMap(([variantId, before]) => {
      const now = after.get(variantId) ?? null;
      const isSame = before?.available === now?.available && before?.mayOversell === now?.mayOversell;
      return isSame ? [] : [{ productId: owners.get(variantId)!, variantId, before, after: now }];
    });
  }
}

/** Answers how many variants have another stock than before. */
async function writeStock(
  tx: WriteContext,
  products: readonly ReadProduct[],
  outcomes: readonly ProductOutcome[],
): Promise<number> {
  const rows = { isNew: [] as SetStockRow[], isKnown: [] as SetStockRow[] };
  products.forEach(({ stock }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.kind === "refused") return;
    stock.forEach((one, at) => {
      if (one.kind !== "counted" || one.available === undefined) return;
      const { available, mayOversell } = one;
      rows[outcome.kind === "created" ? "isNew" : "isKnown"].push({
        variantId: outcome.variantIds[at]!,
        available,
        mayOversell,
      });
    });
  });
  const begun = await startStock(tx, rows.isNew, { isTold: true });
  const levels = rows.isKnown.length > 0 ? await setStock(tx, rows.isKnown) : [];
  return begun + levels.filter((level) => level.isChanged).length;
}

function untrackedIds(products: readonly ReadProduct[], outcomes: readonly ProductOutcome[]): string[] {
  return products.flatMap(({ stock }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.kind === "refused") return [];
    return stock.flatMap((one, at) => (one.kind === "untracked" ? [outcome.variantIds[at]!] : []));
  });
}
