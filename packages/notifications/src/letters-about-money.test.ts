import { submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { listOrders, refundOrder } from "@hutong/orders";
import { getAccount, makeRefund, saveAccount } from "@hutong/payments";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mail, Mailer } from "./mailer.ts";
import { sendOrderMails } from "./send-order-mail.ts";
import { sendOrderRefundMail } from "./send-order-refund-mail.ts";
import type { OrderMailKind } from "./templates/order-letters.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { stock: 20 });
});
afterAll(() => database.drop());

const sent: Mail[] = [];
const mailer: Mailer = {
  async send(mail) {
    sent.push(mail);
  },
};

async function placeOrder(accountId: string): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  return (await listOrders(shop.staff, {})).items[0]!.id;
}

async function letter(kind: OrderMailKind, orderId: string): Promise<string> {
  await sendOrderMails(shop.platform, mailer, { kind, letters: [{ jobId: newId<"outbox">(), orderId }] });
  return sent.at(-1)!.text;
}

it("speak of the courier where the courier brings the money, in both languages", async () => {
  const { account } = await getAccount(shop.staff, { id: shop.accounts.manual });
  const credentials = { kind: "cash-on-delivery", instructions: { en: "Cash, please." } };
  await saveAccount(shop.staff, { id: account.id, provider: "manual", title: account.title, credentials });
  const orderId = await placeOrder(shop.accounts.manual);
  const confirmation = await letter("order-confirmation", orderId);
  expect(confirmation).toContain("You pay the courier when it arrives.");
  expect(confirmation).toContain("Cash, please.");
  expect(confirmation).not.toContain("waits for your payment");
  expect(await letter("order-shipped", orderId)).toContain("Please have ¥180.00 ready for the courier.");
  await database.owner`update orders set locale = 'zh-CN' where id = ${orderId}`;
  expect(await letter("order-confirmation", orderId)).toContain("货到时再付款");
  expect(await letter("order-shipped", orderId)).toContain("货到时请给快递员 ¥180.00");
});

it("tell of a refund once it has gone, with its own amount, once", async () => {
  const id = await placeOrder(shop.accounts.test);
  const { refundIds } = await refundOrder(shop.staff, { id, amount: 5_000, key: "refund" });
  const [refundId] = refundIds;
  await makeRefund(shop.platform, { refundId: refundId! });
  const jobs = await database.owner`select id, payload from outbox where store_id = ${shop.storeId}
    and kind = 'refund-made'`;
  expect(jobs).toMatchObject([{ payload: { refundId } }]);
  const before = sent.length;
  const job = { jobId: jobs[0]!.id as string, refundId: refundId! };
  await sendOrderRefundMail(shop.platform, mailer, job);
  await sendOrderRefundMail(shop.platform, mailer, job);
  expect(sent).toHaveLength(before + 1);
  expect(sent.at(-1)).toMatchObject({ to: "lin@example.com", subject: expect.stringContaining("¥50.00") });
  expect(sent.at(-1)!.text).toContain("It goes back the way it came.");
});

it("about a refund are not sent from another store", async () => {
  const stranger = await openTestShop(database);
  const id = await placeOrder(shop.accounts.test);
  const { refundIds } = await refundOrder(shop.staff, { id, amount: 100, key: "mine" });
  const before = sent.length;
  await sendOrderRefundMail(stranger.platform, mailer, { jobId: newId<"outbox">(), refundId: refundIds[0]! });
  expect(sent).toHaveLength(before);
});
