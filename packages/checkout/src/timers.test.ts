import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expireReservations, queryAttempts, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout } from "./testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("a store that waits for nothing is looked at once a minute, and in time when it is reminded of", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  expect(await expireReservations(shop.platform)).toEqual({ done: 0, nextSeconds: 60 });
  expect(await queryAttempts(shop.platform)).toEqual({ done: 0, nextSeconds: 60 });
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const accountId = shop.accounts.test;
  await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  const held = await expireReservations(shop.platform);
  expect(held.done).toBe(0);
  expect(held.nextSeconds).toBeGreaterThan(900);
  expect((await queryAttempts(shop.platform)).nextSeconds).toBeLessThanOrEqual(5);
});
