import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getOrder, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
});

const pay = (checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });

// As version 1 wrote it: one rate, no discounts.
const inVersionOne =
  () => database.owner`update checkouts set quote = quote || jsonb_build_object('version', 1,
    'input', jsonb_build_object('version', 1, 'currency', 'CNY', 'isTaxIncluded', true, 'taxBasisPoints', 1300,
      'shipping', jsonb_build_object('price', 1200, 'freeAbove', 100000)),
    'answer', jsonb_build_object('subtotal', 9900, 'discount', 0, 'shipping', 1200, 'tax', 1277, 'total', 11100,
      'lines', jsonb_build_array(jsonb_build_object('variantId', ${shop.variants.bag}::text, 'total', 9900))))
  where store_id = ${shop.storeId}`;

describe("a quote that has grown old", () => {
  it("is renewed without a word where nothing changed", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    shop.clock.advance(31 * 60_000);
    expect((await pay(checkout)).kind).toBe("placed");
  });

  it("is shown anew where the price changed, and paid when it is sent again", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    shop.clock.advance(31 * 60_000);
    await database.owner`update variants set price = price + 100 where id = ${shop.variants.bag}`;
    expect((await pay(checkout)).kind).toBe("changed");
    expect((await pay(checkout)).kind).toBe("placed");
  });
});

describe("a quote of version 1", () => {
  it("is renewed before anybody pays by it", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    await inVersionOne();
    expect((await pay(checkout)).kind).toBe("changed");
    expect((await pay(checkout)).kind).toBe("placed");
  });

  it("explains its order for ever", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    const paid = await pay(checkout);
    if (paid.kind !== "placed") throw new Error(paid.kind);
    await inVersionOne();
    await database.owner`update orders o set quote = k.quote from checkouts k where k.store_id = o.store_id and k.id = o.checkout_id
      and o.store_id = ${shop.storeId}`;
    const { totals } = await getOrder(shop.buyer, { order: paid.orderRef });
    expect(totals).toMatchObject({
      shipping: { amount: 1200 },
      tax: { amount: 1277 },
      total: { amount: 11100 },
      isTaxIncluded: true,
    });
    const [[order]] = await shop.platform.read(
      sql<{ total: number }>`select total from orders where store_id = ${shop.storeId}`,
    );
    expect(order).toEqual({ total: 11100 });
  });
});
