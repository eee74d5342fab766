import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { money } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  addLine,
  expireReservations,
  getCheckout,
  settlePayment,
  submitCheckout,
  submitDetails,
} from "./index.ts";
import { openDiscount } from "./testing/discounts.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

// A bag of 99.00 and 12.00 for bringing it, tax inside, ten percent off while that lasts.
const before = 9900 - 990 + 1200;

interface Change {
  /** What the bag comes to afterwards, in minor units; null where it is no longer to be had. */
  readonly after: number | null;
  make(): Promise<unknown>;
}

let database: TestDatabase;
let shop: TestShop;
let discountId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database, { answer: "page" });
  discountId = await openDiscount(shop);
});

const changes: Record<string, Change> = {
  "a higher price": {
    after: 10_900 - 1090 + 1200,
    make: () => database.owner`update variants set price = 10900 where id = ${shop.variants.bag}`,
  },
  "a lower price": {
    after: 8_900 - 890 + 1200,
    make: () => database.owner`update variants set price = 8900 where id = ${shop.variants.bag}`,
  },
  "tax that comes on top": {
    after: before + Math.round(before * 0.13),
    make: () => database.owner`update markets set is_tax_included = false where store_id = ${shop.storeId}`,
  },
  "a promotion that is over": {
    after: 9900 + 1200,
    make: () =>
      database.owner`update discounts set ends_at = now() - interval '1 second' where id = ${discountId}`,
  },
  "a dearer way to bring it": {
    after: 9900 - 990 + 1500,
    make: () => database.owner`update shipping_rates set charge = replace(charge::text, '1200', '1500')::jsonb
        where store_id = ${shop.storeId}`,
  },
  "the last one sold": {
    after: null,
    make: () => setStock(shop.platform, [{ variantId: shop.variants.bag, available: 0 }]),
  },
};
const each = Object.entries(changes);

const details = { email: "lin@example.com", phone: "13800138000", address, note: "" };
const how = () => ({ accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });
const pay = (checkout: string) => submitCheckout(shop.buyer, { checkout, ...how() });
const seen = async (cart: string) => {
  const { totals, formRef } = await getCheckout(shop.buyer, { cart });
  return { total: totals!.total.amount, checkout: formRef! };
};
const send = (cart: string, page: { total: number; checkout: string }) =>
  submitDetails(shop.buyer, { cart, ...details, shippingRateId: shop.rateId, ...page, ...how() });

/** The attempts of the shop, the first one first. */
const attempts = () => database.owner<{ id: string; amount: number }[]>`
  select id, amount::int as amount from payment_attempts where store_id = ${shop.storeId} order by created_at`;
const orders = async () =>
  (
    await database.owner`select total::int as total, paid::int as paid from orders where store_id = ${shop.storeId}`
  ).map(({ total, paid }) => [total, paid]);

const facts = (attempt: { id: string }) =>
  ({ attemptId: attempt.id, accountId: shop.accounts.test, source: "notice" }) as const;
const settle = (attempt: { id: string; amount: number }) =>
  settlePayment(shop.platform, {
    ...facts(attempt),
    outcome: { kind: "paid", payments: [{ id: `bank-${attempt.id}`, amount: money(attempt.amount, "CNY") }] },
  });

/** One attempt for exactly this sum is open; its payment makes the one order, for exactly this sum. */
async function isPaidAt(total: number): Promise<void> {
  const last = (await attempts()).at(-1)!;
  expect(last.amount).toBe(total);
  expect((await settle(last)).kind).toBe("placed");
  expect(await orders()).toEqual([[total, total]]);
}

const nobodyWasCharged = async () => expect([await attempts(), await orders()]).toEqual([[], []]);

describe("while it lies in the bag, before the sum was seen", () => {
  it.each(each)("%s is simply what the page says", async (_, { make, after }) => {
    const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 });
    await make();
    const page = await seen(cartRef);
    if (after === null) {
      await expect(send(cartRef, page)).rejects.toMatchObject({ code: "sold_out" });
      return await nobodyWasCharged();
    }
    expect(page.total).toBe(after);
    expect((await send(cartRef, page)).kind).toBe("waiting");
    await isPaidAt(after);
  });
});

describe("while the page shows the sum", () => {
  it.each(each)("%s is shown before anybody pays it", async (_, { make, after }) => {
    const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 });
    const page = await seen(cartRef);
    expect(page.total).toBe(before);
    await make();
    if (after === null) {
      await expect(send(cartRef, page)).rejects.toMatchObject({ code: "sold_out" });
      return await nobodyWasCharged();
    }
    expect(await send(cartRef, page)).toEqual({ kind: "changed" });
    await nobodyWasCharged();
    const anew = await seen(cartRef);
    expect(anew.total).toBe(after);
    expect((await send(cartRef, anew)).kind).toBe("waiting");
    await isPaidAt(after);
  });
});

describe("while the frozen sum is young", () => {
  it.each(each)("%s is not the customer's concern", async (_, { make, after }) => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    await make();
    if (after === null) {
      expect((await pay(checkout)).kind).toBe("sold_out");
      return await nobodyWasCharged();
    }
    expect((await pay(checkout)).kind).toBe("waiting");
    await isPaidAt(before);
  });
});

describe("when the frozen sum has grown old", () => {
  it.each(each)("%s is shown before anybody pays it", async (_, { make, after }) => {
    const { cart, checkout } = await readyCheckout(shop, shop.variants.bag);
    shop.clock.advance(31 * 60_000);
    await make();
    if (after === null) {
      await expect(pay(checkout)).resolves.toMatchObject({ kind: "sold_out" });
      return await nobodyWasCharged();
    }
    expect(await pay(checkout)).toEqual({ kind: "changed" });
    await nobodyWasCharged();
    expect((await seen(cart)).total).toBe(after);
    expect((await pay(checkout)).kind).toBe("waiting");
    await isPaidAt(after);
  });
});

describe("while it is being paid", () => {
  it.each(each)(
    "%s changes nothing: the goods are held, and the sum is told the bank",
    async (_, { make }) => {
      const { checkout } = await readyCheckout(shop, shop.variants.bag);
      await pay(checkout);
      await make();
      await isPaidAt(before);
    },
  );
});

describe("after a payment was declined", () => {
  it.each(each)("%s is not the customer's concern while the sum is young", async (_, { make, after }) => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    await pay(checkout);
    const [first] = await attempts();
    const customer = { en: "The card has expired." };
    await settlePayment(shop.platform, {
      ...facts(first!),
      outcome: { kind: "declined", customer, merchant: { en: "54" } },
    });
    await make();
    if (after === null) {
      expect((await pay(checkout)).kind).toBe("sold_out");
      return expect(await orders()).toEqual([]);
    }
    expect((await pay(checkout)).kind).toBe("waiting");
    expect(await attempts()).toHaveLength(2);
    await isPaidAt(before);
  });
});

describe("when the payment comes after the goods were let go", () => {
  it.each(each)("%s: the sum that was paid stands, or all of it goes back", async (_, { make, after }) => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    await pay(checkout);
    shop.clock.advance(17 * 60_000);
    await expireReservations(shop.platform);
    await make();
    if (after !== null) return await isPaidAt(before);
    const [attempt] = await attempts();
    expect((await settle(attempt!)).kind).toBe("refunded");
    expect(await orders()).toEqual([]);
    const [refund] =
      await database.owner`select amount::int as amount from refunds where store_id = ${shop.storeId}`;
    expect(refund).toEqual({ amount: before });
  });
});
