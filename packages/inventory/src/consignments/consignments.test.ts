import { newId } from "@hutong/kernel";
import { expect, test } from "vitest";
import {
  closeConsignment,
  createLocation,
  getConsignment,
  getVariantStock,
  listConsignments,
  listMovements,
  receiveConsignment,
  saveConsignment,
  sendConsignment,
} from "../index.ts";
import {
  adjust,
  corner,
  ctx,
  large,
  main,
  outcomes,
  small,
  transfer,
  unitsAt,
  useStockDesk,
} from "../testing/stock-desk.ts";

useStockDesk();

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
  const { items } = await listConsignments(ctx, { kind: "transfer" });
  expect(items.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
});
