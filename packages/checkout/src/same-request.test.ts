import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { type AttemptToPay, type ConnectedProvider, findProvider } from "@hutong/payment-providers";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { addLine, getCheckout, submitCheckout, submitDetails } from "./index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { answer: "page" });
});
afterAll(() => database.drop());
afterEach(() => vi.restoreAllMocks());

const returnUrl = "http://shop.localhost/checkout/{checkout}/return";

/** A provider whose answers get lost; tells what it was asked to begin. */
function losingAnswers(): AttemptToPay[] {
  const begun: AttemptToPay[] = [];
  const start = async (attempt: AttemptToPay) => {
    begun.push({ ...attempt });
    throw new Error("the answer was lost");
  };
  vi.spyOn(findProvider("test")!, "connect").mockReturnValue({
    start,
  } as Partial<ConnectedProvider> as never);
  return begun;
}

const how = () => ({ accountId: shop.accounts.test, key: "k", returnUrl });

async function saved(): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.card);
  expect(await submitCheckout(shop.buyer, { checkout, ...how() })).toMatchObject({ kind: "waiting" });
  return checkout;
}

async function fromTheFirstPage(): Promise<string> {
  const { cartRef: cart } = await addLine(shop.buyer, {
    cart: null,
    variantId: shop.variants.card,
    quantity: 1,
  });
  const { formRef: checkout, totals } = await getCheckout(shop.buyer, { cart });
  const details = { email: "", phone: "13900139000", address, note: "", shippingRateId: shop.rateId };
  const form = { cart, checkout, ...details, total: totals!.total.amount, ...how() };
  expect(await submitDetails(shop.buyer, form)).toMatchObject({ kind: "waiting" });
  return checkout;
}

// WeChat Pay refuses an order that comes again with another time_expire: it would then stay unpaid until it ends.
it.each([saved, fromTheFirstPage])(
  "what is begun again says the same to the millisecond: %o",
  async (begin) => {
    const begun = losingAnswers();
    const checkout = await begin();
    expect(await submitCheckout(shop.buyer, { checkout, ...how() })).toMatchObject({ kind: "waiting" });
    expect(begun).toHaveLength(2);
    // A ticket of its own goes with each, to the customer and not to the provider.
    const [first, again] = begun.map(({ payHostReturnUrl: _, ...rest }) => rest);
    expect(again).toEqual(first);
    expect(first!.expiresAt.getTime()).toBeGreaterThan(Date.now());
  },
);
