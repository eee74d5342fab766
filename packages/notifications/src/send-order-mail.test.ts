import { addLine, saveDetails, submitCheckout } from "@hutong/checkout";
import { address, openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { createDiscount } from "@hutong/pricing";
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

it("says what was filled in for a line, and what each discount took off", async () => {
  await createDiscount(shop.platform, {
    name: { en: "Spring <b>sale</b>" },
    method: "automatic",
    class: "order",
    value: { kind: "percentage", basisPoints: 1000 },
    targets: "all",
    minimum: null,
    combines: [],
    markets: null,
    isFirstOrderOnly: false,
    startsAt: new Date(0),
    endsAt: null,
    mostUses: null,
    mostPerCustomer: null,
  });
  const words = {
    id: "words",
    label: { en: "Engraving" },
    kind: "text",
    isRequired: false,
    maxLength: 20,
    choices: [],
  };
  await database.owner`update products set line_fields = ${database.owner.json([words])} where store_id = ${shop.storeId}`;
  const { cartRef: cart } = await addLine(shop.buyer, {
    cart: null,
    variantId: shop.variants.tin,
    quantity: 2,
    properties: { words: "<i>Lin</i>" },
  });
  const { ref } = await saveDetails(shop.buyer, {
    cart,
    email: "lin@example.com",
    phone: "13800138000",
    address,
    shippingRateId: shop.rateId,
  });
  const accountId = shop.accounts.test;
  await submitCheckout(shop.buyer, { checkout: ref!, accountId, key: "k", returnUrl: "http://x" });
  const [row] =
    await database.owner`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`;
  const letters = [{ jobId: newId<"outbox">(), orderId: row!.id as string }];
  const sent: { text: string; html: string }[] = [];
  const mailer: Mailer = {
    async send({ text, html }) {
      sent.push({ text, html });
    },
  };
  await sendOrderMails(shop.platform, mailer, { kind: "order-confirmation", letters });
  expect(sent[0]!.text).toContain("Tea · Tin · Engraving: <i>Lin</i> × 2  ¥336.00");
  expect(sent[0]!.text).toContain("Spring <b>sale</b>  −¥33.60");
  expect(sent[0]!.html).toContain("Engraving: &lt;i&gt;Lin&lt;/i&gt;");
  expect(sent[0]!.html).toContain("Spring &lt;b&gt;sale&lt;/b&gt;");
});
