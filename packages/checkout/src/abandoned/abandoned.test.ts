import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createClock } from "@hutong/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eraseOwnData,
  getCart,
  getCheckout,
  listLeftCheckouts,
  mergeCarts,
  openRef,
  refOf,
  requestRecoveryLetter,
  restoreCheckout,
  stopLetters,
  submitCheckout,
  updateLine,
} from "../index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "../testing/shop.ts";
import { signIn } from "../testing/sign-in.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const inAnHour = createClock();
inAnHour.advance(61 * 60_000);

const list = (shop: TestShop, tab: "left" | "recovered" = "left", clock = inAnHour) =>
  listLeftCheckouts(shop.staff.as({ clock }), { tab });
const tokenIn = (url: string) => new URL(url, "http://shop").searchParams.get("token")!;

async function leave(): Promise<{ shop: TestShop; cart: string; id: string; token: string; total: number }> {
  const shop = await openTestShop(database, { stock: 20 });
  const { cart, checkout, total } = await readyCheckout(shop, shop.variants.tin, 2);
  const { items } = await list(shop);
  return {
    shop,
    cart,
    id: openRef(shop.buyer, "checkout", checkout),
    token: tokenIn(items[0]!.recoveryPath),
    total,
  };
}

test("a checkout is listed once it was left for an hour, and no more once it is old or bought", async () => {
  const { shop, id, total } = await leave();
  expect((await list(shop, "left", createClock())).items).toEqual([]);
  const { items } = await list(shop);
  expect(items).toMatchObject([
    {
      id,
      name: address.name,
      email: "lin@example.com",
      itemCount: 2,
      canWrite: true,
      total: { amount: total },
    },
  ]);
  const old = createClock();
  old.advance(31 * 86_400_000);
  expect((await list(shop, "left", old)).items).toEqual([]);
  await expect(listLeftCheckouts(shop.buyer, {})).rejects.toMatchObject({ kind: "forbidden" });
});

test("its link brings it back, any number of times, at today's prices, and the order counts as recovered", async () => {
  const { shop, token, total, id } = await leave();
  await database.owner`update variants set price = 20000 where store_id = ${shop.storeId} and id = ${shop.variants.tin}`;
  const restored = await restoreCheckout(shop.buyer, { token });
  expect(await restoreCheckout(shop.buyer, { token })).toEqual(restored);
  if (restored.kind !== "checkout") throw new Error("no checkout came back");
  const view = await getCheckout(shop.buyer, { cart: restored.cartRef });
  expect(restored.was).toBe(total);
  expect(view).toMatchObject({ email: "lin@example.com", address: { line1: address.line1 }, isSaved: false });
  expect(view.totals!.total.amount).toBe(40000 + 1200);
  const how = {
    checkout: view.formRef,
    accountId: shop.accounts.manual,
    returnUrl: "http://shop/{checkout}",
  };
  expect((await submitCheckout(shop.buyer, { ...how, key: "a" })).kind).toBe("changed");
  const bought = await submitCheckout(shop.buyer, { ...how, key: "b" });
  expect(bought.kind).toBe("placed");
  expect((await list(shop)).items).toEqual([]);
  expect((await list(shop, "recovered")).items).toMatchObject([{ id, canWrite: false }]);
  expect(await restoreCheckout(shop.buyer, { token })).toEqual({ ...bought, kind: "ordered" });
});

test("a cart that went on without it: its goods come from what was quoted", async () => {
  const { shop, token, cart } = await leave();
  await updateLine(shop.buyer, { cart, variantId: shop.variants.tin, quantity: 0 });
  const restored = await restoreCheckout(shop.buyer, { token });
  if (restored.kind !== "checkout") throw new Error("no checkout came back");
  expect(restored.cartRef).not.toBe(cart);
  const { lines } = await getCart(shop.buyer, { cart: restored.cartRef });
  expect(lines).toMatchObject([{ variantId: shop.variants.tin, quantity: 2 }]);
  const own = await signIn(shop, database, "reader@example.com");
  expect(await mergeCarts(own, { cart: restored.cartRef })).toEqual({ cartRef: restored.cartRef });
});

test("forged, foreign, other and old links bring back nothing", async () => {
  const { shop, token, id } = await leave();
  const other = await openTestShop(database);
  const old = createClock();
  old.advance(31 * 86_400_000);
  const tries = [
    restoreCheckout(other.buyer, { token }),
    restoreCheckout(shop.buyer, { token: `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}` }),
    restoreCheckout(shop.buyer, { token: refOf(shop.buyer, "checkout", id) }),
    restoreCheckout(shop.buyer, { token: refOf(shop.buyer, "letter-stop", id) }),
    restoreCheckout(shop.buyer.as({ clock: old }), { token }),
  ];
  for (const one of tries) await expect(one).rejects.toMatchObject({ code: "recovery_over" });
});

test("a letter goes once a day, however often it is asked for, and never to who wants none", async () => {
  const { shop, id } = await leave();
  const ask = (clock = createClock()) => requestRecoveryLetter(shop.staff.as({ clock }), { id });
  const asked = await Promise.allSettled([ask(), ask(), ask()]);
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(refused).toEqual(["letter_too_soon", "letter_too_soon"]);
  const queued =
    await database.owner`select payload from outbox where store_id = ${shop.storeId} and kind = 'recovery-letter'`;
  expect(queued).toEqual([{ payload: { checkoutId: id } }]);
  const nextDay = createClock();
  nextDay.advance(25 * 3_600_000);
  await stopLetters(shop.buyer, { token: refOf(shop.buyer, "letter-stop", id) });
  await expect(ask(nextDay)).rejects.toMatchObject({ code: "letter_stopped" });
  const stops = await database.owner`select * from letter_stops where store_id = ${shop.storeId}`;
  expect(JSON.stringify(stops)).not.toContain("lin@");
  const elsewhere = await openTestShop(database);
  await expect(requestRecoveryLetter(elsewhere.staff, { id })).rejects.toMatchObject({
    code: "checkout_not_found",
  });
});

test("what was erased is neither listed nor written to, and its link is over", async () => {
  const { shop, id, token } = await leave();
  await eraseOwnData(await signIn(shop, database, "lin@example.com"));
  expect((await list(shop)).items).toEqual([]);
  await expect(requestRecoveryLetter(shop.staff, { id })).rejects.toMatchObject({ code: "letter_no_email" });
  await expect(restoreCheckout(shop.buyer, { token })).rejects.toMatchObject({ code: "recovery_over" });
});
