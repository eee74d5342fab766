import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { putShippingRates } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  addLine,
  getCheckout,
  type SubmitDetailsInput,
  saveDetails,
  submitDetails,
  updateLine,
} from "./index.ts";
import { address, openTestShop, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  shop = await openTestShop(database);
});
afterAll(() => database.drop());

type Form = SubmitDetailsInput & { cart: string };

/** A cart with one tin, and the form that its first checkout page would be sent back as. */
async function filled(more: Partial<SubmitDetailsInput> = {}, quantity = 1): Promise<Form> {
  const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity });
  return { ...(await formOf(cartRef)), ...more, cart: cartRef };
}

async function formOf(cart: string): Promise<Form> {
  const view = await getCheckout(shop.buyer, { cart });
  return {
    cart,
    email: "lin@example.com",
    phone: "13800138000",
    address,
    shippingRateId: view.shippingRateId!,
    note: "",
    accountId: shop.accounts.test,
    checkout: view.formRef,
    key: "k",
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
    total: view.totals!.total.amount,
  };
}

async function counts(): Promise<Record<string, number>> {
  const [[row]] = await shop.platform.read(sql<Record<string, number>>`
    select (select count(*) from orders)::int as orders, (select count(*) from checkouts)::int as checkouts,
      (select count(*) from payment_attempts)::int as attempts,
      (select available from stock where variant_id = ${shop.variants.tin})::int as left`);
  return row!;
}

describe("a checkout paid from its first page", () => {
  it("says what it comes to before anything is known of the customer", async () => {
    const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variants.tin, quantity: 2 });
    const view = await getCheckout(shop.buyer, { cart: cartRef });
    expect(view).toMatchObject({ ref: null, isSaved: false, isReadyToPay: true });
    expect(view.totals).toMatchObject({
      subtotal: { amount: 33600 },
      shipping: { amount: 1200 },
      total: { amount: 34800 },
    });
    expect((await counts()).checkouts).toBe(0);
  });

  it.each(["test", "manual"] as const)("is one order by %s, and leaves an empty cart", async (method) => {
    const form = await filled({ accountId: shop.accounts[method] });
    expect(await submitDetails(shop.buyer, form)).toMatchObject({ kind: "placed" });
    expect(await counts()).toMatchObject({ orders: 1, checkouts: 1, attempts: 1, left: 9 });
    await expect(getCheckout(shop.buyer, { cart: form.cart })).resolves.toMatchObject({
      cart: { lines: [] },
    });
  });

  it.each(["test", "manual"] as const)(
    "by %s, pressed ten times at once, is one order for all",
    async (method) => {
      const form = await filled({ accountId: shop.accounts[method] });
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => submitDetails(shop.buyer, form)));
      expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(outcomes[0]).toMatchObject({ kind: "placed" });
      expect(await counts()).toMatchObject({ orders: 1, attempts: 1, left: 9 });
    },
  );

  it("sent again after new goods came into the cart, leads to the order that it made", async () => {
    const form = await filled();
    const first = await submitDetails(shop.buyer, form);
    await addLine(shop.buyer, { cart: form.cart, variantId: shop.variants.tin, quantity: 1 });
    expect(await submitDetails(shop.buyer, form)).toEqual(first);
    // By a browser that has dropped the cart since, and by one that has begun another.
    expect(await submitDetails(shop.buyer, { ...form, cart: null })).toEqual(first);
    const { cart } = await filled();
    expect(await submitDetails(shop.buyer, { ...form, cart })).toEqual(first);
    expect(await counts()).toMatchObject({ orders: 1, left: 9 });
  });

  it("without a cart, and never sent before, is nothing", async () => {
    const form = await filled();
    const lost = submitDetails(shop.buyer, { ...form, cart: null });
    await expect(lost).rejects.toMatchObject({ code: "cart_not_found" });
    const forged = submitDetails(shop.buyer, { ...form, checkout: `${form.checkout.slice(0, -2)}AA` });
    await expect(forged).rejects.toMatchObject({ code: "checkout_not_found" });
    expect(await counts()).toMatchObject({ orders: 0, checkouts: 0, left: 10 });
  });

  it("from two tabs at once is one order, and from a third tab later an empty bag", async () => {
    const form = await filled();
    const tabs = [form, await formOf(form.cart)];
    const outcomes = await Promise.allSettled(tabs.map((tab) => submitDetails(shop.buyer, tab)));
    const orders = outcomes.flatMap((one) => (one.status === "fulfilled" ? [JSON.stringify(one.value)] : []));
    expect(new Set(orders).size).toBe(1);
    for (const one of outcomes)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "cart_empty" });
    const empty = await getCheckout(shop.buyer, { cart: form.cart });
    const third = submitDetails(shop.buyer, { ...form, checkout: empty.formRef });
    await expect(third).rejects.toMatchObject({ code: "cart_empty" });
    expect(await counts()).toMatchObject({ orders: 1, left: 9 });
  });

  it("goes on with what waits for money, and begins anew where the address is another", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const form = await filled();
    const first = await submitDetails(shop.buyer, form);
    expect(first).toMatchObject({ kind: "waiting" }); // for a bank that nobody runs here
    expect(await submitDetails(shop.buyer, form)).toEqual(first);
    expect(await counts()).toMatchObject({ checkouts: 1, attempts: 1, left: 9 });
    const moved = { ...form, address: { ...address, line1: "Elsewhere 2" } };
    expect(await submitDetails(shop.buyer, moved)).toEqual(first);
    expect(await counts()).toMatchObject({ checkouts: 1, attempts: 2, left: 9 });
  });
});

