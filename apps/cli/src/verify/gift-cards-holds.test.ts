import {
  applyGiftCard,
  expireReservations,
  getCheckout,
  removeGiftCard,
  saveDetails,
  setPoint,
  settlePayment,
  submitDetails,
} from "@hutong/checkout";
import { describe, expect, it } from "vitest";
import {
  attempts,
  cardOf,
  database,
  issue,
  newShop,
  orders,
  pay,
  readyWith,
  settlePaid,
  shop,
  total,
  typed,
  useVerifiedDatabase,
} from "../testing/gift-card-desk.ts";

useVerifiedDatabase();

describe("a hold on a card", () => {
  it.each(["tin", "card"] as const)("ends with the checkout's time (a %s)", async (variant) => {
    await newShop({ answer: "page" });
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
    await newShop({ answer: "page" });
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
    await newShop({ answer: "page" });
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
    await newShop({ answer: "page" });
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
    await newShop({ answer: "page" });
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
