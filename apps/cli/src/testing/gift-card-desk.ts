import { applyGiftCard, saveDetails, settlePayment, submitCheckout } from "@hutong/checkout";
import { address, openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getGiftCard, issueGiftCard } from "@hutong/gift-cards";
import { money } from "@hutong/kernel";
import { getOrderForStaff, listOrders } from "@hutong/orders";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { verify } from "../verify/verify.ts";

/** Of the running test file: its database and the shop that was opened last. */
export let database: TestDatabase;
export let shop: TestShop;

/** Opens a shop of a test's own. */
export async function newShop(options: Parameters<typeof openTestShop>[1] = {}): Promise<void> {
  shop = await openTestShop(database, options);
}

/** Gives a test file a database in which everything has to add up after each of its tests. */
export function useVerifiedDatabase(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  afterEach(async () => {
    const { findings } = await verify(database.owner, null);
    expect(findings.filter(({ violations }) => violations > 0)).toEqual([]);
  });
}

/** What a tin costs with its delivery. */
export const total = 18_000;
let keys = 0;
export const newKey = () => `key-${++keys}`;

export async function issue(
  amount: number,
  lastDay: string | null = null,
): Promise<{ id: string; code: string }> {
  const { id, code } = await issueGiftCard(shop.staff, { amount, lastDay, key: newKey() });
  return { id, code: code! };
}
export const cardOf = async (id: string) => {
  const { card, movements } = await getGiftCard(shop.staff, { id });
  return { balance: card.balance, held: card.held, moves: movements.map(({ kind }) => kind).reverse() };
};

/** A checkout of one tin (18,000 with delivery) with cards on it, saved. */
export async function readyWith(codes: readonly string[], variant: string = shop.variants.tin) {
  const ready = await readyCheckout(shop, variant);
  for (const code of codes) await applyGiftCard(shop.buyer, { cart: ready.cart, code });
  const view = await saveDetails(shop.buyer, { ...typed(ready.cart) });
  return { ...ready, view };
}
export const typed = (cart: string) => ({
  cart,
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: shop.rateId,
  note: "",
});
export const pay = (checkout: string, accountId = shop.accounts.test) =>
  submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
export const attempts = () =>
  database.owner`select id, amount::int, state from payment_attempts where store_id = ${shop.storeId} order by created_at, id`;
export const orders = async () => (await listOrders(shop.staff, {})).items;
export const moneyOf = async (id: string) => {
  const { paid, tendered, refunded, paymentState } = await getOrderForStaff(shop.staff, { id });
  return { paid, tendered, refunded, paymentState };
};
export const settlePaid = (attemptId: string, amount: number) =>
  settlePayment(shop.platform, {
    attemptId,
    accountId: shop.accounts.test,
    source: "notice",
    outcome: { kind: "paid", payments: [{ id: `bank-${attemptId}`, amount: money(amount, "CNY") }] },
  });
export const ledger = async () => {
  const rows = await database.owner`select account, sum(amount)::int as sum from ledger_entries
    where store_id = ${shop.storeId} group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ account, sum }) => [account.replace(/:.*/, ""), sum]));
};
