import { upsertProducts } from "@hutong/catalogue";
import type { ProductInput, ProductOutcome } from "@hutong/catalogue/schemas";
import type { WriteContext } from "@hutong/db";
import { type RecordedSource, recordSources } from "@hutong/files";
import { type StockLevel, setStock, stopTracking, untrackStock } from "@hutong/inventory";
import type { ReadProduct } from "./read-product.ts";

/** What became of a batch; reported once its transaction is kept. */
export interface BatchResult {
  readonly sources: readonly RecordedSource[];
  readonly outcomes: readonly ProductOutcome[];
  readonly stockChanged: number;
}

/** Writes some products with their pictures' addresses and their stock. */
export async function importBatch(tx: WriteContext, products: readonly ReadProduct[]): Promise<BatchResult> {
  const sources = await recordSources(tx, products.flatMap(addressesOf));
  const byAddress = new Map(sources.map((source) => [source.address, source]));
  const inputs = products.map((product) => withPictures(product, byAddress));
  const outcomes = await upsertProducts(tx, inputs, untrackStock);
  const levels = await writeStock(tx, products, outcomes);
  const untracked = await stopTracking(tx, untrackedIds(products, outcomes));
  return { sources, outcomes, stockChanged: levels.filter((level) => level.isChanged).length + untracked };
}

function addressesOf({ images, input }: ReadProduct): string[] {
  const shown = (images ?? []).map((image) => image.url);
  return [...shown, ...(input.variants ?? []).flatMap((variant) => variant.image || [])];
}

type Sources = ReadonlyMap<string, RecordedSource>;

function withPictures({ input, images }: ReadProduct, sources: Sources): ProductInput {
  const { variants, ...product } = input;
  const fileOf = (image: string | undefined) =>
    image ? (sources.get(image)?.id ?? null) : image === undefined ? undefined : null;
  return {
    ...product,
    ...(variants && {
      variants: variants.map(({ image, ...variant }) => ({ ...variant, fileId: fileOf(image) })),
    }),
    ...(images && {
      media: images.flatMap(({ url, alt }) => {
        const source = sources.get(url);
        return source ? [{ fileId: source.id, alt }] : [];
      }),
    }),
  };
}

async function writeStock(
  tx: WriteContext,
  products: readonly ReadProduct[],
  outcomes: readonly ProductOutcome[],
): Promise<StockLevel[]> {
  const rows = products.flatMap(({ stock }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.kind === "refused") return [];
    return stock.flatMap((one, at) => {
      if (one.kind !== "counted" || one.available === undefined) return [];
      return [{ variantId: outcome.variantIds[at]!, available: one.available, mayOversell: one.mayOversell }];
    });
  });
  return rows.length > 0 ? setStock(tx, rows) : [];
}

function untrackedIds(products: readonly ReadProduct[], outcomes: readonly ProductOutcome[]): string[] {
  return products.flatMap(({ stock }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.kind === "refused") return [];
    return stock.flatMap((one, at) => (one.kind === "untracked" ? [outcome.variantIds[at]!] : []));
  });
}
