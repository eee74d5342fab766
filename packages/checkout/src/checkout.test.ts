import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addLine,
  getCart,
  getCheckout,
  getOrder,
  markOrderPaid,
  saveDetails,
  submitCheckout,
  updateLine,
} from "./index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
});
afterAll(() => database.drop());

const pay = (checkout: string, accountId = shop.accounts.test) =>
  submitCheckout(shop.buyer, {
    checkout,
    accountId,
    key: "k",
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });

describe("a cart", () => {
  it("keeps lines, sums them and forgets what is taken out", async () => {
    const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity: 2 });
    const again = await addLine(shop.buyer, { cart: cartRef, variantId: shop.variants.bag, quantity: 1 });
    expect(again).toEqual({ cartRef, count: 3 });
    const cart = await getCart(shop.buyer, { cart: cartRef });
    expect(cart.lines.map((line) => [line.variantTitle, line.quantity, line.total.amount])).toEqual([
      ["Tin", 2, 33600],
      ["Bag", 1, 9900],
    ]);
    expect(cart.subtotal).toEqual({ amount: 43500, currency: "CNY" });
    await updateLine(shop.buyer, { cart: cartRef, variantId: shop.variants.tin, quantity: 0 });
    expect((await getCart(shop.buyer, { cart: cartRef })).count).toBe(1);
  });

  it.each([
    [0, "quantity_invalid"],
    [-1, "quantity_invalid"],
    [1.5, "quantity_invalid"],
    [1e9, "quantity_too_large"],
  ])("refuses a quantity of %d", async (quantity, code) => {
    await expect(
      addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity }),
    ).rejects.toMatchObject({ code });
  });

  it("refuses a sum beyond the most, and keeps what was there", async () => {
    const { cartRef } = await addLine(shop.buyer, {
      cart: null,
      variantId: shop.variants.card,
      quantity: 9999,
    });
    await expect(
      addLine(shop.buyer, { cart: cartRef, variantId: shop.variants.card, quantity: 1 }),
    ).rejects.toMatchObject({ code: "quantity_too_large" });
    expect((await getCart(shop.buyer, { cart: cartRef })).count).toBe(9999);
  });

  it("does not know another store's variant, and takes another store's cart for none", async () => {
    const other = await openTestShop(database);
    await expect(
      addLine(shop.buyer, { cart: null, variantId: other.variants.tin, quantity: 1 }),
    ).rejects.toMatchObject({ code: "unknown_variant" });
    await expect(
      addLine(shop.buyer, { cart: null, variantId: "nonsense", quantity: 1 }),
    ).rejects.toMatchObject({ code: "unknown_variant" });
    const { cartRef } = await addLine(other.buyer, {
      cart: null,
      variantId: other.variants.tin,
      quantity: 3,
    });
    expect((await getCart(shop.buyer, { cart: cartRef })).lines).toEqual([]);
    const mine = await addLine(shop.buyer, { cart: cartRef, variantId: shop.variants.tin, quantity: 1 });
    expect(mine.count).toBe(1);
    expect((await getCart(other.buyer, { cart: cartRef })).count).toBe(3);
  });
});

describe("details", () => {
  it("say which fields are at fault", async () => {
    const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity: 1 });
    const bad = saveDetails(shop.buyer, {
      cart: cartRef,
      email: "no address",
      phone: "12",
      address: { ...address, province: "广东省", name: " ", city: "" },
      shippingRateId: "",
    });
    await expect(bad).rejects.toMatchObject({
      code: "details_invalid",
      fields: {
        email: "ill_formed",
        phone: "ill_formed",
        "address.name": "missing",
        "address.city": "missing",
        shippingRateId: "missing",
      },
    });
  });

  it("freeze a quote that explains itself", async () => {
    const { checkout, cart, total } = await readyCheckout(shop, shop.variants.tin, 2);
    expect(total).toBe(33600 + 1200);
    const view = await getCheckout(shop.buyer, { cart });
    expect(view).toMatchObject({ ref: checkout, isReadyToPay: true, email: "lin@example.com" });
    expect(view.totals).toMatchObject({
      subtotal: { amount: 33600 },
      shipping: { amount: 1200 },
      isTaxIncluded: true,
    });
    expect(view.methods.map((method) => method.provider)).toEqual(["manual", "test"]);
  });
});

