import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { cancelOrder, getSalesToday } from "@hutong/orders";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openRef, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function buy(shop: TestShop, account: "manual" | "test"): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const accountId = shop.accounts[account];
  const outcome = await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  return openRef(shop.staff, "order", outcome.orderRef);
}

it("a day's sales are compared with yesterday and the same weekday, until the same time of the store's day", async () => {
  const shop = await openTestShop(database);
  await buy(shop, "test");
  await buy(shop, "manual");
  await cancelOrder(shop.staff, { id: await buy(shop, "manual") });
  const first = await getSalesToday(shop.staff);
  expect(first.today).toEqual({ amount: 18_000, orders: 2, paidOrders: 1 });
  expect(first.hours.map(({ today }) => today).reduce((sum, one) => sum + one)).toBe(18_000);
  const hour = 3_600_000;
  shop.clock.advance(24 * hour + 1000);
  expect(await getSalesToday(shop.staff)).toMatchObject({
    today: { amount: 0, orders: 0 },
    yesterday: { amount: 18_000, orders: 2 },
    weekAgo: { amount: 0 },
  });
  shop.clock.advance(6 * 24 * hour);
  const last = await getSalesToday(shop.staff);
  expect(last).toMatchObject({ yesterday: { amount: 0 }, weekAgo: { amount: 18_000, orders: 2 } });
  expect(last.hours.find(({ weekAgo }) => weekAgo > 0)).toEqual({
    hour: last.hour,
    today: 0,
    weekAgo: 18_000,
  });
});
