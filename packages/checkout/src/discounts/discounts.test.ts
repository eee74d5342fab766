import { putCollections } from "@hutong/catalogue";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { addCodes, endDiscount, listDiscounts, updateDiscount } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  addLine,
  dropCode,
  getCheckout,
  getOrder,
  putCode,
  saveDetails,
  submitCheckout,
  tryCart,
} from "../index.ts";
import { openDiscount } from "../testing/discounts.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
let cart: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
  cart = (await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 })).cartRef;
});

const look = () => getCheckout(shop.buyer, { cart });
const put = (code: string) => putCode(shop.buyer, { cart, code });
const details = () => ({
  cart,
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: shop.rateId,
  note: "",
});
const whyOf = async (code: string) => (await look()).codes.find((one) => one.code === code)?.why;

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = database.cell.usage.statements;
  await work();
  return database.cell.usage.statements - before;
}

describe("automatic discounts", () => {
  it("apply by themselves at once, by no statement more, and stand in the order by name", async () => {
    await look();
    await openDiscount(shop);
    const view = await look();
    expect(view.totals).toMatchObject({
      subtotal: { amount: 9900 },
      discount: { amount: 990 },
      discounts: [{ name: "Ten off", code: null, amount: { amount: 990 } }],
      total: { amount: 9900 - 990 + 1200 },
    });
    expect(await statementsOf(look)).toBe(2);
    const saved = await saveDetails(shop.buyer, details());
    const paid = await submitCheckout(shop.buyer, {
      checkout: saved.ref!,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
    });
    if (paid.kind !== "placed") throw new Error(paid.kind);
    const order = await getOrder(shop.buyer, { order: paid.orderRef });
    expect(order.totals.discounts).toMatchObject([{ name: "Ten off", amount: { amount: 990 } }]);
    expect(order.paid.amount).toBe(10_110);
  });

  it("end at their time without anything being changed", async () => {
    const endsAt = new Date(shop.clock.now().getTime() + 60_000);
    await openDiscount(shop, { endsAt });
    expect((await look()).totals!.discount.amount).toBe(990);
    shop.clock.advance(61_000);
    expect((await look()).totals!.discount.amount).toBe(0);
  });

  it("are for some goods by product, variant and collection", async () => {
    const [product] =
      await database.owner`select product_id as id from variants where id = ${shop.variants.bag}`;
    const [collection] = await putCollections(shop.staff, [
      { handle: "teas", title: "Teas", products: ["tea"] },
    ]);
    const of = (targets: object) => ({
      class: "product" as const,
      targets: { products: [], variants: [], collections: [], ...targets },
    });
    const off = async () => (await look()).totals!.discount.amount;
    const id = await openDiscount(shop, of({ variants: [shop.variants.tin] }));
    expect(await off()).toBe(0);
    await endDiscount(shop.staff, { id });
    for (const targets of [
      { variants: [shop.variants.bag] },
      { products: [product!.id] },
      { collections: [collection!.id] },
    ]) {
      const one = await openDiscount(shop, of(targets));
      expect(await off()).toBe(990);
      await endDiscount(shop.staff, { id: one });
      expect(await off()).toBe(0);
    }
  });
});

describe("codes", () => {
  it("are found in any case, once in a store, and kept with the cart until its order", async () => {
    await openDiscount(shop, { codes: ["Spring-26"] });
    expect((await put(" ｓpring-26 ")).code).toBe("SPRING-26");
    await put("spring-26");
    const view = await look();
    expect(view.codes).toEqual([{ code: "SPRING-26", why: null }]);
    expect(view.totals!.discounts).toMatchObject([{ code: "SPRING-26" }]);
    await expect(openDiscount(shop, { codes: ["SPRING-26"] })).rejects.toMatchObject({ code: "code_taken" });
    await dropCode(shop.buyer, { cart, code: "spring-26" });
    expect((await look()).codes).toEqual([]);
    await expect(put("nothing")).rejects.toMatchObject({ code: "code_unknown" });
  });

  it("say why they take nothing off, and never block", async () => {
    const soon = new Date(shop.clock.now().getTime() + 3_600_000);
    const some = { products: [], variants: [shop.variants.tin], collections: [] };
    await openDiscount(shop, { codes: ["SOON"], startsAt: soon });
    await openDiscount(shop, { codes: ["MORE"], minimum: { amount: 20_000 } });
    await openDiscount(shop, {
      codes: ["STEP"],
      value: { kind: "steps", every: 10_000, amount: 1000, most: null },
    });
    await openDiscount(shop, { codes: ["TIN"], class: "product", targets: some });
    const last = await openDiscount(shop, { codes: ["LAST"] });
    for (const code of ["SOON", "MORE", "STEP", "TIN", "LAST"]) await put(code);
    await expect(put("SIXTH")).rejects.toMatchObject({ code: "code_unknown" });
    expect(await whyOf("SOON")).toMatchObject({ kind: "not_begun" });
    expect(await whyOf("MORE")).toEqual({ kind: "minimum_amount", missing: 10_100 });
    expect(await whyOf("STEP")).toEqual({ kind: "minimum_amount", missing: 100 });
    expect(await whyOf("TIN")).toEqual({ kind: "not_for_these" });
    expect(await whyOf("LAST")).toBeNull();
    await endDiscount(shop.staff, { id: last });
    expect(await whyOf("LAST")).toEqual({ kind: "ended" });
    expect((await saveDetails(shop.buyer, details())).isReadyToPay).toBe(true);
  });

  it("that do not stand together: the one that is best for the customer is taken", async () => {
    await openDiscount(shop, { codes: ["FIVE"], value: { kind: "percentage", basisPoints: 500 } });
    await openDiscount(shop, { codes: ["TEN"] });
    await put("FIVE");
    await put("TEN");
    expect(await whyOf("FIVE")).toEqual({ kind: "cannot_combine" });
    expect(await whyOf("TEN")).toBeNull();
  });

  it("are made up a thousand at a time by one statement, each good once", async () => {
    const id = await openDiscount(shop, { codes: ["ROOT"] });
    let codes: string[] = [];
    const sent = await statementsOf(async () => {
      codes = (await addCodes(shop.staff, { discountId: id, count: 1000, prefix: "vip-", mostUses: 1 }))
        .codes;
    });
    expect(sent).toBe(3); // the lock, the codes, what happened
    expect(new Set(codes).size).toBe(1000);
    expect(codes.every((code) => /^VIP-[2-9A-HJKMNP-Z]{10}$/.test(code))).toBe(true);
    expect((await listDiscounts(shop.staff))[0]).toMatchObject({
      codeCount: 1001,
      firstCode: "ROOT",
      state: "active",
    });
  });
});

