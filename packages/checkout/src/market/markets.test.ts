import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderForStaff, getSalesToday, listCustomers, listOrders, refundOrder } from "@hutong/orders";
import { makeRefund } from "@hutong/payments";
import { updateMarket } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addLine, getCart, getCheckout, saveDetails, submitCheckout, submitDetails } from "../index.ts";
import { openTestMarket } from "../testing/markets.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
});

const returnUrl = "http://shop.localhost/checkout/{checkout}/return";
const berlin = {
  ...address,
  country: "DE",
  name: "Ada Weiß",
  province: "",
  city: "Berlin",
  district: "",
  line1: "Torstraße 1",
  postcode: "10119",
};
const euros = {
  countries: ["DE", "FR"],
  currency: "EUR",
  rate: "0.1278",
  adjustment: 500,
  step: 100,
  under: 1,
};

const filled = async (quantity = 1) =>
  (await addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity })).cartRef;
const typed = (cart: string, shippingRateId: string) => ({
  ...{ cart, email: "ada@example.com", phone: "", address: berlin, note: "" },
  shippingRateId,
});
const pay = () => ({ accountId: shop.accounts.test, key: "k", returnUrl });
const ordered = async () => {
  const { id } = (await listOrders(shop.staff, {})).items[0]!;
  return await getOrderForStaff(shop.staff, { id });
};

it.each([
  ["EUR", euros, 2299],
  ["JPY", { countries: ["JP"], currency: "JPY", rate: "20.55" }, 3452],
  ["KWD", { countries: ["KW"], currency: "KWD", rate: "0.0432" }, 7258],
  ["CNY", { countries: ["HK"], currency: "CNY", adjustment: -1000 }, 15_120],
])(
  "shows what goods cost in %s, by its rate, its adjustment and its decimals",
  async (currency, market, price) => {
    const { marketId } = await openTestMarket(shop, market, 500);
    const cart = await filled(2);
    const there = await getCart(shop.buyer.as({ marketId }), { cart });
    expect(there.lines[0]!.unitPrice).toEqual({ amount: price, currency });
    expect(there.subtotal).toEqual({ amount: 2 * price, currency });
    expect((await getCart(shop.buyer, { cart })).subtotal).toEqual({ amount: 33_600, currency: "CNY" });
  },
);

it("sells, is paid and gives back in the currency of a second market", async () => {
  const { marketId, rateId } = await openTestMarket(shop, euros, 590);
  const buyer = shop.buyer.as({ marketId });
  const cart = await filled(3);
  const page = await getCheckout(buyer, { cart });
  expect(page.address.country).toBe("DE");
  expect(page.totals!.total).toEqual({ amount: 3 * 2299 + 590, currency: "EUR" });

  const sums = { total: page.totals!.total.amount, currency: "EUR" };
  const form = { checkout: page.formRef, ...typed(cart, rateId), ...pay(), ...sums };
  expect(await submitDetails(buyer, form)).toMatchObject({ kind: "placed" });

  const order = await ordered();
  expect(order).toMatchObject({ currency: "EUR", total: 7487, paid: 7487, paymentState: "paid" });
  const [row] =
    await database.owner`select o.market_id, o.presentment_currency, o.rate, (o.quote->'answer'->>'shopTotal')::int as shop,
      (select a.currency || ' ' || a.amount from payment_attempts a where a.store_id = o.store_id) as attempt
    from orders o where o.store_id = ${shop.storeId}`;
  // 74.87 € at 1 / 0.1278 are 585.837... yuan.
  expect(row).toMatchObject({
    market_id: marketId,
    presentment_currency: "EUR",
    rate: "7.82472613458529",
    shop: 58_584,
    attempt: "EUR 7487",
  });
  expect((await getSalesToday(shop.staff)).today.amount).toBe(58_584);

  for (const [key, amount] of [1, 2500, 4986].entries()) {
    const { refundIds } = await refundOrder(shop.staff, {
      id: order.id,
      amount,
      key: `part ${key}`,
      note: "",
    });
    await makeRefund(shop.platform, { refundId: refundIds[0]! });
  }
  expect(await ordered()).toMatchObject({ paid: 7487, refunded: 7487, paymentState: "refunded" });
  expect((await getSalesToday(shop.staff)).today.amount).toBe(0);
  const spent = (await listCustomers(shop.staff, {})).items[0]!.spent;
  expect(spent).toEqual({ amount: 0, currency: "CNY" });
  const sides = await database.owner`select currency, sum(amount)::int as sum from ledger_entries
    where store_id = ${shop.storeId} group by 1`;
  expect(sides).toEqual([{ currency: "EUR", sum: 0 }]);
});

