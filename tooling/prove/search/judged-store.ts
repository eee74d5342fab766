import { saveSynonyms, searchProducts, upsertProducts } from "../../../packages/catalogue/src/index.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";
import { createTestStore, type TestDatabase } from "../../../packages/db/src/testing.ts";
import type { JudgedSet, SetProduct } from "./judged-set.ts";

const inputOf = (product: SetProduct) => ({
  handle: product.handle,
  title: product.title,
  status: "active" as const,
  productType: product.productType ?? "",
  vendor: product.vendor ?? "",
  tags: [...(product.tags ?? [])],
  variants: [{ price: product.price ?? 100, sku: product.sku, barcode: product.barcode }],
  translations: Object.fromEntries(
    Object.entries(product.titles ?? {}).map(([locale, title]) => [locale, { title }]),
  ),
});

/** Makes a store of the set's products, the way merchants' products come. */
export async function openJudgedStore(database: TestDatabase, set: JudgedSet): Promise<StoreContext> {
  const ctx = await createTestStore(database, { currency: "CNY", locale: "zh-CN" });
  const outcomes = await upsertProducts(ctx, set.products.map(inputOf));
  const refused = outcomes.find((outcome) => outcome.kind === "refused");
  if (refused) throw new Error(`a product was refused: ${JSON.stringify(refused)}`);
  for (const words of set.synonyms) await saveSynonyms(ctx, { words: [...words] });
  return ctx;
}

/** Handles of the first ten products that a customer sees. */
export async function foundBy(ctx: StoreContext, query: string): Promise<string[]> {
  const { cards, near } = await searchProducts(ctx, { query, page: 1, perPage: 10, withChoices: false });
  return [...cards, ...near].slice(0, 10).map((card) => card.handle);
}

/** The same products in the order of trigram similarity alone (pg_trgm), over all that is written about them. */
export async function trigramsOf(
  database: TestDatabase,
  set: JudgedSet,
): Promise<(query: string, by: "similarity" | "word_similarity") => Promise<string[]>> {
  const { owner } = database;
  await owner`create extension if not exists pg_trgm`;
  await owner`create table trigram_texts (handle text primary key, text text not null)`;
  const rows = set.products.map((product) => {
    const { title, titles = {}, productType = "", vendor = "", tags = [], sku = "", barcode = "" } = product;
    const text = [title, ...Object.values(titles), productType, vendor, ...tags, sku, barcode].join(" ");
    return { handle: product.handle, text };
  });
  await owner`insert into trigram_texts ${owner(rows)}`;
  return async (query, by) => {
    const likeness =
      by === "similarity" ? owner`similarity(${query}, text)` : owner`word_similarity(${query}, text)`;
    const found = await owner<{ handle: string }[]>`
      select handle from trigram_texts where ${likeness} > 0 order by ${likeness} desc, handle limit 10`;
    return found.map(({ handle }) => handle);
  };
}
