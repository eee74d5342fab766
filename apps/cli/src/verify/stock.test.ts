import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  adjustStock,
  beginCount,
  closeConsignment,
  closeLocation,
  commitCount,
  createLocation,
  enterCount,
  receiveConsignment,
  saveConsignment,
  sendConsignment,
  setDefaultLocation,
} from "@hutong/inventory";
import { newId } from "@hutong/kernel";
import { cancelOrder, fulfilOrder } from "@hutong/orders";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestShop, type Shop, sell } from "../testing/sell.ts";
import { allInvariants, check, type Finding, verify } from "./verify.ts";

let database: TestDatabase;
let shop: Shop;
let main: string;
let corner: string;

const line = (quantity: number) => ({ variantId: shop.variantIds[0]!, quantity });

async function consign(kind: "transfer" | "purchase", quantity: number, received: number) {
  const made = await saveConsignment(shop.staff, {
    ...{ kind, fromLocationId: kind === "transfer" ? main : null, toLocationId: corner, supplier: "Weng" },
    lines: [line(quantity)],
  });
  await sendConsignment(shop.staff, made);
  await receiveConsignment(shop.staff, { ...made, lines: [line(received)], key: newId() });
  return made;
}

// Everything that stock goes through, some of it still under way, and orders from before the default location was another.
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database.cell, "stocked");
  const [home] = await database.owner`select id from locations where store_id = ${shop.storeId}`;
  main = home!.id;
  corner = (await createLocation(shop.staff, { name: "Corner" })).id;
  for (const _ of [1, 2, 3]) expect(await sell(shop, "test")).toBe("placed");
  await consign("transfer", 4, 1);
  await closeConsignment(shop.staff, await consign("transfer", 4, 2));
  await consign("purchase", 9, 9);
  await consign("purchase", 9, 2);
  const count = await beginCount(shop.staff, { locationId: main });
  await enterCount(shop.staff, { id: count.id, variantId: shop.variantIds[1]!, counted: 18 });
  await enterCount(shop.staff, { id: count.id, variantId: shop.variantIds[0]!, counted: 9 });
  expect(await sell(shop, "test")).toBe("placed");
  await commitCount(shop.staff, count);
  const gone = await createLocation(shop.staff, { name: "Gone" });
  const add = {
    variantId: shop.variantIds[0]!,
    locationId: gone.id,
    from: null,
    to: "damaged" as const,
    quantity: 2,
  };
  await adjustStock(shop.staff, { changes: [add], reason: "returned", key: "k" });
  await closeLocation(shop.staff, { id: gone.id, moveTo: main });
  await setDefaultLocation(shop.staff, { id: corner });
  const orders = await database.owner`select id from orders where store_id = ${shop.storeId} order by number`;
  await fulfilOrder(shop.staff, { id: orders[0]!.id });
  await cancelOrder(shop.staff, { id: orders[1]!.id });
  expect(await sell(shop, "test")).toBe("placed");
});
afterAll(() => database.drop());

test("a store that has moved, bought, counted and closed is clean", async () => {
  const { findings, schemaFaults } = await verify(database.owner, null);
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([]);
  expect(schemaFaults).toEqual([]);
});

test.each([
  ["stock.gone", "delete from stock where damaged > 0"],
  ["stock.default", "update locations set is_default = false"],
  ["stock.default", "delete from stock s using locations l where l.id = s.location_id and l.is_default"],
  ["stock.closed", "update locations set is_active = false, is_default = false"],
  ["stock.flow", "update stock_movements set kind = 'move' where kind = 'receive'"],
  ["consignments.units", "update consignment_lines set incoming = incoming - 1 where incoming > 0"],
  ["consignments.units", "delete from stock_movements where kind = 'return'"],
  ["consignments.units", "update consignment_lines set received = received - 1 where received > 0"],
  ["counts.applied", "update stock_count_lines set counted = counted + 1"],
  ["counts.applied", "update stock_count_lines set is_applied = false"],
])("%s can break, and says which row", async (name, damage) => {
  let found: Finding | null = null;
  await database.owner
    .begin(async (client) => {
      await client`set local session_replication_role = replica`;
      await client.unsafe(damage);
      const invariant = (await allInvariants(client)).find((one) => one.name === name);
      found = await check(client, invariant!, null);
      throw new Error("undo");
    })
    .catch((error: Error) => {
      if (error.message !== "undo") throw error;
    });
  const example = { storeId: shop.storeId, what: expect.any(String) };
  expect(found).toMatchObject({ name, examples: expect.arrayContaining([example]) });
});
