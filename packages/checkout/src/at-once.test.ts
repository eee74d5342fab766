import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import type { Id } from "@hutong/kernel";
import { listOrders } from "@hutong/orders";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { settlePayment, submitCheckout } from "./index.ts";
import { setPoint } from "./points.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
});
afterEach(() => setPoint("checkout.after_call", null));
afterAll(() => database.drop());

const pay = (checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });

type Attempt = { id: Id<"payment-attempt">; account_id: string; amount: number; currency: string };

async function lastAttempt(): Promise<Attempt> {
  const [rows] = await shop.platform.read(
    sql<Attempt>`select id, account_id, amount, currency from payment_attempts where store_id = ${shop.platform.storeId}
      order by created_at desc, id desc limit 1`,
  );
  return rows[0]!;
}

// Between the provider's answer and what we make of it.
const meanwhile = (action: () => Promise<unknown>) =>
  setPoint("checkout.after_call", async () => {
    setPoint("checkout.after_call", null);
    await action();
  });

const money = async () => {
  const [[row]] = await shop.platform.read(sql<{ payments: number; entries: number; refunds: number }>`
    select (select count(*)::int from payments where store_id = ${shop.platform.storeId}) as payments,
      (select coalesce(sum(amount), 0)::int from ledger_entries where store_id = ${shop.platform.storeId}) as entries,
      (select count(*)::int from refunds where store_id = ${shop.platform.storeId}) as refunds`);
  return row!;
};

it("an answer at once that a notice came ahead of makes no second order", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const before = (await listOrders(shop.staff, {})).items.length;
  const { payments, refunds } = await money();
  meanwhile(async () => {
    const { id, account_id, amount, currency } = await lastAttempt();
    await settlePayment(shop.platform, {
      attemptId: id,
      accountId: account_id,
      outcome: { kind: "paid", payments: [{ id: `at-once-${id}`, amount: { amount, currency } }] },
      source: "notice",
    });
  });
  expect(await pay(checkout)).toMatchObject({ kind: "placed" });
  expect((await listOrders(shop.staff, {})).items.length).toBe(before + 1);
  expect(await money()).toEqual({ payments: payments + 1, refunds, entries: 0 });
});

it("an answer at once to an attempt that was let go meanwhile is money to give back", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const before = (await listOrders(shop.staff, {})).items.length;
  const { payments, refunds } = await money();
  meanwhile(async () => {
    const { id } = await lastAttempt();
    await shop.platform.write(async (tx) => {
      tx.send(sql`update checkouts set state = 'open', attempt_id = null, quote = jsonb_set(quote, '{answer,due}', '1')
        where store_id = ${tx.storeId} and attempt_id = ${id}`);
    });
  });
  await pay(checkout);
  expect((await listOrders(shop.staff, {})).items.length).toBe(before);
  expect(await money()).toEqual({ payments: payments + 1, refunds: refunds + 1, entries: 0 });
});
