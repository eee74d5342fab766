import { type LineField, putPurchaseRules, type QuantityRule } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { getOrderForStaff } from "@hutong/orders";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LineRow } from "../cart-rows.ts";
import { parcelOf } from "../delivery/ways.ts";
import {
  addLine,
  getCart,
  getCheckout,
  getOrder,
  openRef,
  saveDetails,
  settlePayment,
  submitCheckout,
  updateLine,
} from "../index.ts";
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

const engraving: LineField = {
  id: "engraving",
  label: { en: "Engraving", "zh-CN": "刻字" },
  kind: "text",
  isRequired: true,
  maxLength: 5,
  choices: [],
};
const ribbon: LineField = {
  id: "ribbon",
  label: { en: "Ribbon" },
  kind: "choice",
  isRequired: false,
  maxLength: 1,
  choices: [{ en: "Red", "zh-CN": "红" }, { en: "White" }],
};

async function rule(fields: LineField[], quantity: QuantityRule | null = null): Promise<void> {
  const [[row]] = await shop.platform.read(
    sql<{ id: string }>`select id from products where store_id = ${shop.storeId} and handle = 'tea'`,
  );
  await putPurchaseRules(shop.platform, { productId: row!.id, fields, quantity });
}

const add = (
  cart: string | null,
  properties: Record<string, string> = {},
  quantity = 1,
  variant = shop.variants.tin,
) => addLine(shop.buyer, { cart, variantId: variant, quantity, properties });

const details = (cart: string) => ({
  cart,
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: shop.rateId,
  note: "",
});

async function buy(cart: string, account: "manual" | "test" = "test"): Promise<string> {
  const view = await saveDetails(shop.buyer, details(cart));
  const outcome = await submitCheckout(shop.buyer, {
    checkout: view.ref!,
    accountId: shop.accounts[account],
    key: "k",
    returnUrl: "http://x",
  });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  return outcome.orderRef;
}

const said = async (cart: string) =>
  (await getCart(shop.buyer, { cart })).lines.map(({ quantity, properties }) => [
    quantity,
    ...properties.map(({ name, value }) => `${name}: ${value}`),
  ]);

