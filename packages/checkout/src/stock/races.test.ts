import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  adjustStock,
  beginCount,
  commitCount,
  createLocation,
  enterCount,
  saveConsignment,
  sendConsignment,
  setDefaultLocation,
} from "@hutong/inventory";
import { newId } from "@hutong/kernel";
import { cancelOrder, fulfilOrder } from "@hutong/orders";
import { afterAll, beforeAll, expect, it } from "vitest";
import { submitCheckout } from "../index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ writers: 8 });
});
afterAll(() => database.drop());

const rounds = 8;
const homeOf = async (shop: TestShop): Promise<string> => {
  const [row] =
    await database.owner`select id from locations where store_id = ${shop.storeId} and is_default`;
  return row!.id;
};
const stockOf = async (shop: TestShop) => {
  const [row] = await database.owner`select s.on_hand, s.available, s.committed,
      (select sum(on_hand)::int from stock_movements m where m.store_id = s.store_id and m.variant_id = s.variant_id and m.location_id = s.location_id) as moved
    from stock s join locations l on l.store_id = s.store_id and l.id = s.location_id and l.is_default
    where s.store_id = ${shop.storeId} and s.variant_id = ${shop.variants.tin}`;
  return row!;
};
const sellLast = async (shop: TestShop) => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  return () =>
    submitCheckout(shop.buyer, {
      checkout,
      accountId: shop.accounts.manual,
      key: newId(),
      returnUrl: "http://x",
    });
};

it("sells the last unit or counts it as missing, never both", async () => {
  const seen = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const shop = await openTestShop(database, { stock: 1 });
    const buy = await sellLast(shop);
    const count = await beginCount(shop.staff, { locationId: await homeOf(shop) });
    await enterCount(shop.staff, { id: count.id, variantId: shop.variants.tin, counted: 0 });
    // One of them a little later, in turn, so that both come first at times.
    const later = (work: () => Promise<unknown>, is: boolean) => (is ? work() : Promise.resolve().then(work));
    const [sold, counted] = await Promise.all([
      later(buy, round % 2 === 0) as ReturnType<typeof buy>,
      later(() => commitCount(shop.staff, count), round % 2 === 1) as ReturnType<typeof commitCount>,
    ]);
    const isSold = sold.kind === "placed";
    expect(counted.short).toEqual(isSold ? [shop.variants.tin] : []);
    expect(await stockOf(shop)).toEqual(
      isSold
        ? { on_hand: 1, available: 0, committed: 1, moved: 1 }
        : { on_hand: 0, available: 0, committed: 0, moved: 0 },
    );
    seen.add(sold.kind);
  }
  expect([...seen].every((kind) => kind === "placed" || kind === "sold_out")).toBe(true);
});

it("sells the last unit or sends it away, never both", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const shop = await openTestShop(database, { stock: 1 });
    const corner = await createLocation(shop.staff, { name: "Corner" });
    const buy = await sellLast(shop);
    const sent = await saveConsignment(shop.staff, {
      kind: "transfer",
      fromLocationId: await homeOf(shop),
      toLocationId: corner.id,
      lines: [{ variantId: shop.variants.tin, quantity: 1 }],
    });
    const [sold, left] = await Promise.allSettled([buy(), sendConsignment(shop.staff, sent)]);
    const isSold = sold.status === "fulfilled" && sold.value.kind === "placed";
    expect(left.status).toBe(isSold ? "rejected" : "fulfilled");
    expect(await stockOf(shop)).toMatchObject({
      on_hand: isSold ? 1 : 0,
      available: 0,
      committed: isSold ? 1 : 0,
    });
  }
});

it("ships and gives back from where the goods lay, though orders ship from elsewhere by now", async () => {
  const shop = await openTestShop(database, { stock: 4 });
  const order = async () => {
    const buy = await sellLast(shop);
    await buy();
    const [row] =
      await database.owner`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`;
    return row!.id as string;
  };
  const [first, second] = [await order(), await order()];
  const home = await homeOf(shop);
  const corner = await createLocation(shop.staff, { name: "Corner" });
  await setDefaultLocation(shop.staff, corner);
  await fulfilOrder(shop.staff, { id: first });
  await cancelOrder(shop.staff, { id: second });
  const place = { variantId: shop.variants.tin, locationId: corner.id };
  await adjustStock(shop.staff, {
    changes: [{ ...place, from: null, to: "available", quantity: 1 }],
    reason: "received",
    key: newId(),
  });
  const rows = await database.owner`select location_id, on_hand, available, committed from stock
    where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin} order by on_hand`;
  expect(rows).toEqual([
    { location_id: corner.id, on_hand: 1, available: 1, committed: 0 },
    { location_id: home, on_hand: 3, available: 3, committed: 0 },
  ]);
});
