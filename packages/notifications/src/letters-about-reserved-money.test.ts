import { settlePayment, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money, newId } from "@hutong/kernel";
import { cancelOrder, listOrders } from "@hutong/orders";
import type { Outcome } from "@hutong/payment-providers";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mail, Mailer } from "./mailer.ts";
import { sendOrderMails } from "./send-order-mail.ts";
import type { OrderMailKind } from "./templates/order-letters.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { stock: 20, answer: "page" });
});
afterAll(() => database.drop());

const sent: Mail[] = [];
const mailer: Mailer = {
  async send(mail) {
    sent.push(mail);
  },
};

const total = 18_000;

/** An order whose money is reserved; answers how to tell more of it, and its letters in both languages. */
async function reserve(capture: "by-hand" | "on-fulfilment" = "by-hand") {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const accountId = shop.accounts.test;
  await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  const [attempt] = await database.owner<{ id: string }[]>`
    update payment_attempts set request = request || ${{ capture } as never} where store_id = ${shop.storeId}
      and id = (select id from payment_attempts where store_id = ${shop.storeId} order by created_at desc limit 1) returning id`;
  const tell = (outcome: Outcome) =>
    settlePayment(shop.platform, { attemptId: attempt!.id, accountId, outcome, source: "notice" });
  const authorization = { id: `pi_${attempt!.id}`, amount: money(total, "CNY"), expiresAt: null };
  await tell({ kind: "authorized", authorization });
  const orderId = (await listOrders(shop.staff, {})).items[0]!.id;
  const letters = async (kind: OrderMailKind) => {
    const texts: string[] = [];
    for (const locale of ["en", "zh-CN"]) {
      await database.owner`update orders set locale = ${locale} where id = ${orderId}`;
      await sendOrderMails(shop.platform, mailer, { kind, letters: [{ jobId: newId<"outbox">(), orderId }] });
      texts.push(sent.at(-1)!.text);
    }
    return texts;
  };
  const take = (amount: number) =>
    tell({ kind: "paid", payments: [{ id: authorization.id, amount: money(amount, "CNY") }] });
  return { orderId, letters, take };
}

it("say that nothing is charged yet, and when it will be", async () => {
  const [byHand, chinese] = await (await reserve()).letters("order-confirmation");
  expect(byHand).toContain("You authorised ¥180.00 and nothing is charged yet: that happens when we take");
  expect(byHand).not.toMatch(/payment has arrived|waits for your payment/);
  expect(chinese).toContain("您已授权 ¥180.00，还没有扣款，我们确认收款时才扣");
  const sentFirst = await (await reserve("on-fulfilment")).letters("order-confirmation");
  expect(sentFirst[0]).toContain("that happens when your order has been sent");
  expect(sentFirst[1]).toContain("全部发出以后才扣");
});

it("name what was charged, and what was let go", async () => {
  const all = await reserve();
  await all.take(total);
  expect((await all.letters("order-paid"))[0]).toContain("We charged the ¥180.00 that you authorised.");
  const part = await reserve();
  await part.take(10_000);
  const [english, chinese] = await part.letters("order-paid");
  expect(english).toContain("We charged ¥100.00 of the ¥180.00 that you authorised. The rest was let go.");
  expect(english).toContain("Charged  ¥100.00");
  expect(chinese).toContain("您授权了 ¥180.00，这次扣了 ¥100.00，其余的已经放回");
});

it("say of a cancelled order that nobody was charged", async () => {
  const { orderId, letters } = await reserve();
  await cancelOrder(shop.staff, { id: orderId });
  const [english, chinese] = await letters("order-cancelled");
  expect(english).toContain("You have not been charged. What was reserved is let go");
  expect(chinese).toContain("没有扣您的钱。授权的钱会放回");
});
