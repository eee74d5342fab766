import { applyGiftCard, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { issueGiftCard } from "@hutong/gift-cards";
import { newId } from "@hutong/kernel";
import { listOrders } from "@hutong/orders";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mail, Mailer } from "./mailer.ts";
import { sendGiftCardMail } from "./send-gift-card-mail.ts";
import { sendOrderMails } from "./send-order-mail.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
});
afterAll(() => database.drop());

const sent: Mail[] = [];
const mailer: Mailer = {
  async send(mail) {
    sent.push(mail);
  },
};

it("the recipient gets the code once, in the store's language, and nothing keeps it", async () => {
  const recipientEmail = "lan@example.com";
  const { id, code } = await issueGiftCard(shop.staff, {
    amount: 5_000,
    recipientEmail,
    lastDay: "2099-01-31",
    key: "k",
  });
  const [job] = await database.owner`select id, payload from outbox where kind = 'gift-card-issued'`;
  expect(job!.payload).toEqual({ giftCardId: id });
  const sealed = () => database.owner`select sealed_code from gift_cards where id = ${id}`;
  expect((await sealed())[0]!.sealed_code).toEqual(expect.any(String));

  const stranger = await openTestShop(database);
  await sendGiftCardMail(stranger.platform, mailer, { jobId: job!.id, giftCardId: id });
  expect(sent).toEqual([]);
  for (const _ of [1, 2]) await sendGiftCardMail(shop.platform, mailer, { jobId: job!.id, giftCardId: id });
  expect(sent).toMatchObject([{ to: recipientEmail, subject: "A gift card of ¥50.00 from Test shop" }]);
  expect(sent[0]!.text).toContain(code);
  expect(sent[0]!.text).toContain("January 31, 2099");
  expect(await sealed()).toEqual([{ sealed_code: null }]);

  await database.owner`update stores set locale = 'zh-CN' where store_id = ${shop.storeId}`;
  const other = await issueGiftCard(shop.staff, { amount: 5_000, recipientEmail, key: "l" });
  await sendGiftCardMail(shop.platform, mailer, { jobId: newId<"outbox">(), giftCardId: other.id });
  expect(sent.at(-1)!.text).toContain(`卡号  ${other.code}`);
});

it("an order's letters say what gift cards paid and what is left", async () => {
  const { code } = await issueGiftCard(shop.staff, { amount: 5_000, key: "m" });
  const { cart, checkout } = await readyCheckout(shop, shop.variants.tin);
  await applyGiftCard(shop.buyer, { cart, code: code! });
  const press = () =>
    submitCheckout(shop.buyer, {
      checkout,
      accountId: shop.accounts.manual,
      key: "k",
      returnUrl: "http://x",
    });
  expect((await press()).kind).toBe("changed");
  expect((await press()).kind).toBe("placed");
  const orderId = (await listOrders(shop.staff, {})).items[0]!.id;
  await sendOrderMails(shop.platform, mailer, {
    kind: "order-confirmation",
    letters: [{ jobId: newId<"outbox">(), orderId }],
  });
  expect(sent.at(-1)!.text).toMatch(/Total {2}¥180.00\n(.+\n)?Gift card {2}−¥50.00\nLeft to pay {2}¥130.00/);
});
