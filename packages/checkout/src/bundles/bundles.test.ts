import { upsertProducts } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { listBundles, putBundle, setStock } from "@hutong/inventory";
import { newId } from "@hutong/kernel";
import { fulfilOrder, getOrderForStaff } from "@hutong/orders";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addLine, getCart, getOrder, openRef, submitCheckout } from "../index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ writers: 8 });
});
afterAll(() => database.drop());

/** A shop whose card is a set: a tin and two bags. */
async function openSetShop(stock: number): Promise<TestShop> {
  const shop = await openTestShop(database, { stock });
  const { tin, bag, card } = shop.variants;
  const parts = [
    { variantId: tin, quantity: 1 },
    { variantId: bag, quantity: 2 },
  ];
  await putBundle(shop.staff, { variantId: card, parts });
  return shop;
}

const pay = (shop: TestShop, checkout: string) =>
  submitCheckout(shop.buyer, {
    ...{ checkout, accountId: shop.accounts.manual, key: newId() },
    returnUrl: "http://x",
  });
const availableOf = async (shop: TestShop) => {
  const [rows] = await shop.staff.read(
    sql<{
      id: string;
      is_available: boolean;
    }>`select id, is_available from variants where store_id = ${shop.storeId}`,
  );
  return new Map(rows.map((row) => [row.id, row.is_available]));
};
const stockOf = async (shop: TestShop, variantId: string) => {
  const [row] = await database.owner`select available, committed, on_hand from stock
    where store_id = ${shop.storeId} and variant_id = ${variantId}`;
  return row;
};

it("sells what is in it, says so in cart and order, and leaves with its parts", async () => {
  const shop = await openSetShop(5);
  const { tin, bag, card } = shop.variants;
  expect(await listBundles(shop.staff, { productId: newId() })).toEqual([]);
  const { checkout, cart } = await readyCheckout(shop, card, 2);
  expect((await getCart(shop.buyer, { cart })).lines[0]!.parts).toEqual([
    { title: "Tea · Tin", quantity: 1 },
    { title: "Tea · Bag", quantity: 2 },
  ]);
  // Another set from now on: what was frozen stays.
  await putBundle(shop.staff, { variantId: card, parts: [{ variantId: tin, quantity: 5 }] });
  const placed = await pay(shop, checkout);
  if (placed.kind !== "placed") throw new Error(placed.kind);
  expect(await stockOf(shop, tin)).toEqual({ available: 3, committed: 2, on_hand: 5 });
  expect(await stockOf(shop, bag)).toEqual({ available: 1, committed: 4, on_hand: 5 });
  expect((await availableOf(shop)).get(card)).toBe(false);
  const id = openRef(shop.buyer, "order", placed.orderRef);
  const { lines } = await getOrderForStaff(shop.staff, { id });
  expect(lines[0]!.parts.map(({ title, quantity }) => [title, quantity])).toEqual([
    ["Tea · Tin", 1],
    ["Tea · Bag", 2],
  ]);
  expect((await getOrder(shop.buyer, { order: placed.orderRef })).lines[0]!.parts.length).toBe(2);
  await fulfilOrder(shop.staff, { id, lines: [{ lineId: lines[0]!.id, quantity: 1 }] });
  expect(await stockOf(shop, bag)).toEqual({ available: 1, committed: 2, on_hand: 3 });
});

it("is sold out when one of its parts is too few, and is back with it; the cart names the set", async () => {
  const shop = await openSetShop(3);
  const { bag, card } = shop.variants;
  const { checkout } = await readyCheckout(shop, card, 1);
  await setStock(shop.staff, [{ variantId: bag, available: 1 }]);
  expect([...(await availableOf(shop))].filter(([, isThere]) => !isThere)).toEqual([[card, false]]);
  expect(await pay(shop, checkout)).toEqual({
    kind: "sold_out",
    lines: [{ variantId: card, title: "Tea" }],
  });
  await setStock(shop.staff, [{ variantId: bag, available: 2 }]);
  expect((await availableOf(shop)).get(card)).toBe(true);
  expect(await listBundles(shop.staff, { productId: await productOf(shop) })).toMatchObject([
    { variantId: card, available: 1, parts: [{ quantity: 1 }, { quantity: 2, available: 2 }] },
  ]);
});

const productOf = async (shop: TestShop): Promise<string> => {
  const [row] = await database.owner`select product_id from variants where id = ${shop.variants.card}`;
  return row!.product_id;
};

it("of the last set and its last part, sold at once, one is sold; and no set is left that says it is there", async () => {
  for (let round = 0; round < 3; round += 1) {
    const shop = await openSetShop(2);
    const { tin, bag, card } = shop.variants;
    const [set, one, other] = await Promise.all([
      readyCheckout(shop, card, 1),
      readyCheckout(shop, bag, 1),
      readyCheckout(shop, tin, 2),
    ]);
    const outcomes = await Promise.all([set, one, other].map(({ checkout }) => pay(shop, checkout)));
    const [isSet, isBag, isTin] = outcomes.map(({ kind }) => kind === "placed");
    expect(isSet).toBe(!(isBag || isTin));
    expect(await stockOf(shop, bag)).toMatchObject({ committed: isSet ? 2 : isBag ? 1 : 0 });
    expect((await availableOf(shop)).get(card)).toBe(false);
  }
});

it("refuses what cannot be a set, with the row at fault", async () => {
  const shop = await openSetShop(1);
  const { tin, bag, card } = shop.variants;
  const other = await openTestShop(database);
  await upsertProducts(shop.staff, [{ handle: "box", title: "Box", variants: [{ price: 100 }] }]);
  const [box] = await database.owner`select v.id from variants v join products p using (store_id)
    where p.id = v.product_id and p.handle = 'box' and v.store_id = ${shop.storeId}`;
  const put = (variantId: string, ...ids: string[]) =>
    putBundle(shop.staff, { variantId, parts: ids.map((id) => ({ variantId: id, quantity: 1 })) });
  const refused = (code: string, row?: number) => ({
    code,
    ...(row ? { params: { row }, field: `parts.${row - 1}` } : {}),
  });
  await expect(put(card, tin, card)).rejects.toMatchObject(refused("bundle_of_itself", 2));
  await expect(put(box!.id, tin, card)).rejects.toMatchObject(refused("bundle_in_bundle", 2));
  await expect(put(box!.id, bag, bag)).rejects.toMatchObject(refused("bundle_part_twice", 2));
  await expect(put(box!.id, other.variants.tin)).rejects.toMatchObject(refused("bundle_part_unknown", 1));
  await expect(put(tin, box!.id)).rejects.toMatchObject(refused("bundle_is_part"));
  await expect(setStock(shop.staff, [{ variantId: card, available: 3 }])).rejects.toMatchObject(
    refused("bundle_tracked"),
  );
  await put(card);
  await expect(put(tin, box!.id)).rejects.toMatchObject(refused("bundle_tracked"));
  expect((await availableOf(shop)).get(card)).toBe(true);
  const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: card, quantity: 1 });
  expect((await getCart(shop.buyer, { cart: cartRef })).lines[0]!.parts).toEqual([]);
});
