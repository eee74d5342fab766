import { addDigitalFilePart, assignDigitalFile, createDigitalFile } from "@hutong/catalogue";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { putBundle } from "@hutong/inventory";
import { newId } from "@hutong/kernel";
import { changeDownloads, fulfilDownloads } from "@hutong/orders";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getOrder, markOrderPaid, openRef, submitCheckout } from "../index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
let productId: string;
let fileId: string;

/** The card is a set of a tin and two bags; a bag has a file. */
beforeAll(async () => {
  database = await createTestDatabase({ writers: 8 });
  shop = await openTestShop(database, { stock: 20 });
  const { tin, bag, card } = shop.variants;
  const parts = [
    { variantId: tin, quantity: 1 },
    { variantId: bag, quantity: 2 },
  ];
  await putBundle(shop.staff, { variantId: card, parts });
  const [row] = await database.owner<
    { product_id: string }[]
  >`select product_id from variants where id = ${bag}`;
  productId = row!.product_id;
  fileId = await upload([bag]);
});
afterAll(() => database.drop());

async function upload(variantIds: string[]): Promise<string> {
  const { id } = await createDigitalFile(shop.staff, { productId, name: "guide.pdf", bytes: 4, variantIds });
  await addDigitalFilePart(shop.staff, { id, number: 0, bytes: Buffer.from("tea!") });
  return id;
}

const isDigital = async () => {
  const [row] = await database.owner`select is_digital from variants where id = ${shop.variants.card}`;
  return row!.is_digital as boolean;
};

async function buy(accountId: string, quantity = 1) {
  const { checkout } = await readyCheckout(shop, shop.variants.card, quantity);
  const placed = await submitCheckout(shop.buyer, {
    ...{ checkout, accountId, key: newId() },
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });
  if (placed.kind !== "placed") throw new Error(placed.kind);
  const read = () => getOrder(shop.buyer, { order: placed.orderRef });
  return { id: openRef(shop.buyer, "order", placed.orderRef), read };
}

it("gives the files of what is in it, once for each unit of the part", async () => {
  expect(await isDigital()).toBe(true);
  const order = await buy(shop.accounts.test);
  expect((await order.read()).downloads).toMatchObject([{ name: "guide.pdf", left: 10, state: "open" }]);
  // What else is in the set is still to be sent.
  await fulfilDownloads(shop.platform, { orderId: order.id });
  expect((await order.read()).fulfilmentState).toBe("unfulfilled");
});

it("gives them when the money comes, by what the set was when it was ordered, and again when staff renew", async () => {
  const order = await buy(shop.accounts.manual, 2);
  const { tin, bag, card } = shop.variants;
  await putBundle(shop.staff, { variantId: card, parts: [{ variantId: tin, quantity: 1 }] });
  expect(await isDigital()).toBe(false);
  expect((await order.read()).downloads).toBeNull();
  await markOrderPaid(shop.staff, { orderId: order.id });
  expect((await order.read()).downloads).toMatchObject([{ left: 20 }]);
  await database.owner`update order_downloads set used = 7 where order_id = ${order.id}`;
  await changeDownloads(shop.staff, { id: order.id, action: "renew" });
  expect((await order.read()).downloads).toMatchObject([{ left: 20 }]);
  await putBundle(shop.staff, { variantId: card, parts: [{ variantId: bag, quantity: 1 }] });
});

it("adds up a file that is with the set and with its part, and follows files that come and go", async () => {
  const { bag, card } = shop.variants;
  await assignDigitalFile(shop.staff, { productId, fileId, variantIds: [bag, card] });
  const order = await buy(shop.accounts.test);
  expect((await order.read()).downloads).toMatchObject([{ left: 10 }]);
  await assignDigitalFile(shop.staff, { productId, fileId, variantIds: [] });
  expect(await isDigital()).toBe(false);
  await upload([bag]);
  expect(await isDigital()).toBe(true);
});
