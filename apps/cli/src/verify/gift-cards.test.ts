import { applyGiftCard } from "@hutong/checkout";
import { openTestShop, readyCheckout } from "@hutong/checkout/testing";
import { adjustGiftCard, issueGiftCard, switchGiftCard } from "@hutong/gift-cards";
import { cancelOrder, refundOrder } from "@hutong/orders";
import { describe, expect, it } from "vitest";
import {
  cardOf,
  database,
  issue,
  moneyOf,
  newKey,
  newShop,
  orders,
  pay,
  readyWith,
  shop,
  total,
  useVerifiedDatabase,
} from "../testing/gift-card-desk.ts";
import { allInvariants, check } from "./verify.ts";

useVerifiedDatabase();

describe("giving back", () => {
  it("goes to the payment first, then to the cards from the last", async () => {
    await newShop();
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
    await newShop();
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
    await newShop();
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
    await newShop();
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
  ["gift-cards.tenders", "update checkout_tenders set state = 'held', refunded = 0"],
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