describe("line properties", () => {
  it("make lines of their own of one variant, and the same ones the same line, in whatever language", async () => {
    await rule([engraving, ribbon]);
    const { cartRef: cart } = await add(null, { engraving: "  A\tB ", ribbon: "0" });
    await add(cart, { engraving: "C", nonsense: "x" });
    const inChinese = shop.buyer.as({ locale: "zh-CN" });
    const { count } = await addLine(inChinese, {
      cart,
      variantId: shop.variants.tin,
      quantity: 2,
      properties: { engraving: "A B", ribbon: "0" },
    });
    expect(count).toBe(4);
    expect(await said(cart)).toEqual([
      [3, "Engraving: A B", "Ribbon: Red"],
      [1, "Engraving: C"],
    ]);
    const [, second] = (await getCart(shop.buyer, { cart })).lines;
    await updateLine(shop.buyer, { cart, variantId: second!.variantId, mark: second!.mark, quantity: 0 });
    expect(await said(cart)).toEqual([[3, "Engraving: A B", "Ribbon: Red"]]);
  });

  it("are demanded where they are required, and judged by code beside each field", async () => {
    await rule([engraving, ribbon]);
    const refusal = (properties: Record<string, string>) =>
      add(null, properties).then(
        () => null,
        (error) => [error.code, error.fields],
      );
    expect(await refusal({})).toEqual(["properties_invalid", { "properties.engraving": "missing" }]);
    expect(await refusal({ engraving: "林若水林若水", ribbon: "7" })).toEqual([
      "properties_invalid",
      { "properties.engraving": "too_long", "properties.ribbon": "not_offered" },
    ]);
    // Five characters are five, whatever they are made of.
    expect(await refusal({ engraving: "😀😀😀😀😀" })).toBeNull();
    const [[row]] = await shop.platform.read(
      sql<{ n: number }>`select count(*)::int as n from cart_lines where store_id = ${shop.storeId}`,
    );
    expect(row!.n).toBe(1);
  });

  it.each(["manual", "test"] as const)(
    "are frozen with the order that %s pays; its stock is taken together, and what was added meanwhile stays",
    async (account) => {
      await rule([{ ...engraving, isRequired: false }]);
      const { cartRef: cart } = await add(null, { engraving: "A" }, 2);
      await add(cart, { engraving: "<b>&" }, 3);
      await add(cart);
      const view = await saveDetails(shop.buyer, details(cart));
      expect(new Set(view.cart.lines.map(({ id }) => id)).size).toBe(3);
      const orderRef = await buy(cart, account);
      const order = await getOrder(shop.buyer, { order: orderRef });
      const kept = order.lines.map(({ quantity, properties }) => [quantity, properties[0]?.value ?? null]);
      expect(kept).toEqual([
        [2, "A"],
        [3, "<b>&"],
        [1, null],
      ]);
      const staff = await getOrderForStaff(shop.staff, { id: openRef(shop.staff, "order", orderRef) });
      expect(staff.lines.map(({ properties }) => properties[0]?.value ?? null)).toEqual(["A", "<b>&", null]);
      const [[stock]] = await shop.platform.read(sql<{ available: number; committed: number }>`
        select available, committed from stock where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin}`);
      expect(stock).toEqual({ available: 4, committed: 6 });
      expect(await said(cart)).toEqual([]);
    },
  );

  it("keep a line that came into the bag while a plain one of its variant was paid", async () => {
    shop = await openTestShop(database, { answer: "page" });
    await rule([{ ...engraving, isRequired: false }]);
    const { cartRef: cart } = await add(null);
    const view = await saveDetails(shop.buyer, details(cart));
    const pay = { checkout: view.ref!, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" };
    expect((await submitCheckout(shop.buyer, pay)).kind).toBe("waiting");
    await add(cart, { engraving: "later" });
    const [[attempt]] = await shop.platform.read(
      sql<{
        id: string;
        amount: number;
      }>`select id, amount from payment_attempts where store_id = ${shop.storeId}`,
    );
    const paid = { id: "bank-1", amount: money(attempt!.amount, "CNY") };
    const settled = await settlePayment(shop.platform, {
      attemptId: attempt!.id,
      accountId: shop.accounts.test,
      source: "notice",
      outcome: { kind: "paid", payments: [paid] },
    });
    expect(settled.kind).toBe("placed");
    expect(await said(cart)).toEqual([[1, "Engraving: later"]]);
  });

  it("cost a cart without them no statement", async () => {
    const before = database.cell.usage.statements;
    const { cartRef: cart } = await add(null);
    expect(database.cell.usage.statements - before).toBe(1);
    const then = database.cell.usage.statements;
    await add(cart);
    expect(database.cell.usage.statements - then).toBe(1);
  });
});

describe("quantity rules", () => {
  const sixes: QuantityRule = { least: 6, most: 12, step: 6, of: "product" };

  it("let a bag be filled in steps, say what is missing, and hold the checkout until it fits", async () => {
    await rule([], sixes);
    const { cartRef: cart } = await add(null, {}, 4);
    const faults = async () =>
      (await getCart(shop.buyer, { cart })).lines.map(({ fault }) => fault?.kind ?? null);
    expect(await faults()).toEqual(["least"]);
    expect((await getCheckout(shop.buyer, { cart })).isReadyToPay).toBe(false);
    await expect(saveDetails(shop.buyer, details(cart))).rejects.toMatchObject({
      code: "quantity_not_sold",
      params: { kind: "least", least: 6, most: 12, step: 6 },
    });
    await add(cart, {}, 3, shop.variants.bag);
    expect(await faults()).toEqual(["step", "step"]);
    await add(cart, {}, 6, shop.variants.bag);
    expect(await faults()).toEqual(["most", "most"]);
    await updateLine(shop.buyer, { cart, variantId: shop.variants.bag, quantity: 2 });
    expect(await faults()).toEqual([null, null]);
    await buy(cart);
  });

  it("that came after the details were saved are asked again before anything is taken", async () => {
    const { cartRef: cart } = await add(null, {}, 1);
    const view = await saveDetails(shop.buyer, details(cart));
    await rule([], { ...sixes, of: "variant" });
    await updateLine(shop.buyer, { cart, variantId: shop.variants.tin, quantity: 2 });
    const pay = submitCheckout(shop.buyer, {
      checkout: view.ref!,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
    });
    await expect(pay).rejects.toMatchObject({ code: "quantity_not_sold" });
  });

  it("sell goods by weight: lines and orders say what a unit weighs, parcels are at least as heavy", async () => {
    const weight = { amount: 50, unit: "gram" } as const;
    await rule([], { least: 2, most: null, step: 1, of: "variant", weight });
    const { cartRef: cart } = await add(null, {}, 3);
    const [line] = (await getCart(shop.buyer, { cart })).lines;
    expect(line!.variantTitle).toMatch(/ \/ 50\s?(g|克)$/);
    const id = await buy(cart);
    const order = await getOrder(shop.buyer, { order: id });
    expect(order.lines[0]).toMatchObject({ variantTitle: line!.variantTitle, quantity: 3 });
    const rows = [0, 80].map(
      (weight_grams) =>
        ({
          weight_grams,
          quantity: 3,
          price: 1,
          requires_shipping: true,
          quantity_rule: { weight },
        }) as LineRow,
    );
    expect(rows.map((row) => parcelOf([row]).grams)).toEqual([150, 240]);
  });

  it.each([
    [
      { least: 1, most: null, step: 1, weight: { amount: 0, unit: "gram" as const } },
      "units_invalid",
      "quantity.weight.amount",
    ],
    [{ least: 5, most: null, step: 2 }, "least_not_of_step", "quantity.least"],
    [{ least: 4, most: 7, step: 2 }, "most_not_of_step", "quantity.most"],
    [{ least: 4, most: 2, step: 2 }, "most_below_least", "quantity.most"],
    [{ least: 0, most: 2, step: 2 }, "units_invalid", "quantity.least"],
  ])("that cannot be kept are refused: %j", async (quantity, code, field) => {
    await expect(rule([], { ...quantity, of: "variant" })).rejects.toMatchObject({ code, field });
  });
});