it("moves to the market of the country that it goes to, and shows that before it is charged", async () => {
  const { marketId, rateId } = await openTestMarket(shop, euros, 590);
  const cart = await filled();
  const page = await getCheckout(shop.buyer, { cart });
  expect(page.market).toBe("home");
  expect(page.countries).toEqual(["*", "DE", "FR"]);
  const moved = await getCheckout(shop.buyer, { cart, address: { country: "DE" } });
  expect(moved).toMatchObject({ market: "eur", totals: { total: { amount: 2889, currency: "EUR" } } });

  // A form that was drawn in yuan is not charged in euros, not even where the number is the same.
  const form = { checkout: page.formRef, ...typed(cart, rateId), ...pay() };
  const asked = await submitDetails(shop.buyer, { ...form, total: 2889, currency: "CNY" });
  expect(asked).toEqual({ kind: "changed" });
  const again = await getCheckout(shop.buyer, { cart });
  expect(again).toMatchObject({ market: "eur", isSaved: true, totals: { total: { currency: "EUR" } } });
  expect(await submitCheckout(shop.buyer, { checkout: again.ref!, ...pay() })).toMatchObject({
    kind: "placed",
  });
  expect(await ordered()).toMatchObject({ total: 2889, currency: "EUR" });
  const [checkout] =
    await database.owner`select market_id, currency from checkouts where store_id = ${shop.storeId}`;
  expect(checkout).toEqual({ market_id: marketId, currency: "EUR" });
});

it("does not take a sum that was frozen in one market for another's", async () => {
  const { marketId } = await openTestMarket(shop, { ...euros, countries: ["DE", "CN"] }, 590).catch(() => ({
    marketId: null,
  }));
  // The country is the first market's already.
  expect(marketId).toBeNull();
  const { marketId: hongKong } = await openTestMarket(
    shop,
    { countries: ["HK"], currency: "HKD", rate: "1.08" },
    0,
  );
  const cart = await filled();
  await saveDetails(shop.buyer, { ...typed(cart, shop.rateId), phone: "13800138000", address });
  expect(await getCheckout(shop.buyer, { cart })).toMatchObject({ isSaved: true, market: "home" });
  // Whoever only looks around in another market still orders to where they said.
  const elsewhere = await getCheckout(shop.buyer.as({ marketId: hongKong }), { cart });
  expect(elsewhere).toMatchObject({ isSaved: true, market: "home", totals: { total: { currency: "CNY" } } });
  expect((await getCart(shop.buyer.as({ marketId: hongKong }), { cart })).subtotal.currency).toBe("HKD");
});

it("shows a new rate before it is charged, and goes on in a market that was closed meanwhile", async () => {
  const { marketId, rateId } = await openTestMarket(
    shop,
    { countries: ["DE"], currency: "EUR", rate: "0.1278" },
    590,
  );
  const buyer = shop.buyer.as({ marketId });
  const cart = await filled();
  const { ref } = await saveDetails(buyer, typed(cart, rateId));
  const change = { id: marketId, name: { en: "Europe" }, countries: ["DE"], locales: ["en"] };
  const taxes = { isTaxIncluded: true, taxBasisPoints: 1900 };
  await updateMarket(shop.staff, { ...change, ...taxes, rate: "0,1300", isOpen: false });
  // The frozen sum is honoured while it is young; another bag is reckoned anew, in the market that it was begun in.
  await addLine(buyer, { cart, variantId: shop.variants.bag, quantity: 1 });
  expect(await submitCheckout(shop.buyer, { checkout: ref!, ...pay() })).toEqual({ kind: "changed" });
  expect(await submitCheckout(shop.buyer, { checkout: ref!, ...pay() })).toMatchObject({ kind: "placed" });
  expect(await ordered()).toMatchObject({ currency: "EUR", total: 2184 + 1287 + 590 });
});

it("asks for nothing more where a store has one market, and knows no other store's", async () => {
  const other = await openTestShop(database);
  const { marketId } = await openTestMarket(other, euros, 590);
  const cart = await filled();
  await getCheckout(shop.buyer, { cart });
  const before = database.cell.usage.statements;
  const page = await getCheckout(shop.buyer, { cart });
  expect(database.cell.usage.statements - before).toBe(2);
  expect(page.countries).toEqual(["*"]);
  await expect(getCart(shop.buyer.as({ marketId }), { cart })).rejects.toThrow();
  const change = { id: marketId, name: { en: "Mine" }, countries: ["*"], locales: [], isOpen: true };
  const taken = updateMarket(shop.staff, { ...change, isTaxIncluded: true, taxBasisPoints: 0 });
  await expect(taken).rejects.toMatchObject({ code: "market_not_found" });
});
