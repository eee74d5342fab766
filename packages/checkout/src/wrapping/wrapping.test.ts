import { putPurchaseRules } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addLine,
  getCheckout,
  getGiftWrapping,
  getOrder,
  putGiftWrapping,
  saveDetails,
  submitCheckout,
} from "../index.ts";
import { address, openTestShop, readyCheckout } from "../testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("gift wrapping is offered beside goods, and is a line of the order with the words of its card", async () => {
  const shop = await openTestShop(database);
  const { tin, card } = shop.variants;
  const [[product]] = await shop.platform.read(
    sql<{ id: string }>`select id from products where store_id = ${shop.storeId}`,
  );
  const words = {
    id: "words",
    label: { en: "Card" },
    kind: "text" as const,
    isRequired: false,
    maxLength: 80,
    choices: [],
  };
  await putPurchaseRules(shop.platform, { productId: product!.id, fields: [words], quantity: null });
  const { cart, total } = await readyCheckout(shop, tin);
  expect((await getCheckout(shop.buyer, { cart })).wrapping).toBeNull();

  await putGiftWrapping(shop.staff, { variantId: card });
  expect(await getGiftWrapping(shop.staff)).toMatchObject({
    title: "Tea · Gift card",
    price: money(5000, "CNY"),
    isOffered: true,
  });
  const offered = (await getCheckout(shop.buyer, { cart })).wrapping!;
  expect(offered).toMatchObject({ variantId: card, price: money(5000, "CNY"), line: null });
  expect(offered.fields.map(({ label }) => label)).toEqual(["Card"]);

  await addLine(shop.buyer, { cart, variantId: card, quantity: 1, properties: { words: "生日快乐" } });
  const view = await saveDetails(shop.buyer, {
    ...{ cart, email: "lin@example.com", phone: "13800138000", address },
    shippingRateId: shop.rateId,
  });
  expect(view.wrapping?.line?.properties).toMatchObject([{ name: "Card", value: "生日快乐" }]);
  expect(view.totals!.total.amount).toBe(total + 5000);
  expect(JSON.stringify(view.totals!.tree)).toContain("Gift card");
  const outcome = await submitCheckout(shop.buyer, {
    ...{
      checkout: view.ref!,
      accountId: shop.accounts.test,
      key: "wrapped",
      returnUrl: "http://shop/{checkout}",
    },
    customer: null,
  });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  const order = await getOrder(shop.buyer, { order: outcome.orderRef });
  expect(order.lines.map(({ variantTitle, total: sum }) => [variantTitle, sum.amount])).toEqual([
    ["Tin", 16800],
    ["Gift card", 5000],
  ]);
  expect(order.lines[1]!.properties).toMatchObject([{ value: "生日快乐" }]);
});

test("a shop without it asks nothing more, another shop's variant is none, and alone it is not offered", async () => {
  const [shop, other] = [await openTestShop(database), await openTestShop(database)];
  const { cart } = await readyCheckout(shop, shop.variants.tin);
  const count = async () => {
    const before = database.cell.usage.statements;
    await getCheckout(shop.buyer, { cart });
    return database.cell.usage.statements - before;
  };
  await count();
  expect(await count()).toBe(2);
  await expect(putGiftWrapping(shop.staff, { variantId: other.variants.card })).rejects.toMatchObject({
    code: "unknown_variant",
  });
  await putGiftWrapping(shop.staff, { variantId: shop.variants.card });
  const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.card, quantity: 1 });
  expect((await getCheckout(shop.buyer, { cart: cartRef })).wrapping).toBeNull();
  expect((await getCheckout(shop.buyer, { cart })).wrapping).not.toBeNull();
  await putGiftWrapping(shop.staff, { variantId: null });
  expect((await getCheckout(shop.buyer, { cart })).wrapping).toBeNull();
  await count();
  expect(await count()).toBe(2);
});
