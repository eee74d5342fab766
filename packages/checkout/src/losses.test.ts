import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { getLosses } from "@hutong/payments";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expireReservations, settlePayment, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
let other: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  [shop, other] = [await openTestShop(database, { answer: "page" }), await openTestShop(database)];
});
afterAll(() => database.drop());

type Device = "desktop" | "phone-browser";

/** Begins to pay; answers the attempt's id and how to try the same checkout again. */
async function begin(device: Device, checkout?: string) {
  const ref = checkout ?? (await readyCheckout(shop, shop.variants.tin)).checkout;
  const given = { checkout: ref, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" };
  await submitCheckout(shop.buyer, { ...given, customer: { kind: device } });
  const [row] = await database.owner`select id from payment_attempts where store_id = ${shop.storeId}
    order by created_at desc, id desc limit 1`;
  return { id: row!.id as string, ref };
}

type Outcome = Parameters<typeof settlePayment>[1]["outcome"];
const tell = (attemptId: string, outcome: Outcome) =>
  settlePayment(shop.platform, { attemptId, accountId: shop.accounts.test, source: "notice", outcome });
const paid = (id: string): Outcome => ({
  kind: "paid",
  payments: [{ id: `paid-${id}`, amount: { amount: 18_000, currency: "CNY" } }],
});
const declined = (en: string): Outcome => ({ kind: "declined", customer: {}, merchant: { en } });

it("counts tries by method and device, customers once, and only this store's", async () => {
  expect(await getLosses(shop.staff, { days: 30 })).toEqual({
    rows: [],
    declines: [],
    checkouts: { tried: 0, paid: 0 },
    lost: [],
  });
  const happy = await begin("desktop");
  await tell(happy.id, paid(happy.id));
  const second = await begin("phone-browser");
  await tell(second.id, declined("not enough money"));
  const again = await begin("phone-browser", second.ref);
  await tell(again.id, paid(again.id));
  for (const why of ["not enough money", "card lost"]) {
    const one = await begin("desktop");
    await tell(one.id, declined(why));
  }
  await begin("phone-browser");
  // Money by hand is no payment step, and another store's is another's.
  const byHand = await readyCheckout(shop, shop.variants.tin);
  await submitCheckout(shop.buyer, {
    ...{ checkout: byHand.checkout, accountId: shop.accounts.manual, key: "k", returnUrl: "http://x" },
  });
  const theirs = await readyCheckout(other, other.variants.tin);
  await submitCheckout(other.buyer, {
    ...{ checkout: theirs.checkout, accountId: other.accounts.test, key: "k", returnUrl: "http://x" },
  });

  const losses = await getLosses(shop.staff, { days: 30 });
  const counts = losses.rows.map((row) => [
    row.device,
    row.started,
    row.paid,
    row.declined,
    row.abandoned,
    row.waiting,
  ]);
  expect(counts.sort()).toEqual([
    ["desktop", 3, 1, 2, 0, 0],
    ["phone-browser", 3, 1, 1, 0, 1],
  ]);
  expect(losses.declines).toEqual([
    { text: { en: "not enough money" }, count: 2 },
    { text: { en: "card lost" }, count: 1 },
  ]);
  expect(losses.checkouts).toEqual({ tried: 5, paid: 2 });
  expect(losses.lost.map(({ tries, isWaiting }) => [tries, isWaiting])).toEqual([
    [1, true],
    [1, false],
    [1, false],
  ]);
});

it("counts money that came when the goods were gone as given back, and the checkout as lost", async () => {
  const late = await openTestShop(database, { answer: "page", stock: 1 });
  const { checkout } = await readyCheckout(late, late.variants.tin);
  const given = { checkout, accountId: late.accounts.test, key: "k", returnUrl: "http://x" };
  await submitCheckout(late.buyer, given);
  late.clock.advance(17 * 60_000);
  await expireReservations(late.platform);
  await setStock(late.platform, [{ variantId: late.variants.tin, available: 0 }]);
  const [row] = await database.owner`select id from payment_attempts where store_id = ${late.storeId}`;
  const facts = { attemptId: row!.id, accountId: late.accounts.test, source: "notice" as const };
  const settled = await settlePayment(late.platform, { ...facts, outcome: paid(row!.id) });
  expect(settled.kind).toBe("refunded");
  const losses = await getLosses(late.staff, { days: 1 });
  expect(losses.rows).toMatchObject([{ started: 1, paid: 0, returned: 1, abandoned: 0 }]);
  expect(losses.checkouts).toEqual({ tried: 1, paid: 0 });
  expect(losses.lost).toHaveLength(1);
});

it("calls abandoned what ran out, and forgets what is older than was asked for", async () => {
  shop.clock.advance(3_600_000);
  const hour = await getLosses(shop.staff, { days: 30 });
  expect(hour.rows.find(({ device }) => device === "phone-browser")).toMatchObject({
    abandoned: 1,
    waiting: 0,
  });
  expect(hour.lost.every(({ isWaiting }) => !isWaiting)).toBe(true);
  shop.clock.advance(8 * 86_400_000);
  expect((await getLosses(shop.staff, { days: 7 })).checkouts).toEqual({ tried: 0, paid: 0 });
  expect((await getLosses(shop.staff, { days: 9 })).checkouts).toEqual({ tried: 5, paid: 2 });
});
