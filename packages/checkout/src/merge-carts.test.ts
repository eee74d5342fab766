import type { StoreContext } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addLine } from "./add-line.ts";
import { getCart, getCheckout, listOwnOrders, mergeCarts, saveAddress, submitCheckout } from "./index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";
import { signIn } from "./testing/sign-in.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { stock: 20 });
});
afterAll(() => database.drop());

const cartOf = async (ctx: StoreContext, variantId: string, quantity: number) =>
  (await addLine(ctx, { cart: null, variantId, quantity })).cartRef;

const quantities = async (cart: string) =>
  Object.fromEntries(
    (await getCart(shop.buyer, { cart })).lines.map(({ variantId, quantity }) => [variantId, quantity]),
  );

test("a guest's cart becomes the customer's; another device's is added to it, once however often", async () => {
  const { tin, bag } = shop.variants;
  const own = await signIn(shop, database, "merge@example.com");
  const first = await cartOf(shop.buyer, tin, 2);
  expect(await mergeCarts(own, { cart: first })).toEqual({ cartRef: first });
  const second = await cartOf(shop.buyer, tin, 3);
  await addLine(shop.buyer, { cart: second, variantId: bag, quantity: 1 });
  const tries = await Promise.all(Array.from({ length: 6 }, () => mergeCarts(own, { cart: second })));
  expect(new Set(tries.map(({ cartRef }) => cartRef))).toEqual(new Set([first]));
  await mergeCarts(own, { cart: first });
  expect(await quantities(first)).toEqual({ [tin]: 5, [bag]: 1 });
  expect(await quantities(second)).toEqual({});
});

test("two devices at once do not double lines, and end with one cart", async () => {
  const { tin, bag } = shop.variants;
  const own = await signIn(shop, database, "two-devices@example.com");
  const [one, two] = [await cartOf(shop.buyer, tin, 1), await cartOf(shop.buyer, bag, 2)];
  await Promise.all([one, two, one, two].map((cart) => mergeCarts(own, { cart })));
  const { cartRef } = await mergeCarts(own, { cart: one });
  expect(await quantities(cartRef!)).toEqual({ [tin]: 1, [bag]: 2 });
  const begun = await signIn(shop, database, "begun-twice@example.com");
  const begin = () => addLine(begun, { cart: null, variantId: tin, quantity: 1 });
  const refs = (await Promise.all([begin(), begin(), begin()])).map((one) => one.cartRef);
  expect(new Set(refs).size).toBe(1);
  expect(await quantities(refs[0]!)).toEqual({ [tin]: 3 });
});

test("sums stop at the limit, and what is sold out stays and is marked", async () => {
  const { card, bag } = shop.variants;
  const own = await signIn(shop, database, "limit@example.com");
  const first = await cartOf(own, card, 9000);
  const second = await cartOf(shop.buyer, card, 9000);
  await addLine(shop.buyer, { cart: second, variantId: bag, quantity: 1 });
  await setStock(shop.platform, [{ variantId: bag, available: 0 }]);
  await mergeCarts(own, { cart: second });
  await setStock(shop.platform, [{ variantId: bag, available: 20 }]).catch(() => {});
  const { lines } = await getCart(shop.buyer, { cart: first });
  expect(lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
    [card, 9999],
    [bag, 1],
  ]);
});

test("another customer's cart is not taken, nor another store's", async () => {
  const { tin } = shop.variants;
  const [own, stranger] = [
    await signIn(shop, database, "mine@example.com"),
    await signIn(shop, database, "theirs@example.com"),
  ];
  const theirs = await cartOf(stranger, tin, 4);
  expect(await mergeCarts(own, { cart: theirs })).toEqual({ cartRef: null });
  expect(await quantities(theirs)).toEqual({ [tin]: 4 });
  const elsewhere = await openTestShop(database);
  const foreign = (
    await addLine(elsewhere.buyer, { cart: null, variantId: elsewhere.variants.tin, quantity: 1 })
  ).cartRef;
  expect(await mergeCarts(own, { cart: foreign })).toEqual({ cartRef: null });
});

test("a cart that is being paid is left until it is over", async () => {
  const waiting = await openTestShop(database, { answer: "page", stock: 5 });
  const { tin, bag } = waiting.variants;
  const own = await signIn(waiting, database, "paying@example.com");
  const mine = (await addLine(own, { cart: null, variantId: bag, quantity: 1 })).cartRef;
  const { cart, checkout } = await readyCheckout(waiting, tin);
  await submitCheckout(waiting.buyer, {
    checkout,
    accountId: waiting.accounts.test,
    key: "k",
    returnUrl: "http://shop/{checkout}",
  });
  expect(await mergeCarts(own, { cart })).toEqual({ cartRef: cart });
  expect((await getCart(waiting.buyer, { cart: mine })).count).toBe(1);
});

test("signed in: a guest's order appears, the checkout is filled in, and the order is the customer's", async () => {
  const fresh = await openTestShop(database);
  const { tin } = fresh.variants;
  const bought = await readyCheckout(fresh, tin);
  const pay = (ctx: StoreContext, checkout: string) =>
    submitCheckout(ctx, {
      checkout,
      accountId: fresh.accounts.manual,
      key: checkout,
      returnUrl: "http://shop/{checkout}",
    });
  await pay(fresh.buyer, bought.checkout);
  const own = await signIn(fresh, database, "lin@example.com");
  expect((await listOwnOrders(own)).orders).toMatchObject([{ count: 1 }]);
  const { cartRef } = await addLine(own, { cart: null, variantId: tin, quantity: 1 });
  const view = await getCheckout(own, { cart: cartRef });
  expect(view).toMatchObject({
    email: "lin@example.com",
    phone: "13800138000",
    address: { line1: address.line1 },
    customer: { addresses: [{ isDefault: true }] },
  });
  await saveAddress(own, { address: { ...address, phone: "13800138000", line1: "鼓楼东大街 2 号" } });
  expect((await getCheckout(own, { cart: cartRef })).customer!.addresses).toHaveLength(2);
  await expect(saveAddress(own, { address: { ...address, line1: "" } })).rejects.toMatchObject({
    fields: { "address.line1": "missing", phone: "missing" },
  });
  const other = await signIn(fresh, database, "someone@example.com");
  expect((await listOwnOrders(other)).orders).toEqual([]);
});