it("refuses what makes no sense, with the field", async () => {
  const refused = (change: object) => openDiscount(shop, change).catch(({ code, field }) => [code, field]);
  expect(await refused({ class: "shipping", value: { kind: "once", amount: 5 } })).toEqual([
    "value_not_for_class",
    "value",
  ]);
  expect(await refused({ name: { en: " " } })).toEqual(["name_missing", "name"]);
  expect(await refused({ value: { kind: "percentage", basisPoints: 10_001 } })).toEqual([
    "share_invalid",
    "value.basisPoints",
  ]);
  expect(await refused({ endsAt: new Date(0) })).toEqual(["ends_before_start", "endsAt"]);
  expect(await refused({ codes: ["two words!?"] })).toEqual(["code_invalid", "codes"]);
  expect(await refused({ targets: { products: [], variants: [], collections: [] } })).toEqual([
    "targets_missing",
    "targets",
  ]);
  const id = await openDiscount(shop);
  const input = { name: { en: "x" }, method: "code" as const, class: "order" as const, codes: ["A1"] };
  await expect(
    updateDiscount(shop.staff, {
      ...input,
      id,
      value: { kind: "amount", amount: 5 },
      targets: "all",
      minimum: null,
      combines: [],
      markets: null,
      isFirstOrderOnly: false,
      startsAt: new Date(),
      endsAt: null,
      mostUses: null,
      mostPerCustomer: null,
    }),
  ).rejects.toMatchObject({ code: "method_fixed" });
});

it("a cart can be tried with a discount that nobody has saved, and nothing is kept of it", async () => {
  await openDiscount(shop, { name: { en: "Five off" }, value: { kind: "percentage", basisPoints: 500 } });
  const draft = {
    name: { en: "Every hundred off ten" },
    method: "automatic" as const,
    class: "order" as const,
    value: { kind: "steps" as const, every: 10_000, amount: 1000, most: null },
    targets: "all" as const,
    minimum: null,
    combines: [],
    markets: null,
    isFirstOrderOnly: false,
    startsAt: new Date(shop.clock.now().getTime() - 1000),
    endsAt: null,
    mostUses: null,
    mostPerCustomer: null,
  };
  const lines = [
    { variantId: shop.variants.tin, quantity: 1 },
    { variantId: shop.variants.bag, quantity: 1 },
  ];
  const tried = await tryCart(shop.staff, { lines, code: "", draft, draftId: null });
  expect(tried).toMatchObject({
    draft: "taken",
    code: null,
    discounts: [{ name: "Every hundred off ten", amount: { amount: 2000 } }],
    totals: { subtotal: { amount: 26_700 }, total: { amount: 26_700 - 2000 + 1200 } },
  });
  expect(tried.lines.map(({ gross, rest }) => gross - rest)).toEqual([1258, 742]);
  const less = await tryCart(shop.staff, { lines: lines.slice(1), code: "none", draft, draftId: null });
  expect(less).toMatchObject({
    draft: { kind: "minimum_amount", missing: 100 },
    code: { why: { kind: "unknown" } },
    discounts: [{ name: "Five off" }],
  });
  await expect(
    tryCart(shop.staff, { lines, code: "", draft: { ...draft, class: "shipping" }, draftId: null }),
  ).rejects.toMatchObject({ code: "value_not_for_class", field: "value" });
  expect(await listDiscounts(shop.staff)).toHaveLength(1);
});
