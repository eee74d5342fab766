import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addLine, getCart, getWaiting, saveDetails, settlePayment, submitCheckout } from "./index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  shop = await openTestShop(database, { answer: "page" });
});
afterAll(() => database.drop());

const details = { email: "lin@example.com", phone: "13800138000", address, note: "" };

const pay = (checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });

/** The attempts of the shop, the first one first. */
const attempts = () =>
  database.owner<{ id: string; amount: number; is_open: boolean }[]>`
    select id, amount::int as amount, state in ('pending', 'action_required') as is_open from payment_attempts
    where store_id = ${shop.storeId} order by created_at`;

const settle = (attempt: { id: string; amount: number }) =>
  settlePayment(shop.platform, {
    attemptId: attempt.id,
    accountId: shop.accounts.test,
    source: "notice",
    outcome: { kind: "paid", payments: [{ id: `bank-${attempt.id}`, amount: money(attempt.amount, "CNY") }] },
  });

const stock = () =>
  database.owner`select available, reserved, committed from stock
    where store_id = ${shop.storeId} and variant_id in (${shop.variants.tin}, ${shop.variants.bag}) order by available, committed`;

/** Begins to pay for a tin, and lets the time of that attempt run out while the goods are still held. */
async function beginAndWait(): Promise<{ cart: string; checkout: string }> {
  const ready = await readyCheckout(shop, shop.variants.tin);
  await pay(ready.checkout);
  shop.clock.advance(15.5 * 60_000);
  return ready;
}

it("goods that came into the bag while others were held are taken with them", async () => {
  const { cart, checkout } = await beginAndWait();
  await addLine(shop.buyer, { cart, variantId: shop.variants.bag, quantity: 1 });
  expect(await pay(checkout)).toEqual({ kind: "changed" });
  expect((await pay(checkout)).kind).toBe("waiting");
  const [, second] = await attempts();
  expect(second!.amount).toBe(16800 + 9900 + 1200);
  expect((await settle(second!)).kind).toBe("placed");
  const sold = { available: 9, reserved: 0, committed: 1 };
  expect(await stock()).toEqual([sold, sold]);
});

it("a payment that was declined says why, in the provider's words for the customer", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  await pay(checkout);
  const [attempt] = await attempts();
  const customer = { "zh-CN": "卡过期了。", en: "The card has expired." };
  await settlePayment(shop.platform, {
    attemptId: attempt!.id,
    accountId: shop.accounts.test,
    source: "query",
    outcome: { kind: "declined", customer, merchant: { en: "54" } },
  });
  expect(await getWaiting(shop.buyer, { checkout })).toMatchObject({
    state: "declined",
    reason: "The card has expired.",
  });
});

it("money for the bag as it was goes back, and the attempt for the new one can still be paid", async () => {
  const { cart, checkout } = await readyCheckout(shop, shop.variants.tin);
  await pay(checkout);
  await addLine(shop.buyer, { cart, variantId: shop.variants.bag, quantity: 1 });
  await saveDetails(shop.buyer, { cart, ...details, shippingRateId: shop.rateId });
  await pay(checkout);
  const [first, second] = await attempts();
  expect((await settle(first!)).kind).toBe("refunded");
  expect((await getWaiting(shop.buyer, { checkout })).state).toBe("waiting");
  expect((await settle(second!)).kind).toBe("placed");
  expect((await getWaiting(shop.buyer, { checkout })).state).toBe("placed");
});

it("what came into the bag while it was being paid is still there afterwards, and what was bought is not", async () => {
  const { tin, bag } = shop.variants;
  const { cart, checkout } = await readyCheckout(shop, tin, 2);
  await pay(checkout);
  await addLine(shop.buyer, { cart, variantId: bag, quantity: 1 });
  await addLine(shop.buyer, { cart, variantId: tin, quantity: 3 });
  const [attempt] = await attempts();
  expect((await settle(attempt!)).kind).toBe("placed");
  const left = (await getCart(shop.buyer, { cart })).lines;
  expect(left.map(({ variantId, quantity }) => [variantId, quantity]).sort()).toEqual(
    [
      [bag, 1],
      [tin, 3],
    ].sort(),
  );

  const next = await saveDetails(shop.buyer, { cart, ...details, shippingRateId: shop.rateId });
  await pay(next.ref!);
  const [, second] = await attempts();
  expect((await settle(second!)).kind).toBe("placed");
  expect((await getCart(shop.buyer, { cart })).lines).toEqual([]);
});

it("an attempt that its customer went back from is closed at the provider, once there is one", async () => {
  const { cart, checkout } = await readyCheckout(shop, shop.variants.tin);
  const closing = async () =>
    (
      await database.owner`select payload from outbox where store_id = ${shop.storeId} and kind = 'close-attempt'`
    ).map(({ payload }) => payload.attemptId);
  const goBack = (note: string) =>
    saveDetails(shop.buyer, { cart, ...details, note, shippingRateId: shop.rateId });
  await goBack("before anybody paid");
  expect(await closing()).toEqual([]);
  await pay(checkout);
  await goBack("to the neighbours");
  const [attempt] = await attempts();
  expect(await closing()).toEqual([attempt!.id]);
});