describe("nothing is charged that was not shown", () => {
  it("where a rate was raised meanwhile: the new sum is saved and shown, nothing is held", async () => {
    const form = await filled();
    await shop.platform.write(async (tx) =>
      tx.send(sql`update shipping_rates set charge = '{"kind": "flat", "price": 1500}' where true`),
    );
    expect(await submitDetails(shop.buyer, form)).toEqual({ kind: "changed" });
    const view = await getCheckout(shop.buyer, { cart: form.cart });
    expect(view).toMatchObject({
      isSaved: true,
      email: "lin@example.com",
      totals: { total: { amount: 18300 } },
    });
    expect(await counts()).toMatchObject({ orders: 0, attempts: 0, left: 10 });
    expect(await submitDetails(shop.buyer, { ...form, total: 18300 })).toMatchObject({ kind: "placed" });
  });

  it("where goods were added in another tab", async () => {
    const form = await filled();
    await updateLine(shop.buyer, { cart: form.cart, variantId: shop.variants.tin, quantity: 2 });
    expect(await submitDetails(shop.buyer, form)).toEqual({ kind: "changed" });
    expect(await counts()).toMatchObject({ orders: 0, left: 10 });
  });

  it("where what was saved comes to something else", async () => {
    const form = await filled();
    await saveDetails(shop.buyer, form);
    expect(await submitDetails(shop.buyer, { ...form, total: 1 })).toEqual({ kind: "changed" });
    expect(await submitDetails(shop.buyer, form)).toMatchObject({ kind: "placed" });
    expect(await counts()).toMatchObject({ orders: 1, checkouts: 1 });
  });

  it("where the rate goes nowhere near the address any more", async () => {
    const form = await filled();
    const [[market]] = await shop.platform.read(sql<{ id: string }>`select id from markets`);
    await putShippingRates(shop.platform, {
      marketId: market!.id,
      rates: [
        { name: { en: "Home" }, countries: ["CN"], price: 800, freeAbove: null, minDays: 1, maxDays: 2 },
      ],
    });
    await expect(submitDetails(shop.buyer, form)).rejects.toMatchObject({
      code: "details_invalid",
      fields: { shippingRateId: "not_offered" },
    });
  });
});

describe("what goes wrong loses nothing", () => {
  it("sold out between the page and the button: details are kept, the hold is not", async () => {
    shop = await openTestShop(database, { stock: 3 });
    const forms = [await filled({}, 2), await filled({}, 2)];
    const outcomes = await Promise.all(forms.map((form) => submitDetails(shop.buyer, form)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["placed", "sold_out"]);
    expect(await counts()).toMatchObject({ orders: 1, left: 1 });
    const loser = forms[outcomes.findIndex(({ kind }) => kind === "sold_out")]!;
    expect(await getCheckout(shop.buyer, { cart: loser.cart })).toMatchObject({ email: "lin@example.com" });
  });

  it("says at each field what is missing, and refuses a method that is not there", async () => {
    const form = await filled();
    const bad = submitDetails(shop.buyer, {
      ...form,
      email: "",
      address: { ...address, province: "广东省", city: "" },
    });
    await expect(bad).rejects.toMatchObject({
      code: "details_invalid",
      fields: { "address.city": "missing" },
    });
    const gone = submitDetails(shop.buyer, { ...form, accountId: newId() });
    await expect(gone).rejects.toMatchObject({ code: "method_unknown" });
    expect(await counts()).toMatchObject({ orders: 0, checkouts: 0, left: 10 });
  });

  it("does not take over another cart's checkout by its id", async () => {
    const theirs = await filled();
    const { ref } = await saveDetails(shop.buyer, theirs);
    const mine = await filled({ checkout: ref!, email: "thief@example.com" });
    await expect(submitDetails(shop.buyer, mine)).rejects.toMatchObject({ code: "checkout_busy" });
    expect(await getCheckout(shop.buyer, { cart: theirs.cart })).toMatchObject({ email: "lin@example.com" });
    expect(await counts()).toMatchObject({ orders: 0, left: 10 });
  });
});
