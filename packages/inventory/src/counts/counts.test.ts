import { createTestStore } from "@hutong/db/testing";
import { expect, test } from "vitest";
import {
  beginCount,
  cancelCount,
  closeConsignment,
  closeLocation,
  commitCount,
  enterCount,
  getConsignment,
  getCount,
  getVariantStock,
  listStock,
  receiveConsignment,
  sendConsignment,
} from "../index.ts";
import {
  adjust,
  corner,
  ctx,
  database,
  large,
  main,
  outcomes,
  small,
  transfer,
  unitsAt,
  useStockDesk,
} from "../testing/stock-desk.ts";

useStockDesk();

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
