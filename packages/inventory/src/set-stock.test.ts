import { getProduct, removeProducts, upsertProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setAvailable, setStock, untrackStock } from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

async function product(handle: string, sizes = ["S", "M"]) {
  const variants = sizes.map((size) => ({ options: [size], price: 100 }));
  const [outcome] = await upsertProducts(ctx, [
    { handle, title: handle, options: [{ name: "Size" }], variants },
  ]);
  if (outcome!.kind === "refused") throw new Error(outcome!.code);
  return { id: outcome!.id, variantIds: outcome!.variantIds };
}

const stockOf = (variantId: string) =>
  ctx
    .read(
      sql<{
        available: number;
        on_hand: number;
        reserved: number;
      }>`select available, on_hand, reserved from stock
        where store_id = ${ctx.storeId} and variant_id = ${variantId}`,
    )
    .then(([rows]) => rows[0]);

const movementsOf = (variantId: string) =>
  database.owner`select kind, available, on_hand from stock_movements where variant_id = ${variantId} order by at`;

test("sets what can be sold, moves on hand by the difference and writes it down", async () => {
  const { variantIds } = await product("set");
  const [first] = variantIds;
  await setStock(ctx, [{ variantId: first!, available: 5 }]);
  await database.owner`update stock set available = 3, reserved = 2 where variant_id = ${first!}`;
  expect(await setStock(ctx, [{ variantId: first!, available: 10 }])).toEqual([
    { variantId: first, available: 10, onHand: 12, isChanged: true },
  ]);
  expect(await stockOf(first!)).toEqual({ available: 10, on_hand: 12, reserved: 2 });
  expect(await movementsOf(first!)).toEqual([
    { kind: "set", available: 5, on_hand: 5 },
    { kind: "set", available: 7, on_hand: 7 },
  ]);
});

test("setting the same again moves nothing and says nothing", async () => {
  const { variantIds } = await product("same");
  await setAvailable(ctx, [{ variantId: variantIds[0]!, available: 4 }]);
  const [before] =
    await database.owner`select event_number from store_counters where store_id = ${ctx.storeId}`;
  await setAvailable(ctx, [{ variantId: variantIds[0]!, available: 4 }]);
  const [after] =
    await database.owner`select event_number from store_counters where store_id = ${ctx.storeId}`;
  expect(after).toEqual(before);
  expect(await movementsOf(variantIds[0]!)).toHaveLength(1);
});

test("crossing zero tells the catalogue", async () => {
  const { id, variantIds } = await product("zero");
  const isAvailable = async () => {
    const { isAvailable, variants } = await getProduct(ctx, { id });
    return [isAvailable, ...variants.map((variant) => variant.isAvailable)];
  };
  expect(await isAvailable()).toEqual([true, true, true]);
  await setStock(
    ctx,
    variantIds.map((variantId) => ({ variantId, available: 0 })),
  );
  expect(await isAvailable()).toEqual([false, false, false]);
  await setStock(ctx, [{ variantId: variantIds[1]!, available: 1 }]);
  expect(await isAvailable()).toEqual([true, false, true]);
  await setStock(ctx, [{ variantId: variantIds[0]!, available: -3, mayOversell: true }]);
  expect(await isAvailable()).toEqual([true, true, true]);
});

test.each([
  [{ available: -1 }, "quantity_negative"],
  [{ available: 1.5 }, "quantity_invalid"],
  [{ available: 1e10 }, "quantity_too_large"],
  [{ available: 1, variantId: "01890000-0000-7000-8000-00000000dead" }, "unknown_variant"],
  [{ available: 1, variantId: "nonsense" }, "unknown_variant"],
])("refuses %j with %s and writes nothing", async (change, code) => {
  const { variantIds } = await product(`bad-${code}-${change.available}`.replace(/[^a-z0-9]+/g, "-"));
  const rows = [
    { variantId: variantIds[1]!, available: 1 },
    { variantId: variantIds[0]!, ...change },
  ];
  await expect(setStock(ctx, rows)).rejects.toMatchObject({ code });
  expect(await stockOf(variantIds[1]!)).toBeUndefined();
});

test("a variant of another store is unknown", async () => {
  const { variantIds } = await product("mine");
  const stranger = await createTestStore(database);
  await expect(setStock(stranger, [{ variantId: variantIds[0]!, available: 1 }])).rejects.toMatchObject({
    code: "unknown_variant",
  });
});

test("variants may leave with their stock, unless somebody was promised some", async () => {
  const { variantIds } = await product("leaving", ["S", "M", "L"]);
  await setStock(
    ctx,
    variantIds.map((variantId) => ({ variantId, available: 2 })),
  );
  await database.owner`update stock set available = 1, committed = 1 where variant_id = ${variantIds[0]!}`;
  const only = (size: string) => [
    {
      handle: "leaving",
      title: "leaving",
      options: [{ name: "Size" }],
      variants: [{ options: [size], price: 100 }],
    },
  ];
  expect(await upsertProducts(ctx, only("M"), { letGo: untrackStock })).toMatchObject([
    { kind: "refused", code: "variant_in_stock" },
  ]);
  expect(await stockOf(variantIds[2]!)).toMatchObject({ available: 2 });
  expect(await upsertProducts(ctx, only("S"), { letGo: untrackStock })).toMatchObject([{ kind: "updated" }]);
});

test("a variant that is being removed is not counted any more: who begins to waits, and finds it gone", async () => {
  const { id, variantIds } = await product("going");
  const isWaiting = async () => {
    const rows = await database.owner`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into stock %'`;
    return rows.length > 0;
  };
  let counted: Promise<unknown> | undefined;
  await ctx.write(async (tx) => {
    await removeProducts(tx, [id], untrackStock);
    await tx.run(sql`select 1`);
    counted = setStock(ctx, [{ variantId: variantIds[0]!, available: 5 }]);
    counted.catch(() => {});
    await expect.poll(isWaiting).toBe(true);
  });
  await expect(counted).rejects.toMatchObject({ code: "unknown_variant" });
  expect(await stockOf(variantIds[0]!)).toBeUndefined();
});
