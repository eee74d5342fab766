import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { expireReservations, queryAttempts, settlePayment, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

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

it("one attempt that cannot be asked about keeps no other from its turn", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  const accountId = shop.accounts.test;
  for (const variant of [shop.variants.tin, shop.variants.bag]) {
    const { checkout } = await readyCheckout(shop, variant);
    await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  }
  // The first to be asked about is on an account that nobody can open.
  const spoiled = await database.owner`with one as (
      select store_id, id from payment_attempts where store_id = ${shop.storeId} order by created_at limit 1)
    update payment_attempts t set account_id = ${shop.accounts.manual}, query_at = now() - interval '1 hour'
    from one where t.store_id = one.store_id and t.id = one.id returning t.id`;
  await database.owner`update payment_accounts set credentials = 'spoiled' where store_id = ${shop.storeId} and id = ${shop.accounts.manual}`;
  await database.owner`update payment_attempts set query_at = now() - interval '1 minute'
    where store_id = ${shop.storeId} and id <> ${spoiled[0]!.id}`;
  await expect(queryAttempts(shop.platform)).rejects.toThrow();
  const asked =
    await database.owner`select id from payment_attempts where store_id = ${shop.storeId} and queries > 0`;
  expect(asked).toHaveLength(1);
  expect(asked[0]!.id).not.toBe(spoiled[0]!.id);
});

const pay = (shop: TestShop, checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });

const attemptsOf = (shop: TestShop) =>
  database.owner`select id, amount, currency, query_at from payment_attempts
    where store_id = ${shop.storeId} order by created_at`;

const settlePaid = (shop: TestShop, attemptId: string, amount: number) =>
  settlePayment(shop.platform, {
    attemptId,
    accountId: shop.accounts.test,
    source: "notice",
    outcome: {
      kind: "paid",
      payments: [{ id: `bank-${attemptId}-${amount}`, amount: money(amount, "CNY") }],
    },
  });

const tins = async (shop: TestShop) =>
  (
    await database.owner`select available, reserved, committed from stock
      where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin}`
  )[0];

it("a payment that waits for a person is not asked about any more", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  const { checkout, total } = await readyCheckout(shop, shop.variants.tin);
  await pay(shop, checkout);
  const [attempt] = await attemptsOf(shop);
  expect((await settlePaid(shop, attempt!.id, total - 1)).kind).toBe("parked");
  expect((await attemptsOf(shop))[0]!.query_at).toBeNull();
  shop.clock.advance(60_000);
  expect(await queryAttempts(shop.platform)).toEqual({ done: 0, nextSeconds: 60 });
});

it("goods that are held anew while the old attempt is closed stay held, and are sold once", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  const { checkout, total } = await readyCheckout(shop, shop.variants.tin);
  await pay(shop, checkout);
  shop.clock.advance(17 * 60_000);
  // While the bank is asked to close, and does not answer, the customer presses again.
  const bank = vi.spyOn(globalThis, "fetch").mockImplementationOnce(async () => {
    expect((await pay(shop, checkout)).kind).toBe("waiting");
    throw new TypeError("fetch failed");
  });
  await expireReservations(shop.platform);
  bank.mockRestore();
  expect(await tins(shop)).toEqual({ available: 9, reserved: 1, committed: 0 });
  const second = (await attemptsOf(shop))[1]!;
  expect((await settlePaid(shop, second.id, total)).kind).toBe("placed");
  expect(await tins(shop)).toEqual({ available: 9, reserved: 0, committed: 1 });
});
