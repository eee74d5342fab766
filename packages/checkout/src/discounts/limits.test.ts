import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import { cancelOrder } from "@hutong/orders";
import { addCodes } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  addLine,
  expireReservations,
  getCheckout,
  openRef,
  putCode,
  type SubmitOutcome,
  saveDetails,
  settlePayment,
  submitCheckout,
  submitDetails,
} from "../index.ts";
import { openDiscount } from "../testing/discounts.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Buyer {
  readonly email: string;
  readonly phone?: string;
  readonly code?: string;
  readonly variantId?: string;
}

const phoneOf = (email: string) =>
  `138${String([...email].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) % 1e8).padStart(8, "0")}`;

async function bagOf(shop: TestShop, { email, phone, code = "ONE", variantId }: Buyer) {
  const { cartRef: cart } = await addLine(shop.buyer, {
    cart: null,
    variantId: variantId ?? shop.variants.card,
    quantity: 1,
  });
  if (code) await putCode(shop.buyer, { cart, code });
  const details = {
    cart,
    email,
    phone: phone ?? phoneOf(email),
    address,
    shippingRateId: shop.rateId,
    note: "",
  };
  return { cart, details };
}

async function ready(shop: TestShop, buyer: Buyer) {
  const { cart, details } = await bagOf(shop, buyer);
  const view = await saveDetails(shop.buyer, details);
  return { cart, details, checkout: view.ref!, view };
}

const pay = (shop: TestShop, checkout: string, account: "test" | "manual" = "test") =>
  submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts[account],
    key: "k",
    returnUrl: "http://x",
  });

const usesOf = async (shop: TestShop) => {
  const [row] =
    await database.owner`select d.uses, (select count(*)::int from discount_uses u where u.store_id = d.store_id) as rows,
    (select coalesce(sum(c.uses), 0)::int from discount_codes c where c.store_id = d.store_id) as coded,
    (select coalesce(max(p.uses), 0)::int from discount_customers p where p.store_id = d.store_id) as people
    from discounts d where d.store_id = ${shop.storeId}`;
  return row;
};

it("50 buyers at once for the one use that is left: one order has it, the others are shown the new sum", async () => {
  const shop = await openTestShop(database, { stock: 100 });
  await openDiscount(shop, { codes: ["ONE"], mostUses: 1 });
  const buyers = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const bag = await bagOf(shop, { email: `buyer${index}@example.com`, variantId: shop.variants.bag });
      // Half of them pay from the page as it opened, half saved their details first.
      if (index % 2 === 0)
        return {
          ...bag,
          ...(await ready(shop, { email: `buyer${index}@example.com`, variantId: shop.variants.bag })),
          isSaved: true,
        };
      const view = await getCheckout(shop.buyer, { cart: bag.cart });
      return { ...bag, checkout: view.formRef, view, isSaved: false };
    }),
  );
  const press = (one: (typeof buyers)[number], total: number) =>
    one.isSaved
      ? pay(shop, one.checkout)
      : submitDetails(shop.buyer, {
          ...one.details,
          checkout: one.checkout,
          accountId: shop.accounts.test,
          key: "k",
          returnUrl: "http://x",
          total,
        });
  const outcomes = await Promise.all(buyers.map((one) => press(one, one.view.totals!.total.amount)));
  expect(outcomes.filter(({ kind }) => kind === "placed")).toHaveLength(1);
  const losers = buyers.filter((_, index) => outcomes[index]!.kind !== "placed");
  expect(outcomes.filter(({ kind }) => kind === "changed")).toHaveLength(49);
  // Whoever saw the use as free lost it to the row; the others saw that it was gone.
  expect(outcomes).toContainEqual({ kind: "changed", why: "discount_gone" });
  const charged = await database.owner`select amount from payments where store_id = ${shop.storeId}`;
  expect(charged.map(({ amount }) => Number(amount))).toEqual([9900 - 990 + 1200]);
  expect(await usesOf(shop)).toMatchObject({ uses: 1, rows: 1, coded: 1, people: 1 });

  const shown = await Promise.all(losers.map(({ cart }) => getCheckout(shop.buyer, { cart })));
  for (const view of shown) {
    expect(view.totals!.total.amount).toBe(9900 + 1200);
    expect(view.codes).toEqual([{ code: "ONE", why: { kind: "used_up" } }]);
  }
  const again: SubmitOutcome[] = await Promise.all(losers.map((one) => press(one, 9900 + 1200)));
  expect(again.every(({ kind }) => kind === "placed")).toBe(true);
  const orders = await database.owner`select discount from orders where store_id = ${shop.storeId}`;
  expect(orders.filter(({ discount }) => Number(discount) > 0)).toHaveLength(1);
  expect(orders).toHaveLength(50);
});

