import { upsertProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { adjustStock, createLocation, getVariantStock, saveConsignment } from "../index.ts";
import type { StockState } from "../stock-schemas.ts";

export let database: TestDatabase;
/** A store of each test's own: two locations, and a coat in two sizes that is counted nowhere yet. */
export let ctx: StoreContext;
export let main: string;
export let corner: string;
export let productId: string;
export let small: string;
export let large: string;

/** Furnishes a store before each test of a file. */
export function useStockDesk(): void {
  beforeAll(async () => {
    database = await createTestDatabase({ writers: 8 });
  });
  afterAll(() => database.drop());
  beforeEach(furnish);
}

async function furnish(): Promise<void> {
  ctx = await createTestStore(database);
  const [[home]] = await ctx.read(
    sql<{ id: string }>`select id from locations where store_id = ${ctx.storeId}`,
  );
  main = home!.id;
  corner = (await createLocation(ctx, { name: "Corner" })).id;
  const sizes = [
    { options: ["S"], price: 100, sku: "COAT-S", barcode: "4006381333931" },
    { options: ["L"], price: 100, sku: "COAT-L" },
  ];
  const [made] = await upsertProducts(ctx, [
    { handle: "coat", title: "Coat", options: [{ name: "Size" }], variants: sizes },
  ]);
  if (made!.kind === "refused") throw new Error(made!.code);
  productId = made!.id;
  [small, large] = made!.variantIds as [string, string];
}

/** Adds, takes or moves units of the small coat, or of another variant. */
export function adjust(
  from: StockState | null,
  to: StockState | null,
  quantity: number,
  locationId = main,
  variantId = small,
) {
  const changes = [{ variantId, locationId, from, to, quantity }];
  return adjustStock(ctx, { changes, reason: "correction", note: "by hand", key: newId() });
}

/** What there is of a variant at a location. */
export async function unitsAt(locationId: string, variantId = small) {
  const { locations } = await getVariantStock(ctx, { id: variantId });
  const { onHand, available, damaged, incoming } = locations.find((one) => one.locationId === locationId)!;
  return { onHand, available, damaged, incoming };
}

/** A draft of a transfer of small coats. */
export function transfer(quantity: number, from = main, to = corner) {
  const lines = [{ variantId: small, quantity }];
  return saveConsignment(ctx, { kind: "transfer", fromLocationId: from, toLocationId: to, lines });
}

/** How things that were begun at once ended: "done", or the code of the refusal. */
export async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => (one.status === "fulfilled" ? "done" : one.reason.code)).sort();
}
