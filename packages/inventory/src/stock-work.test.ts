import { getProduct, upsertProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as inventory from "./index.ts";

const { adjustStock, closeLocation, createLocation, getVariantStock, listMovements, listStock, setStock } =
  inventory;
const { beginCount, cancelCount, commitCount, enterCount, getCount } = inventory;
const { closeConsignment, getConsignment, receiveConsignment, saveConsignment, sendConsignment } = inventory;

let database: TestDatabase;
let ctx: StoreContext;
let main: string;
let corner: string;
let productId: string;
let small: string;
let large: string;
beforeAll(async () => {
  database = await createTestDatabase({ writers: 8 });
});
afterAll(() => database.drop());
beforeEach(async () => {
  ctx = await createTestStore(database);
  const [[home]] = await ctx.read(
    sql<{ id: string }>`select id from locations where store_id = ${ctx.storeId}`,
  );
  main = home!.id;
  corner = (await createLocation(ctx, { name: "Corner" })).id;
  const [made] = await upsertProducts(ctx, [
    {
      handle: "coat",
      title: "Coat",
      options: [{ name: "Size" }],
      variants: [
        { options: ["S"], price: 100, sku: "COAT-S", barcode: "4006381333931" },
        { options: ["L"], price: 100, sku: "COAT-L" },
      ],
    },
  ]);
  if (made!.kind === "refused") throw new Error(made!.code);
  productId = made!.id;
  [small, large] = made!.variantIds as [string, string];
});

type State = "available" | "damaged" | "safetyStock" | "qualityControl";
const adjust = (
  from: State | null,
  to: State | null,
  quantity: number,
  locationId = main,
  variantId = small,
) =>
  adjustStock(ctx, {
    changes: [{ variantId, locationId, from, to, quantity }],
    reason: "correction",
    note: "by hand",
    key: newId(),
  });
const unitsAt = async (locationId: string, variantId = small) => {
  const { locations } = await getVariantStock(ctx, { id: variantId });
  const { onHand, available, damaged, incoming } = locations.find((one) => one.locationId === locationId)!;
  return { onHand, available, damaged, incoming };
};
const transfer = async (quantity: number, from = main, to = corner) =>
  saveConsignment(ctx, {
    kind: "transfer",
    fromLocationId: from,
    toLocationId: to,
    lines: [{ variantId: small, quantity }],
  });
const outcomes = async (work: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(work))
    .map((one) => (one.status === "fulfilled" ? "done" : one.reason.code))
    .sort();

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
  await inventory.setLowStock(ctx, { variantId: small, locationId: main, lowAt: 2 });
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
  expect(await inventory.getLowStock(ctx)).toEqual({ count: 1, first: "Coat", locationId: main });
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
  await inventory.reopenLocation(ctx, { id: corner });
  await inventory.setDefaultLocation(ctx, { id: corner });
  const locations = await inventory.listLocations(ctx);
  expect(locations.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    [corner, true],
    [main, false],
  ]);
});

test("a transfer leaves, arrives in parts with what broke, and what never arrives is back where it came from", async () => {
  await adjust(null, "available", 10);
  const { id } = await transfer(6);
  await sendConsignment(ctx, { id });
  expect(await unitsAt(main)).toMatchObject({ onHand: 4, available: 4 });
  expect(await unitsAt(corner)).toMatchObject({ onHand: 0, incoming: 6 });
  const receive = (quantity: number, damaged = 0, key: string = newId()) =>
    receiveConsignment(ctx, { id, lines: [{ variantId: small, quantity, damaged }], key });
  await receive(3, 1, "door");
  await receive(3, 1, "door");
  expect(await unitsAt(corner)).toEqual({ onHand: 3, available: 2, damaged: 1, incoming: 3 });
  await expect(receive(4)).rejects.toMatchObject({ code: "receive_too_many", field: "lines.0" });
  await closeConsignment(ctx, { id });
  expect(await unitsAt(main)).toMatchObject({ onHand: 7, available: 7 });
  expect(await getConsignment(ctx, { id })).toMatchObject({
    state: "received",
    quantity: 6,
    received: 3,
    incoming: 0,
    number: 1,
  });
  await expect(receive(1)).rejects.toMatchObject({ code: "consignment_not_sent" });
  const { items } = await listMovements(ctx, { variantId: small, locationId: main });
  expect(items.map(({ kind, onHand, document }) => [kind, onHand, document?.number])).toEqual([
    ["return", 3, 1],
    ["send", -6, 1],
    ["adjust", 10, undefined],
  ]);
});

