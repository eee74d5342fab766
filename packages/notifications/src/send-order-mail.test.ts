import { submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mailer } from "./mailer.ts";
import { sendOrderMails } from "./send-order-mail.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { stock: 20 });
});
afterAll(() => database.drop());

async function placeOrders(count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) {
    const { checkout } = await readyCheckout(shop, shop.variants.tin);
    const accountId = shop.accounts.test;
    await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  }
  const rows = await database.owner`select id from orders where store_id = ${shop.storeId} order by number`;
  return rows.map((row) => row.id as string);
}

/** A mail server that does not take the letters of some jobs. */
function mailServer(refused: ReadonlySet<string>): { mailer: Mailer; taken: string[] } {
  const taken: string[] = [];
  const mailer: Mailer = {
    async send(mail) {
      if (refused.has(mail.id)) throw new Error("550 mailbox is full");
      taken.push(mail.id);
    },
  };
  return { mailer, taken };
}

it("sends each letter once, though one of them fails and the whole job runs again", async () => {
  const orders = await placeOrders(6);
  const letters = orders.map((orderId) => ({ jobId: newId<"outbox">(), orderId }));
  const jobs = letters.map(({ jobId }) => jobId);
  const input = { kind: "order-confirmation" as const, letters };
  const first = mailServer(new Set([jobs[1]!]));
  const results = await sendOrderMails(shop.platform, first.mailer, input);
  expect(results.map(({ status }) => status)).toEqual(
    jobs.map((_, index) => (index === 1 ? "rejected" : "fulfilled")),
  );
  expect(first.taken.toSorted()).toEqual(jobs.filter((_, index) => index !== 1).toSorted());

  const second = mailServer(new Set());
  await sendOrderMails(shop.platform, second.mailer, input);
  expect(second.taken).toEqual([jobs[1]]);
});

it("leaves out an order that does not exist, or is another store's", async () => {
  const stranger = await openTestShop(database);
  const [orderId] = await placeOrders(1);
  const letters = [
    { jobId: newId<"outbox">(), orderId: newId<"order">() },
    { jobId: newId<"outbox">(), orderId: orderId! },
  ];
  const { mailer, taken } = mailServer(new Set());
  await sendOrderMails(stranger.platform, mailer, { kind: "order-confirmation", letters });
  expect(taken).toEqual([]);
});

it("names the tax that the total has in it, and its rate", async () => {
  const [orderId] = await placeOrders(1);
  const letters = [{ jobId: newId<"outbox">(), orderId: orderId! }];
  const texts: string[] = [];
  const mailer: Mailer = {
    async send(mail) {
      texts.push(mail.text);
    },
  };
  await sendOrderMails(shop.platform, mailer, { kind: "order-confirmation", letters });
  // 168.00 and 12.00 for shipping, with 13 % inside.
  expect(texts.join()).toMatch(/Includes Tax 13%.*20\.71/);
});
