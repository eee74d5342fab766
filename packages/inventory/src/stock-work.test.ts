import { getProduct } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { newId } from "@hutong/kernel";
import { expect, test } from "vitest";
import {
  adjustStock,
  closeConsignment,
  closeLocation,
  getLowStock,
  listLocations,
  listMovements,
  listStock,
  reopenLocation,
  setDefaultLocation,
  setLowStock,
  setStock,
} from "./index.ts";
import {
  adjust,
  corner,
  ctx,
  database,
  main,
  productId,
  small,
  transfer,
  unitsAt,
  useStockDesk,
} from "./testing/stock-desk.ts";

useStockDesk();

test("adjusting adds, takes and moves with a reason, and says who and why", async () => {
  const staff = ctx.as({ actor: { kind: "staff", id: newId(), role: "manager" } });
  await adjustStock(staff, {
    changes: [{ variantId: small, locationId: main, from: null, to: "available", quantity: 8 }],
    reason: "received",
    note: "the first box",
    key: "box-1",
  });
  await adjust("available", "damaged", 2);
  await adjust("damaged", null, 1);
  expect(await unitsAt(main)).toEqual({ onHand: 7, available: 6, damaged: 1, incoming: 0 });
  const { items } = await listMovements(ctx, { variantId: small });
  expect(
    items.map(({ kind, reason, onHand, available, damaged }) => [kind, reason, onHand, available, damaged]),
  ).toEqual([
    ["adjust", "correction", -1, 0, -1],
    ["move", "correction", 0, -2, 2],
    ["adjust", "received", 8, 8, 0],
  ]);
  expect(items[2]).toMatchObject({ note: "the first box", actor: { kind: "staff" }, locationName: "Main" });
  const page = await listMovements(ctx, { variantId: small, limit: 2 });
  const rest = await listMovements(ctx, { variantId: small, limit: 2, cursor: page.nextCursor! });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
});

test("the same wish is done once, and what is not there cannot be taken", async () => {
  const wish = {
    changes: [{ variantId: small, locationId: main, from: null, to: "available" as const, quantity: 3 }],
    reason: "received" as const,
    key: "once",
  };
  await adjustStock(ctx, wish);
  await adjustStock(ctx, wish);
  await expect(adjust("available", null, 4)).rejects.toMatchObject({
    code: "stock_short",
    fields: { "lines.0": "stock_short" },
  });
  await expect(adjust("damaged", "available", 1)).rejects.toMatchObject({ code: "stock_short" });
  await expect(adjust("available", "available", 1)).rejects.toMatchObject({ code: "stock_state_same" });
  await expect(adjust(null, "available", 1, newId())).rejects.toMatchObject({ code: "location_not_found" });
  await expect(adjust(null, "available", 1, main, newId())).rejects.toMatchObject({
    code: "unknown_variant",
  });
  expect(await unitsAt(main)).toMatchObject({ onHand: 3 });
});

test("units that come to one location are counted at the default one as well, and the catalogue is told", async () => {
  const isAvailable = async () =>
    (await getProduct(ctx, { id: productId })).variants.map((one) => one.isAvailable);
  expect(await isAvailable()).toEqual([true, true]);
  await adjust(null, "damaged", 1, corner);
  expect(await isAvailable()).toEqual([false, true]);
  const [rows] = await ctx.read(
    sql<{ location_id: string }>`select location_id from stock where store_id = ${ctx.storeId}`,
  );
  expect(rows.map((row) => row.location_id).sort()).toEqual([main, corner].sort());
  await adjust(null, "available", 1, corner);
  expect(await isAvailable()).toEqual([true, true]);
  await adjust("available", null, 1, corner);
  expect(await isAvailable()).toEqual([false, true]);
});

test("the list of a location finds by words, SKU and barcode, filters, and pages", async () => {
  await setStock(ctx, [{ variantId: small, available: 2 }]);
  await setLowStock(ctx, { variantId: small, locationId: main, lowAt: 2 });
  const skus = async (input: Parameters<typeof listStock>[1]) =>
    (await listStock(ctx, input)).items.map(({ sku }) => sku);
  expect(await skus({})).toEqual(["COAT-S", "COAT-L"]);
  expect(await skus({ query: "coat" })).toEqual(["COAT-S", "COAT-L"]);
  expect(await skus({ query: "4006381333931" })).toEqual(["COAT-S"]);
  expect(await skus({ query: "COAT-L" })).toEqual(["COAT-L"]);
  expect(await skus({ filter: "low" })).toEqual(["COAT-S"]);
  expect(await skus({ filter: "out" })).toEqual([]);
  expect(await skus({ filter: "aside" })).toEqual([]);
  const first = await listStock(ctx, { limit: 1 });
  expect(first.items[0]).toMatchObject({
    title: "Coat",
    options: "S",
    isTracked: true,
    lowAt: 2,
    available: 2,
  });
  const second = await listStock(ctx, { limit: 1, cursor: first.nextCursor! });
  expect(second).toMatchObject({ nextCursor: null, items: [{ sku: "COAT-L", isTracked: false }] });
  expect(await getLowStock(ctx)).toEqual({ count: 1, first: "Coat", locationId: main });
});

test("a location closes when it is empty or what is there goes elsewhere, and never under orders or the default", async () => {
  await adjust(null, "available", 3, corner);
  await adjust(null, "damaged", 1, corner);
  await expect(closeLocation(ctx, { id: main })).rejects.toMatchObject({ code: "location_is_default" });
  await expect(closeLocation(ctx, { id: corner })).rejects.toMatchObject({
    code: "location_has_stock",
    params: { count: 1 },
  });
  await database.owner`update stock set available = 2, committed = 1 where location_id = ${corner}`;
  await expect(closeLocation(ctx, { id: corner, moveTo: main })).rejects.toMatchObject({
    code: "location_has_orders",
  });
  await database.owner`update stock set available = 3, committed = 0 where location_id = ${corner}`;
  const { id } = await transfer(1, corner, main);
  await expect(closeLocation(ctx, { id: corner, moveTo: main })).rejects.toMatchObject({
    code: "location_awaited",
  });
  await closeConsignment(ctx, { id });
  await closeLocation(ctx, { id: corner, moveTo: main });
  expect(await unitsAt(main)).toEqual({ onHand: 4, available: 3, damaged: 1, incoming: 0 });
  await expect(adjust(null, "available", 1, corner)).rejects.toMatchObject({ code: "location_inactive" });
  await reopenLocation(ctx, { id: corner });
  await setDefaultLocation(ctx, { id: corner });
  const locations = await listLocations(ctx);
  expect(locations.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [corner, true],
    [main, false],
  ]);
});
