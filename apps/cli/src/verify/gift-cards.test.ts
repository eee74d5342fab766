import {
  applyGiftCard,
  expireReservations,
  getCheckout,
  getOrder,
  markOrderPaid,
  removeGiftCard,
  saveDetails,
  setPoint,
  settlePayment,
  submitCheckout,
  submitDetails,
} from "@hutong/checkout";
import { address, openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { adjustGiftCard, getGiftCard, issueGiftCard, switchGiftCard } from "@hutong/gift-cards";
import { money } from "@hutong/kernel";
import { cancelOrder, getOrderForStaff, listOrders, refundOrder } from "@hutong/orders";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { allInvariants, check, verify } from "./verify.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  const { findings } = await verify(database.owner, null);
  expect(findings.filter(({ violations }) => violations > 0)).toEqual([]);
});

const total = 18_000;
let keys = 0;
const newKey = () => `key-${++keys}`;

async function issue(amount: number, lastDay: string | null = null): Promise<{ id: string; code: string }> {
  const { id, code } = await issueGiftCard(shop.staff, { amount, lastDay, key: newKey() });
  return { id, code: code! };
}
const cardOf = async (id: string) => {
  const { card, movements } = await getGiftCard(shop.staff, { id });
  return { balance: card.balance, held: card.held, moves: movements.map(({ kind }) => kind).reverse() };
};

/** A checkout of one tin (18,000 with delivery) with cards on it, saved. */
async function readyWith(codes: readonly string[], variant = shop.variants.tin) {
  const ready = await readyCheckout(shop, variant);
  for (const code of codes) await applyGiftCard(shop.buyer, { cart: ready.cart, code });
  const view = await saveDetails(shop.buyer, { ...typed(ready.cart) });
  return { ...ready, view };
}
const typed = (cart: string) => ({
  cart,
  email: "lin@example.com",
  phone: "13800138000",
  address,
  shippingRateId: shop.rateId,
  note: "",
});
const pay = (checkout: string, accountId = shop.accounts.test) =>
  submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
const attempts = () =>
  database.owner`select id, amount::int, state from payment_attempts where store_id = ${shop.storeId} order by created_at, id`;
const orders = async () => (await listOrders(shop.staff, {})).items;
const moneyOf = async (id: string) => {
  const { paid, tendered, refunded, paymentState } = await getOrderForStaff(shop.staff, { id });
  return { paid, tendered, refunded, paymentState };
};
const settlePaid = (attemptId: string, amount: number) =>
  settlePayment(shop.platform, {
    attemptId,
    accountId: shop.accounts.test,
    source: "notice",
    outcome: { kind: "paid", payments: [{ id: `bank-${attemptId}`, amount: money(amount, "CNY") }] },
  });