it("is held while a payment is waited for, kept by whoever tries again, and free after the hold is over", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  await openDiscount(shop, { codes: ["ONE"], mostUses: 1 });
  const first = await ready(shop, { email: "a@example.com" });
  expect((await pay(shop, first.checkout)).kind).toBe("waiting");
  expect(await usesOf(shop)).toMatchObject({ uses: 1, rows: 1 });

  const second = await ready(shop, { email: "b@example.com" });
  expect(second.view.codes).toEqual([{ code: "ONE", why: { kind: "used_up" } }]);

  // The one who holds it presses again, looks again, and changes the address: it stays theirs.
  expect((await pay(shop, first.checkout)).kind).toBe("waiting");
  expect((await getCheckout(shop.buyer, { cart: first.cart })).codes).toEqual([{ code: "ONE", why: null }]);
  const { totals } = await saveDetails(shop.buyer, { ...first.details, note: "ring twice" });
  expect(totals!.discount.amount).toBe(500);
  expect((await pay(shop, first.checkout)).kind).toBe("waiting");
  expect(await usesOf(shop)).toMatchObject({ uses: 1, rows: 1, coded: 1, people: 1 });

  // Only goods that are not counted were in the bag: the hold of the discount is what expires.
  shop.clock.advance(46 * 60_000);
  await expireReservations(shop.platform);
  expect(await usesOf(shop)).toMatchObject({ uses: 0, rows: 0, coded: 0, people: 0 });
  const third = await getCheckout(shop.buyer, { cart: second.cart, shippingRateId: shop.rateId });
  expect(third.codes).toEqual([{ code: "ONE", why: null }]);
});

it("is given back with a declined payment, and money that comes too late for it goes back", async () => {
  const shop = await openTestShop(database, { answer: "page" });
  await openDiscount(shop, { codes: ["ONE"], mostUses: 1 });
  const first = await ready(shop, { email: "a@example.com" });
  await pay(shop, first.checkout);
  const [attempt] =
    await database.owner`select id, amount::int, currency from payment_attempts where store_id = ${shop.storeId}`;
  const settle = (outcome: Parameters<typeof settlePayment>[1]["outcome"]) =>
    settlePayment(shop.platform, {
      attemptId: attempt!.id,
      accountId: shop.accounts.test,
      source: "notice",
      outcome,
    });
  await settle({ kind: "declined", customer: {}, merchant: {} });
  expect(await usesOf(shop)).toMatchObject({ uses: 0, rows: 0 });
  const second = await ready(shop, { email: "b@example.com" });
  expect((await pay(shop, second.checkout, "manual")).kind).toBe("placed");
  expect(await usesOf(shop)).toMatchObject({ uses: 1, rows: 1 });

  const late = await settle({
    kind: "paid",
    payments: [{ id: "late", amount: money(attempt!.amount, attempt!.currency) }],
  } as never);
  expect(late.kind).toBe("refunded");
  expect(await usesOf(shop)).toMatchObject({ uses: 1, rows: 1 });
});