describe("paying", () => {
  it("by a provider that answers at once places one order, however often it is sent", async () => {
    const { checkout, cart } = await readyCheckout(shop, shop.variants.tin);
    const answers = await Promise.all([pay(checkout), pay(checkout), pay(checkout)]);
    const [first] = answers;
    expect(first).toMatchObject({ kind: "placed" });
    expect(
      new Set(answers.map((answer) => (answer.kind === "placed" ? answer.orderRef : answer.kind))).size,
    ).toBe(1);
    const order = await getOrder(shop.buyer, { order: first!.kind === "placed" ? first!.orderRef : "" });
    expect(order).toMatchObject({ paymentState: "paid", totals: { total: { amount: 18000 } }, isTest: true });
    expect((await getCart(shop.buyer, { cart })).lines).toEqual([]);
  });

  it("by hand places the order at submit, unpaid, and is paid by a fact once", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    const outcome = await pay(checkout, shop.accounts.manual);
    if (outcome.kind !== "placed") throw new Error(outcome.kind);
    expect(await getOrder(shop.buyer, { order: outcome.orderRef })).toMatchObject({
      paymentState: "unpaid",
      instructions: "To account 1.",
    });
    const [row] =
      await database.owner`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`;
    await markOrderPaid(shop.staff, { orderId: row!.id });
    await expect(markOrderPaid(shop.staff, { orderId: row!.id })).rejects.toMatchObject({
      code: "order_already_paid",
    });
    expect(await getOrder(shop.buyer, { order: outcome.orderRef })).toMatchObject({
      paymentState: "paid",
      instructions: "",
    });
    const sums =
      await database.owner`select currency, sum(amount)::int as sum, count(*)::int as entries from ledger_entries where store_id = ${shop.storeId} and reference_id in
      (select p.id::text from payments p join payment_attempts a using (store_id) where a.id = p.attempt_id and a.reference_id in (select checkout_id::text from orders where id = ${row!.id})) group by 1`;
    expect(sums).toEqual([{ currency: "CNY", sum: 0, entries: 2 }]);
  });

  it("asks again when the cart changed after the quote was frozen", async () => {
    const { checkout, cart } = await readyCheckout(shop, shop.variants.bag);
    await addLine(shop.buyer, { cart, variantId: shop.variants.card, quantity: 1 });
    expect(await pay(checkout)).toEqual({ kind: "changed" });
    expect((await getCheckout(shop.buyer, { cart })).totals?.total.amount).toBe(9900 + 5000 + 1200);
    expect(await pay(checkout)).toMatchObject({ kind: "placed" });
  });

  it("charges the frozen price while it is young, though the merchant changed it since", async () => {
    const { checkout, total } = await readyCheckout(shop, shop.variants.card);
    await database.owner`update variants set price = 7777 where store_id = ${shop.storeId} and id = ${shop.variants.card}`;
    const outcome = await pay(checkout);
    if (outcome.kind !== "placed") throw new Error(outcome.kind);
    expect((await getOrder(shop.buyer, { order: outcome.orderRef })).totals.total.amount).toBe(total);
    const later = await readyCheckout(shop, shop.variants.card);
    await database.owner`update variants set price = 8888 where store_id = ${shop.storeId} and id = ${shop.variants.card}`;
    shop.clock.advance(31 * 60_000);
    expect(await pay(later.checkout)).toEqual({ kind: "changed" });
  });

  it("refuses a method that the store does not have", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.bag);
    await expect(pay(checkout, checkout)).rejects.toMatchObject({ code: "method_unknown" });
  });

  it("numbers orders and events without gaps", async () => {
    const numbers =
      await database.owner`select number::int from orders where store_id = ${shop.storeId} order by number`;
    expect(numbers.map((row) => row.number)).toEqual(numbers.map((_, index) => 1001 + index));
    const events =
      await database.owner`select number::int from events where store_id = ${shop.storeId} order by number`;
    expect(events.map((row) => row.number)).toEqual(events.map((_, index) => 1 + index));
  });
});

describe("a limited stock", () => {
  it("is sold exactly, and the rest hear that it is sold out", async () => {
    const small = await openTestShop(database, { stock: 3 });
    const ready = await Promise.all(
      Array.from({ length: 10 }, () => readyCheckout(small, small.variants.tin)),
    );
    const outcomes = await Promise.all(
      ready.map(({ checkout }) =>
        submitCheckout(small.buyer, {
          checkout,
          accountId: small.accounts.test,
          key: "k",
          returnUrl: "http://x/{checkout}",
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "placed")).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome.kind === "sold_out")).toHaveLength(7);
    const [row] =
      await database.owner`select available, reserved, committed, on_hand from stock where store_id = ${small.storeId} and variant_id = ${small.variants.tin}`;
    expect(row).toEqual({ available: 0, reserved: 0, committed: 3, on_hand: 3 });
    await expect(
      addLine(small.buyer, { cart: null, variantId: small.variants.tin, quantity: 1 }),
    ).rejects.toMatchObject({ code: "sold_out" });
  });
});

describe("the budget", () => {
  it("is 15 data statements and 6 transactions for a whole guest checkout", async () => {
    const fresh = await openTestShop(database);
    await readyCheckout(fresh, fresh.variants.bag); // the store's key is read once a process
    const { usage } = database.cell;
    const before = { ...usage };
    const { cartRef } = await addLine(fresh.buyer, {
      cart: null,
      variantId: fresh.variants.bag,
      quantity: 1,
    });
    await getCheckout(fresh.buyer, { cart: cartRef });
    const view = await saveDetails(fresh.buyer, {
      cart: cartRef,
      email: "a@example.com",
      phone: "13800138000",
      address,
      shippingRateId: fresh.rateId,
    });
    const outcome = await submitCheckout(fresh.buyer, {
      checkout: view.ref!,
      accountId: fresh.accounts.test,
      key: "k",
      returnUrl: "http://x",
    });
    await getOrder(fresh.buyer, { order: outcome.kind === "placed" ? outcome.orderRef : "" });
    const used = {
      statements: usage.statements - before.statements,
      transactions: usage.transactions - before.transactions,
    };
    expect(used.statements).toBeLessThanOrEqual(15);
    expect(used.transactions).toBeLessThanOrEqual(6);
  });
});
