import { putCollections, upsertProducts } from "@hutong/catalogue";
import type { ProductInput } from "@hutong/catalogue/schemas";
import { type Cell, openStore, system, type WriteContext } from "@hutong/db";
import { putFile } from "@hutong/files";
import { setStock } from "@hutong/inventory";
import { openShop } from "@hutong/onboarding";
import { listAccounts } from "@hutong/payments";
import { demoTemplates } from "@hutong/sections/templates";
import { demoProduct } from "../../../apps/cli/src/demo/demo-product.ts";
import { readDemo, readPicture } from "../../../apps/cli/src/demo/read-demo.ts";

/** What a measured shop offers to those who measure it. */
export interface BenchStore {
  readonly storeId: string;
  readonly host: string;
  readonly products: readonly string[];
  readonly collections: readonly string[];
  /** Variants of different products, each with more stock than a run can sell. */
  readonly variants: readonly string[];
  /** One variant of a product that no list above names. */
  readonly hotVariant: string;
  /** The account of provider `test`, which answers at once. */
  readonly accountId: string;
}

const plenty = 10_000_000;
const perCollection = 60;

type Demo = Awaited<ReturnType<typeof readDemo>>;

/** Opens a shop like the demo one, its goods repeated until there are `count` products. */
export async function openBenchStore(cell: Cell, handle: string, count: number): Promise<BenchStore> {
  const demo = await readDemo("street");
  const host = `${handle}.localhost`;
  let filled: Goods | undefined;
  const { storeId } = await openShop(
    cell,
    {
      handle,
      name: demo.name as Record<string, string>,
      country: demo.country,
      currency: demo.currency,
      locale: demo.locale,
      isTest: true,
      testAnswer: "at-once",
    },
    (furniture) => ({ ...furniture, theme: "street", templates: demoTemplates("street") }),
    async (tx) => {
      filled = await fill(tx, demo, count);
    },
  );
  const ctx = openStore(cell, storeId, { actor: system, locale: demo.locale });
  const account = (await listAccounts(ctx)).find(({ provider }) => provider === "test");
  return { storeId, host, accountId: account!.id, ...filled! };
}

type Goods = Pick<BenchStore, "products" | "collections" | "variants" | "hotVariant">;

async function fill(tx: WriteContext, demo: Demo, count: number): Promise<Goods> {
  const rows = await productRows(tx, demo, count);
  const outcomes = await upsertProducts(tx, rows);
  const made = outcomes.map((outcome) => {
    if (outcome.kind === "refused") throw new Error(`${outcome.handle}: ${outcome.code}`);
    return outcome;
  });
  const variantIds = made.flatMap((outcome) => outcome.variantIds);
  await setStock(
    tx,
    variantIds.map((variantId) => ({ variantId, available: plenty })),
  );
  const products = made.map((outcome) => outcome.handle);
  const collections = await collectionsOf(tx, demo, products);
  const [hot, ...others] = made.map((outcome) => outcome.variantIds[0]!);
  return { products: products.slice(1), collections, variants: others, hotVariant: hot! };
}

async function productRows(tx: WriteContext, demo: Demo, count: number): Promise<ProductInput[]> {
  const locales = [demo.locale];
  const templates: ProductInput[] = [];
  for (const product of demo.products) {
    const fileIds = [];
    for (const picture of product.pictures) {
      const bytes = new Uint8Array(await readPicture("street", picture.file));
      fileIds.push((await putFile(tx, { bytes })).id);
    }
    templates.push(demoProduct(product, locales, fileIds));
  }
  return Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length]!;
    const number = Math.floor(index / templates.length) + 1;
    return {
      ...template,
      handle: `${template.handle}-${number}`,
      title: `${template.title} ${number}`,
      variants: template.variants!.map((variant) => ({ ...variant, sku: `${variant.sku}-${number}` })),
    };
  });
}

async function collectionsOf(tx: WriteContext, demo: Demo, products: readonly string[]): Promise<string[]> {
  const collections = [];
  // Those that the demo's home page names are there too.
  for (const { handle, title } of demo.collections)
    collections.push({ handle, title: title.en ?? handle, products: products.slice(0, perCollection) });
  for (let at = 0; at + perCollection <= products.length; at += perCollection / 2)
    collections.push({
      handle: `shelf-${at}`,
      title: `Shelf ${at}`,
      products: products.slice(at, at + perCollection),
    });
  await putCollections(tx, collections);
  return collections.filter(({ handle }) => handle.startsWith("shelf-")).map(({ handle }) => handle);
}