const ledger = async () => {
  const rows = await database.owner`select account, sum(amount)::int as sum from ledger_entries
    where store_id = ${shop.storeId} group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ account, sum }) => [account.replace(/:.*/, ""), sum]));
};

describe("a checkout with gift cards", () => {
  it("pays what is left by the method, and the order is paid in full", async () => {
    shop = await openTestShop(database);
    const card = await issue(5_000);
    const { checkout, view } = await readyWith([card.code.toLowerCase().replaceAll("-", " ")]);
    expect(view.totals).toMatchObject({ total: { amount: total }, due: { amount: 13_000 } });
    expect(view.giftCards).toMatchObject([
      { balance: { amount: 5_000 }, pays: { amount: 5_000 }, problem: null },
    ]);
    const outcome = await pay(checkout);
    expect(outcome.kind).toBe("placed");
    expect(await pay(checkout)).toEqual(outcome);
    expect(await attempts()).toMatchObject([{ amount: 13_000, state: "paid" }]);
    const [order] = await orders();
    expect(await moneyOf(order!.id)).toEqual({
      paid: total,
      tendered: 5_000,
      refunded: 0,
      paymentState: "paid",
    });
    expect(await cardOf(card.id)).toEqual({ balance: 0, held: 0, moves: ["issue", "hold", "capture"] });
    expect(await ledger()).toEqual({
      clearing: 13_000,
      "gift-cards": 0,
      "gift-cards-granted": 5_000,
      sales: -total,
    });
    const seen = await getOrder(shop.buyer, { order: (outcome as { orderRef: string }).orderRef });
    expect(seen.totals.tenders).toMatchObject([{ last: card.code.slice(-4), amount: { amount: 5_000 } }]);
  });

  it("calls nobody where nothing is due, and is placed once however often it is sent", async () => {
    shop = await openTestShop(database);
    const [small, large] = [await issue(8_000), await issue(90_000)];
    const { cart, view } = await readyWith([small.code, large.code]);
    expect(view.totals!.due.amount).toBe(0);
    const form = {
      ...typed(cart),
      checkout: view.formRef,
      accountId: "",
      key: "k",
      returnUrl: "http://x",
      total,
      due: 0,
    };
    const all = await Promise.all([1, 2, 3].map(() => submitDetails(shop.buyer, form)));
    expect(all[0]!.kind).toBe("placed");
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await attempts()).toEqual([]);
    const placed = await orders();
    expect(placed).toMatchObject([{ paymentState: "paid", methodTitle: { en: "Gift card" } }]);
    expect([await cardOf(small.id), await cardOf(large.id)]).toEqual([
      { balance: 0, held: 0, moves: ["issue", "capture"] },
      { balance: 80_000, held: 0, moves: ["issue", "capture"] },
    ]);
  });

  it("costs a checkout without cards no statement", async () => {
    shop = await openTestShop(database);
    const statements = async (work: () => Promise<unknown>) => {
      const before = database.cell.usage.statements;
      await work();
      return database.cell.usage.statements - before;
    };
    const { checkout: plain } = await readyWith([]);
    const card = await issue(5_000);
    const { checkout: carded } = await readyWith([card.code]);
    await pay(plain);
    const { checkout: again } = await readyWith([]);
    const without = await statements(() => pay(again));
    expect(await statements(() => pay(carded))).toBe(without + 2);
  });

  it("waits for money that staff see, and is unpaid until then", async () => {
    shop = await openTestShop(database);
    const card = await issue(5_000);
    const { checkout } = await readyWith([card.code]);
    expect((await pay(checkout, shop.accounts.manual)).kind).toBe("placed");
    const [order] = await orders();
    expect(await moneyOf(order!.id)).toMatchObject({ paid: 5_000, paymentState: "unpaid" });
    await markOrderPaid(shop.staff, { orderId: order!.id });
    expect(await moneyOf(order!.id)).toMatchObject({ paid: total, paymentState: "paid" });

    const other = await issue(3_000);
    const { checkout: second } = await readyWith([other.code]);
    await pay(second, shop.accounts.manual);
    const { id } = (await orders())[0]!;
    await cancelOrder(shop.staff, { id });
    expect(await moneyOf(id)).toEqual({
      paid: 3_000,
      tendered: 3_000,
      refunded: 3_000,
      paymentState: "unpaid",
    });
    expect(await cardOf(other.id)).toMatchObject({ balance: 3_000, moves: ["issue", "capture", "refund"] });
  });
});

describe("one card in two tabs", () => {
  it("pays one of them; the other is shown the new sum and charged nothing", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(5_000);
    const tabs = [await readyWith([card.code]), await readyWith([card.code])];
    const outcomes = await Promise.all(tabs.map(({ checkout }) => pay(checkout)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "waiting"]);
    expect(await attempts()).toMatchObject([{ amount: 13_000 }]);
    const lost = tabs[outcomes.findIndex(({ kind }) => kind === "changed")]!;
    const view = await getCheckout(shop.buyer, { cart: lost.cart });
    expect(view).toMatchObject({ isSaved: true, totals: { due: { amount: total }, tenders: [] } });
    expect(view.giftCards).toMatchObject([{ problem: "gift_card_empty" }]);
    expect((await pay(lost.checkout)).kind).toBe("waiting");
    expect((await attempts()).map(({ amount }) => amount)).toEqual([13_000, total]);
  });

  it("is the same for forms that were never saved, and keeps what was typed", async () => {
    shop = await openTestShop(database);
    const card = await issue(total);
    const forms = [];
    for (const _ of [1, 2]) {
      const ready = await readyCheckout(shop, shop.variants.tin);
      await applyGiftCard(shop.buyer, { cart: ready.cart, code: card.code });
      const { formRef } = await getCheckout(shop.buyer, { cart: ready.cart });
      const how = { accountId: "", key: "k", returnUrl: "http://x", total, due: 0 };
      forms.push({ ...typed(ready.cart), note: "ring twice", checkout: formRef, ...how });
    }
    const outcomes = await Promise.all(forms.map((form) => submitDetails(shop.buyer, form)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["changed", "placed"]);
    const lost = forms[outcomes.findIndex(({ kind }) => kind === "changed")]!;
    const view = await getCheckout(shop.buyer, { cart: lost.cart });
    expect(view).toMatchObject({ note: "ring twice", totals: { due: { amount: total } } });
    expect(await orders()).toHaveLength(1);
    expect(await cardOf(card.id)).toMatchObject({ balance: 0, moves: ["issue", "capture"] });
  });

  it("twenty buyers with the same two cards in opposite order never wait for each other for ever", async () => {
    shop = await openTestShop(database, { stock: 100 });
    const [one, two] = [await issue(30_000), await issue(30_000)];
    const carts = [];
    for (let index = 0; index < 20; index += 1)
      carts.push(await readyWith(index % 2 === 0 ? [one.code, two.code] : [two.code, one.code]));
    const outcomes = await Promise.all(carts.map(({ checkout }) => pay(checkout)));
    const kinds = new Set(outcomes.map(({ kind }) => kind));
    expect([...kinds].every((kind) => kind === "placed" || kind === "changed")).toBe(true);
    expect((await cardOf(one.id)).balance + (await cardOf(two.id)).balance).toBeLessThan(60_000);
  });
});

describe("a hold on a card", () => {
  it.each(["tin", "card"] as const)("ends with the checkout's time (a %s)", async (variant) => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(2_000);
    const { checkout } = await readyWith([card.code], shop.variants[variant]);
    expect((await pay(checkout)).kind).toBe("waiting");
    expect(await cardOf(card.id)).toMatchObject({ balance: 0, held: 2_000 });
    const early = await expireReservations(shop.platform);
    expect(early.done).toBe(0);
    expect(early.nextSeconds).toBeGreaterThan(900);
    shop.clock.advance(17 * 60_000);
    expect((await expireReservations(shop.platform)).done).toBe(1);
    expect(await cardOf(card.id)).toEqual({ balance: 2_000, held: 0, moves: ["issue", "hold", "release"] });
  });

  it("is taken anew for money that comes late, and goes back with it where the card was spent elsewhere", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(5_000);
    const { checkout } = await readyWith([card.code]);
    await pay(checkout);
    shop.clock.advance(17 * 60_000);
    await expireReservations(shop.platform);
    const [first] = await attempts();
    expect((await settlePaid(first!.id, 13_000)).kind).toBe("placed");
    expect(await cardOf(card.id)).toMatchObject({
      balance: 0,
      moves: ["issue", "hold", "release", "capture"],
    });

    const spent = await issue(5_000);
    const { checkout: late } = await readyWith([spent.code]);
    await pay(late);
    const lateAttempt = (await attempts()).find(({ id }) => id !== first!.id)!;
    shop.clock.advance(17 * 60_000);
    await expireReservations(shop.platform);
    const { checkout: elsewhere } = await readyWith([spent.code]);
    await pay(elsewhere, shop.accounts.manual);
    expect(await settlePaid(lateAttempt.id, 13_000)).toEqual({ kind: "refunded", orderId: null });
    const [refund] =
      await database.owner`select amount::int, reason from refunds where store_id = ${shop.storeId}`;
    expect(refund).toEqual({ amount: 13_000, reason: "surplus" });
    expect(await cardOf(spent.id)).toMatchObject({ balance: 0, held: 0 });
    expect(await orders()).toHaveLength(2);
  });

  it("ends when the payment is declined, and when the customer goes back", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(5_000);
    const { checkout, cart } = await readyWith([card.code]);
    await pay(checkout);
    const [attempt] = await attempts();
    await settlePayment(shop.platform, {
      attemptId: attempt!.id,
      accountId: shop.accounts.test,
      source: "notice",
      outcome: { kind: "declined", customer: { en: "no" }, merchant: { en: "no" } },
    });
    expect(await cardOf(card.id)).toMatchObject({ balance: 5_000, held: 0 });
    await pay(checkout);
    expect(await cardOf(card.id)).toMatchObject({ balance: 0, held: 5_000 });
    const back = await saveDetails(shop.buyer, { ...typed(cart), note: "again" });
    expect(back.totals!.due.amount).toBe(13_000);
    expect(await cardOf(card.id)).toMatchObject({ balance: 5_000, held: 0 });
  });

  it("survives another method, and a card that is taken off while a payment waits", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(5_000);
    const { checkout, cart } = await readyWith([card.code]);
    await pay(checkout);
    expect((await getCheckout(shop.buyer, { cart })).totals!.due.amount).toBe(13_000);
    const press = (due: number) =>
      submitDetails(shop.buyer, {
        ...typed(cart),
        checkout,
        accountId: shop.accounts.test,
        key: "k",
        returnUrl: "http://x",
        total,
        due,
      });
    await removeGiftCard(shop.buyer, { cart, giftCard: card.id });
    expect((await press(13_000)).kind).toBe("changed");
    expect(await cardOf(card.id)).toMatchObject({ balance: 5_000, held: 0 });
    expect((await press(total)).kind).toBe("waiting");
    await applyGiftCard(shop.buyer, { cart, code: card.code });
    expect((await press(13_000)).kind).toBe("waiting");
    expect((await attempts()).map(({ amount }) => amount)).toEqual([13_000, total, 13_000]);
    expect(await cardOf(card.id)).toMatchObject({ balance: 0, held: 5_000 });
    expect((await pay(checkout, shop.accounts.manual)).kind).toBe("placed");
    expect(await cardOf(card.id)).toMatchObject({ balance: 0, held: 0 });
  });
});

describe("a process that dies before it has committed", () => {
  it("has captured nothing; the same facts place the order once, whoever tells them again", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const card = await issue(5_000);
    const { checkout } = await readyWith([card.code]);
    await pay(checkout);
    const [attempt] = await attempts();
    setPoint("settle.before_commit", () => {
      throw new Error("killed");
    });
    await expect(settlePaid(attempt!.id, 13_000)).rejects.toThrow("killed");
    setPoint("settle.before_commit", null);
    expect(await cardOf(card.id)).toEqual({ balance: 0, held: 5_000, moves: ["issue", "hold"] });
    const told = await Promise.all([1, 2, 3].map(() => settlePaid(attempt!.id, 13_000)));
    expect(told.map(({ kind }) => kind).sort()).toEqual(["known", "known", "placed"]);
    expect(await cardOf(card.id)).toEqual({ balance: 0, held: 0, moves: ["issue", "hold", "capture"] });
    expect(await orders()).toHaveLength(1);
  });
});

describe("giving back", () => {
  it("goes to the payment first, then to the cards from the last", async () => {
    shop = await openTestShop(database);
    const [one, two] = [await issue(3_000), await issue(2_000)];
    const { checkout } = await readyWith([one.code, two.code]);
    await pay(checkout);
    const { id } = (await orders())[0]!;
    const refund = (amount: number) => refundOrder(shop.staff, { id, amount, key: newKey() });
    await refund(12_500);
    expect([(await cardOf(one.id)).balance, (await cardOf(two.id)).balance]).toEqual([0, 0]);
    await refund(1_000);
    expect([(await cardOf(one.id)).balance, (await cardOf(two.id)).balance]).toEqual([0, 500]);
    await refund(2_500);
    expect([(await cardOf(one.id)).balance, (await cardOf(two.id)).balance]).toEqual([1_000, 2_000]);
    expect(await moneyOf(id)).toMatchObject({ refunded: 16_000, paymentState: "partially_refunded" });
    await expect(refund(2_001)).rejects.toMatchObject({ code: "refund_too_large", params: { left: 2_000 } });
    await refund(2_000);
    expect(await moneyOf(id)).toMatchObject({ refunded: total, paymentState: "refunded" });
    expect((await cardOf(one.id)).balance).toBe(3_000);
  });

  it("cancelling gives everything back to where it came from", async () => {
    shop = await openTestShop(database);
    const card = await issue(20_000);
    const { checkout } = await readyWith([card.code]);
    await pay(checkout, "");
    const { id } = (await orders())[0]!;
    await cancelOrder(shop.staff, { id });
    expect(await moneyOf(id)).toMatchObject({ refunded: total, paymentState: "refunded" });
    expect((await cardOf(card.id)).balance).toBe(20_000);
  });
});

describe("a code", () => {
  it("says why it pays nothing", async () => {
    shop = await openTestShop(database);
    const ready = await readyCheckout(shop, shop.variants.tin);
    const give = (code: string) => applyGiftCard(shop.buyer, { cart: ready.cart, code });
    await expect(give("0000-0000-0000-0000")).rejects.toMatchObject({ code: "gift_card_unknown" });
    await expect(give("🎁".repeat(500))).rejects.toMatchObject({ code: "gift_card_unknown" });
    const off = await issue(1_000);
    await switchGiftCard(shop.staff, { id: off.id, isEnabled: false });
    await expect(give(off.code)).rejects.toMatchObject({ code: "gift_card_disabled" });
    const empty = await issue(1_000);
    await adjustGiftCard(shop.staff, { id: empty.id, amount: -1_000, reason: "mistake", key: newKey() });
    await expect(give(empty.code)).rejects.toMatchObject({ code: "gift_card_empty" });
    const abroad = await issue(1_000);
    await database.owner`update markets set currency = 'USD' where store_id = ${shop.storeId}`;
    await expect(give(abroad.code)).rejects.toMatchObject({ code: "gift_card_currency" });
    await database.owner`update markets set currency = 'CNY' where store_id = ${shop.storeId}`;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const old = await issue(1_000, tomorrow);
    await give(old.code);
    shop.clock.advance(3 * 86_400_000);
    await expect(give(old.code)).rejects.toMatchObject({ code: "gift_card_expired" });
    const other = await openTestShop(database);
    const cart = (await readyCheckout(other, other.variants.tin)).cart;
    await expect(applyGiftCard(other.buyer, { cart, code: abroad.code })).rejects.toMatchObject({
      code: "gift_card_unknown",
    });
  });

  it("is told once, is kept as a hash, and cannot be tried a thousand times", async () => {
    shop = await openTestShop(database);
    const key = newKey();
    const { id, code } = await issueGiftCard(shop.staff, { amount: 1_000, key });
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(await issueGiftCard(shop.staff, { amount: 1_000, key })).toEqual({ id, code: null });
    const plain = code!.replaceAll("-", "");
    for (const table of ["gift_cards", "gift_card_movements", "events", "outbox", "idempotency_keys"]) {
      const rows = await database.owner`select to_jsonb(t)::text as row from ${database.owner(table)} t`;
      expect(rows.filter(({ row }) => row.includes(plain) || row.includes(code!))).toEqual([]);
    }
    const { cart } = await readyCheckout(shop, shop.variants.tin);
    const answers: Record<string, number> = {};
    for (let round = 0; round < 50; round += 1)
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          applyGiftCard(shop.buyer, { cart, code: `${1000 + round}-${1000 + index}-0000-0000` }).catch(
            (error) => {
              answers[error.code] = (answers[error.code] ?? 0) + 1;
            },
          ),
        ),
      );
    expect(answers).toEqual({ gift_card_unknown: 10, too_many_tries: 990 });
    await expect(applyGiftCard(shop.buyer, { cart, code: code! })).rejects.toMatchObject({
      code: "too_many_tries",
    });
  });
});

it.each([
  ["gift-cards.balance", "update gift_cards set balance = balance + 1"],
  ["gift-cards.balance", "update gift_card_movements set balance = balance + 1 where kind = 'issue'"],
  ["gift-cards.ledger", "delete from ledger_entries where kind = 'gift-card'"],
  ["gift-cards.ledger", "update ledger_entries set amount = amount * 2 where account = 'gift-cards'"],
  ["gift-cards.tenders", "update checkout_tenders set amount = amount + 1 where state = 'captured'"],
  ["gift-cards.tenders", "update checkout_tenders set state = 'held' where state = 'released'"],
  ["orders.paid", "update orders set tendered = 0"],
  ["orders.states", "update orders set payment_state = 'unpaid' where tendered = total"],
])("%s can break, and says where", async (name, damage) => {
  let violations = 0;
  await database.owner
    .begin(async (client) => {
      await client`set local session_replication_role = replica`;
      await client.unsafe(damage);
      const invariant = (await allInvariants(client)).find((one) => one.name === name)!;
      violations = (await check(client, invariant, null)).violations;
      throw new Error("undo");
    })
    .catch((error: Error) => {
      if (error.message !== "undo") throw error;
    });
  expect(violations).toBeGreaterThan(0);
});