test("a purchase order is incoming until it is received, with what it cost", async () => {
  const wish = {
    kind: "purchase" as const,
    toLocationId: main,
    supplier: "Weng",
    expectedOn: "2026-12-24",
    lines: [{ variantId: large, quantity: 5, unitCost: 420 }],
  };
  await expect(saveConsignment(ctx, { ...wish, supplier: " " })).rejects.toMatchObject({
    fields: { supplier: "supplier_missing" },
  });
  const { id } = await saveConsignment(ctx, wish);
  await saveConsignment(ctx, { ...wish, id, lines: [{ variantId: large, quantity: 4, unitCost: 400 }] });
  await sendConsignment(ctx, { id });
  expect(await unitsAt(main, large)).toMatchObject({ onHand: 0, incoming: 4 });
  await receiveConsignment(ctx, { id, lines: [{ variantId: large, quantity: 4 }], key: "a" });
  expect(await unitsAt(main, large)).toMatchObject({ onHand: 4, available: 4, incoming: 0 });
  expect(await getVariantStock(ctx, { id: large })).toMatchObject({
    lastCost: { amount: 400, currency: "USD" },
  });
  expect(await getConsignment(ctx, { id })).toMatchObject({
    state: "received",
    cost: 1600,
    expectedOn: "2026-12-24",
  });
  await expect(saveConsignment(ctx, { ...wish, id })).rejects.toMatchObject({
    code: "consignment_not_draft",
  });
});

test("a count writes differences, so that what is sold meanwhile stays sold", async () => {
  await adjust(null, "available", 10);
  await adjust("available", "qualityControl", 2);
  const count = await beginCount(ctx, { locationId: main });
  await enterCount(ctx, { id: count.id, code: " 4006381333931 ", counted: 6 });
  await enterCount(ctx, { id: count.id, code: "COAT-S", counted: 1, isMore: true });
  await adjust("available", null, 4);
  expect(await getCount(ctx, count)).toMatchObject({
    lines: 1,
    different: 1,
    entries: [{ counted: 7, expected: 10 }],
  });
  await expect(enterCount(ctx, { id: count.id, code: "nothing", counted: 1 })).rejects.toMatchObject({
    code: "code_unknown",
  });
  expect(await commitCount(ctx, count)).toEqual({ applied: 1, short: [] });
  // 10 - 4 sold - 3 missing.
  expect(await unitsAt(main)).toMatchObject({ onHand: 3, available: 1 });
  await expect(commitCount(ctx, count)).rejects.toMatchObject({ code: "count_closed" });
});

test("a count leaves a line open of which promised units are missing", async () => {
  await adjust(null, "available", 2);
  await adjust(null, "available", 5, main, large);
  await database.owner`update stock set available = 0, committed = 2 where variant_id = ${small} and location_id = ${main}`;
  const count = await beginCount(ctx, { locationId: main, name: "Monday" });
  await enterCount(ctx, { id: count.id, variantId: small, counted: 1 });
  await enterCount(ctx, { id: count.id, variantId: large, counted: 6 });
  expect(await commitCount(ctx, count)).toEqual({ applied: 1, short: [small] });
  expect(await unitsAt(main, large)).toMatchObject({ onHand: 6 });
  expect(await unitsAt(main)).toMatchObject({ onHand: 2 });
  await expect(enterCount(ctx, { id: count.id, variantId: large, counted: 1 })).rejects.toMatchObject({
    code: "count_line_applied",
  });
  await cancelCount(ctx, count);
  expect(await getCount(ctx, count)).toMatchObject({ state: "committed", number: 1 });
});

test("of two transfers of the last unit one leaves, ten times", async () => {
  const third = (await createLocation(ctx, { name: "Third" })).id;
  for (let round = 0; round < 10; round += 1) {
    await adjust(null, "available", 1);
    const both = await Promise.all([transfer(1, main, corner), transfer(1, main, third)]);
    expect(await outcomes(both.map((one) => sendConsignment(ctx, one)))).toEqual(["done", "stock_short"]);
    expect(await unitsAt(main)).toMatchObject({ onHand: 0 });
  }
});

test("of one transfer received twice at once, one part is", async () => {
  await adjust(null, "available", 3);
  const { id } = await transfer(3);
  await sendConsignment(ctx, { id });
  const receive = (key: string) =>
    receiveConsignment(ctx, { id, lines: [{ variantId: small, quantity: 2 }], key });
  expect(await outcomes([receive("a"), receive("b")])).toEqual(["done", "receive_too_many"]);
  expect(await unitsAt(corner)).toMatchObject({ onHand: 2, incoming: 1 });
});

test("drafts that are begun at once have numbers of their own", async () => {
  await Promise.all(Array.from({ length: 6 }, () => transfer(1)));
  const { items } = await inventory.listConsignments(ctx, { kind: "transfer" });
  expect(items.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
});

test("documents and locations of another store are not there", async () => {
  await adjust(null, "available", 3);
  const { id } = await transfer(1);
  const count = await beginCount(ctx, { locationId: main });
  const stranger = await createTestStore(database);
  const codes = await outcomes([
    sendConsignment(stranger, { id }),
    closeConsignment(stranger, { id }),
    getConsignment(stranger, { id }),
    receiveConsignment(stranger, { id, lines: [{ variantId: small, quantity: 1 }], key: "k" }),
    commitCount(stranger, count),
    getCount(stranger, count),
    getVariantStock(stranger, { id: small }),
    listStock(stranger, { locationId: main }),
    closeLocation(stranger, { id: corner }),
  ]);
  const missing = ["consignment_not_found", "count_not_found", "location_not_found", "unknown_variant"];
  expect(codes.every((code) => missing.includes(code))).toBe(true);
});