it("counts customers by e-mail address and phone, however they are written", async () => {
  const shop = await openTestShop(database);
  await openDiscount(shop, { codes: ["ONE"], mostPerCustomer: 1 });
  const first = await ready(shop, { email: "Lin@Example.com", phone: "138 0013 8000" });
  expect((await pay(shop, first.checkout)).kind).toBe("placed");
  const why = async (buyer: Buyer) => (await ready(shop, buyer)).view.codes[0]!.why;
  expect(await why({ email: "lin@example.com", phone: "13900139000" })).toEqual({ kind: "used_by_you" });
  expect(await why({ email: "other@example.com", phone: "+86 13800138000" })).toEqual({
    kind: "used_by_you",
  });
  expect(await why({ email: "other@example.com", phone: "13900139000" })).toBeNull();

  // Two tabs of one customer at once: one row decides.
  const tabs = await Promise.all([0, 1].map(() => ready(shop, { email: "tab@example.com" })));
  const outcomes = await Promise.all(tabs.map(({ checkout }) => pay(shop, checkout)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "placed"]);
});

it("is for a first order only", async () => {
  const shop = await openTestShop(database);
  await openDiscount(shop, { codes: ["ONE"], isFirstOrderOnly: true });
  const before = await ready(shop, { email: "old@example.com", code: "" });
  expect((await pay(shop, before.checkout)).kind).toBe("placed");
  const old = await ready(shop, { email: "OLD@example.com" });
  expect(old.view.codes[0]!.why).toEqual({ kind: "first_order_only" });
  const tabs = await Promise.all([0, 1].map(() => ready(shop, { email: "new@example.com" })));
  expect(tabs.every(({ view }) => view.codes[0]!.why === null)).toBe(true);
  const outcomes = await Promise.all(tabs.map(({ checkout }) => pay(shop, checkout)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "placed"]);
});

it("a code that is good once is used up alone, and an automatic discount with a limit is told to all carts", async () => {
  const shop = await openTestShop(database);
  const id = await openDiscount(shop, { codes: ["ROOT"] });
  await addCodes(shop.staff, { discountId: id, codes: ["ONCE-1", "ONCE-2"], mostUses: 1 });
  const first = await ready(shop, { email: "a@example.com", code: "once-1" });
  expect((await pay(shop, first.checkout)).kind).toBe("placed");
  expect((await ready(shop, { email: "b@example.com", code: "once-1" })).view.codes[0]!.why).toEqual({
    kind: "used_up",
  });
  expect((await ready(shop, { email: "b@example.com", code: "once-2" })).view.codes[0]!.why).toBeNull();

  const other = await openTestShop(database);
  await openDiscount(other, { mostUses: 1 });
  const [winner, loser] = await Promise.all(
    ["a", "b"].map((name) => ready(other, { email: `${name}@example.com`, code: "" })),
  );
  expect((await pay(other, winner!.checkout)).kind).toBe("placed");
  expect((await pay(other, loser!.checkout)).kind).toBe("changed");
  expect((await getCheckout(other.buyer, { cart: loser!.cart })).totals!.discount.amount).toBe(0);
  expect((await pay(other, loser!.checkout)).kind).toBe("placed");
});

it("an order that is cancelled gives its discount back: to the code, to the customer, and once", async () => {
  const shop = await openTestShop(database);
  await openDiscount(shop, { method: "code", codes: ["ONE"], mostUses: 1, mostPerCustomer: 1 });
  const first = await ready(shop, { email: "a@example.com" });
  const placed = await pay(shop, first.checkout, "manual");
  if (placed.kind !== "placed") throw new Error(placed.kind);
  const id = openRef(shop.staff, "order", placed.orderRef);
  expect((await ready(shop, { email: "a@example.com" })).view.totals?.discount.amount).toBe(0);
  await cancelOrder(shop.staff, { id });
  await expect(cancelOrder(shop.staff, { id })).rejects.toThrow();
  const [row] =
    await database.owner`select d.uses, (select count(*)::int from discount_uses u where u.store_id = d.store_id) as kept,
      (select sum(p.uses)::int from discount_customers p where p.store_id = d.store_id) as people
    from discounts d where d.store_id = ${shop.storeId}`;
  expect(row).toEqual({ uses: 0, kept: 0, people: 0 });
  const again = await ready(shop, { email: "a@example.com" });
  expect(again.view.totals?.discount.amount).toBeGreaterThan(0);
  expect((await pay(shop, again.checkout, "manual")).kind).toBe("placed");
});
