import { applyGiftCard, getCheckout, getOrder, markOrderPaid, submitDetails } from "@hutong/checkout";
import { readyCheckout } from "@hutong/checkout/testing";
import { cancelOrder } from "@hutong/orders";
import { describe, expect, it } from "vitest";
import {
  attempts,
  cardOf,
  database,
  issue,
  ledger,
  moneyOf,
  newShop,
  orders,
  pay,
  readyWith,
  shop,
  total,
  typed,
  useVerifiedDatabase,
} from "../testing/gift-card-desk.ts";

useVerifiedDatabase();

describe("a checkout with gift cards", () => {
  it("pays what is left by the method, and the order is paid in full", async () => {
    await newShop();
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
    await newShop();
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
    await newShop();
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
    // Two take the card's money and make it the order's; with cards, what was held is read before it is settled.
    expect(await statements(() => pay(carded))).toBe(without + 3);
  });

  it("waits for money that staff see, and is unpaid until then", async () => {
    await newShop();
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
    await newShop({ answer: "page" });
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
    await newShop();
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
    await newShop({ stock: 100 });
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
