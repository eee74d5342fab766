import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addLine, expireReservations, saveDetails, settlePayment, submitCheckout } from "./index.ts";
import { address, openTestShop, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ writers: 16 });
});
afterAll(() => database.drop());

const stock = 12;
const buyers = 24;

// One buyer in two puts the bag in first, so that two who pay at once want the same two rows the other way round.
async function fillCart(shop: TestShop, index: number): Promise<string> {
  const { tin, bag } = shop.variants;
  let cart: string | null = null;
  for (const variantId of index % 2 === 0 ? [tin, bag] : [bag, tin])
    cart = (await addLine(shop.buyer, { cart, variantId, quantity: 1 })).cartRef;
  const details = {
    email: `buyer-${index}@example.com`,
    phone: "13800138000",
    address,
    shippingRateId: shop.rateId,
    note: "",
  };
  return (await saveDetails(shop.buyer, { cart: cart!, ...details })).ref!;
}

async function payAll(shop: TestShop, checkouts: readonly string[], accountId: string) {
  const pay = (checkout: string) =>
    submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x/{checkout}" });
  const outcomes = await Promise.all(checkouts.map(pay));
  return outcomes.map(({ kind }) => kind).sort();
}

const stockOf = (shop: TestShop) =>
  database.owner`select available, reserved, committed, on_hand from stock where store_id = ${shop.storeId} order by 1, 2, 3`;

const many = (kind: string, count: number): string[] => Array.from({ length: count }, () => kind);

it("sells carts of the same goods in opposite order to the last unit, and nobody hears of a deadlock", async () => {
  const shop = await openTestShop(database, { stock });
  const checkouts = await Promise.all(Array.from({ length: buyers }, (_, index) => fillCart(shop, index)));
  expect(await payAll(shop, checkouts, shop.accounts.test)).toEqual([
    ...many("placed", stock),
    ...many("sold_out", buyers - stock),
  ]);
  const sold = { available: 0, reserved: 0, committed: stock, on_hand: stock };
  expect(await stockOf(shop)).toEqual([sold, sold]);
});

it("gives back what such carts held while others are taking it", async () => {
  const shop = await openTestShop(database, { stock, answer: "page" });
  const checkouts = await Promise.all(Array.from({ length: buyers }, (_, index) => fillCart(shop, index)));
  await payAll(shop, checkouts.slice(0, stock), shop.accounts.test);
  shop.clock.advance(17 * 60_000);
  const late = checkouts.slice(stock);
  const [run, first] = await Promise.all([
    expireReservations(shop.platform),
    payAll(shop, late, shop.accounts.manual),
  ]);
  expect(run.done).toBe(stock);
  expect(first.every((kind) => kind === "placed" || kind === "sold_out")).toBe(true);
  const sold = first.filter((kind) => kind === "placed").length;
  const left = { available: stock - sold, reserved: 0, committed: sold, on_hand: stock };
  expect(await stockOf(shop)).toEqual([left, left]);
});

// Paid, declined and beginning to pay: each locks stock, the store's counter and what is due, and none waits in a circle.
it("settles, lets go and holds the same goods at once, and nobody hears of a deadlock", async () => {
  const shop = await openTestShop(database, { stock: 100, answer: "page" });
  const accountId = shop.accounts.test;
  const checkouts = await Promise.all(Array.from({ length: 72 }, (_, index) => fillCart(shop, index)));
  await payAll(shop, checkouts.slice(0, 48), accountId);
  const attempts =
    await database.owner`select id, amount::int from payment_attempts where store_id = ${shop.storeId} order by id`;
  const why = { en: "no" };
  const settled = attempts.map(({ id: attemptId, amount }, index) => {
    const isPaid = index % 2 === 0;
    const facts = { attemptId, accountId, source: "notice" } as const;
    const payments = [{ id: `p-${attemptId}`, amount: money(amount, "CNY") }];
    return settlePayment(shop.platform, {
      ...facts,
      outcome: isPaid ? { kind: "paid", payments } : { kind: "declined", customer: why, merchant: why },
    });
  });
  const [held, ...ends] = await Promise.all([payAll(shop, checkouts.slice(48), accountId), ...settled]);
  expect(held).toEqual(many("waiting", 24));
  expect(ends.map(({ kind }) => kind).sort()).toEqual([...many("declined", 24), ...many("placed", 24)]);
  const left = { available: 52, reserved: 24, committed: 24, on_hand: 100 };
  expect(await stockOf(shop)).toEqual([left, left]);
});
