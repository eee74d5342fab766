import { countUnindexed, indexBacklog, listProducts, updateProduct } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addImportPart, cancelImport, createImport, getImport, runImport, undoImport } from "../index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const many = 600;

async function upload(): Promise<string> {
  const rows = Array.from({ length: many }, (_, index) => `p${index},Lamp ${index},L-${index},10`);
  const bytes = Buffer.from(["Handle,Title,Variant SKU,Variant Price", ...rows].join("\n"));
  const { id } = await createImport(ctx, { fileName: "lamps.csv", bytes: bytes.length, isDryRun: false });
  await addImportPart(ctx, { id, number: 0, bytes });
  return id;
}

async function runOneBatch(id: string): Promise<void> {
  const stop = new AbortController();
  expect(await runImport(ctx, id, { signal: stop.signal, onProgress: () => stop.abort() })).toBe("stopped");
}

const isReminded = async () =>
  (await database.owner`select 1 from due where store_id = ${ctx.storeId} and kind = 'search'`).length > 0;

const isFound = async (query: string, handle: string) =>
  (await listProducts(ctx, { query })).items.some((one) => one.handle === handle);

test("search is left to the worker, which is reminded when the run is over", async () => {
  const id = await upload();
  await runOneBatch(id);
  expect(await isReminded()).toBe(false);
  expect(await runImport(ctx, id)).toBe("done");
  expect(await isReminded()).toBe(true);
  expect([(await getImport(ctx, { id })).unindexed, await isFound("L-7", "p7")]).toEqual([many, false]);
  // Whoever indexes is told to stop, and somebody else goes on.
  const stopped = new AbortController();
  stopped.abort();
  expect(await indexBacklog(ctx, { signal: stopped.signal })).toBe(0);
  while ((await indexBacklog(ctx)) !== null);
  expect([await countUnindexed(ctx), await isFound("L-7", "p7")]).toEqual([0, true]);
});

test("what a cancelled import wrote is indexed as well", async () => {
  const id = await upload();
  await runOneBatch(id);
  await cancelImport(ctx, { id });
  expect(await isReminded()).toBe(true);
  while ((await indexBacklog(ctx)) !== null);
  expect(await isFound("L-7", "p7")).toBe(true);
});

test("an edit meanwhile is found at once, and stays as it is", async () => {
  const id = await upload();
  await runImport(ctx, id);
  const edited = (await listProducts(ctx, { limit: 1 })).items[0]!;
  await updateProduct(ctx, { id: edited.id, version: 1, title: "Lantern" });
  expect(await isFound("Lantern", edited.handle)).toBe(true);
  while ((await indexBacklog(ctx)) !== null);
  expect([await isFound("Lantern", edited.handle), await isFound("Lamp", edited.handle)]).toEqual([
    true,
    false,
  ]);
});

test("what is undone before its turn leaves no terms", async () => {
  const id = await upload();
  await runImport(ctx, id);
  await undoImport(ctx, { id });
  expect(await runImport(ctx, id)).toBe("undone");
  while ((await indexBacklog(ctx)) !== null);
  expect(await database.owner`select term from product_terms where store_id = ${ctx.storeId}`).toEqual([]);
});
