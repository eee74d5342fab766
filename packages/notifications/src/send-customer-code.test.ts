import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openTestShop, type TestShop } from "@hutong/checkout/testing";
import { requestCode } from "@hutong/customers";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mail, mailboxTexts, sendCustomerCode, webhookTexts } from "./index.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
});
afterAll(() => database.drop());

async function codeId(contact: string): Promise<string> {
  await requestCode(shop.buyer, { contact }, { address: "192.0.2.3" });
  const [row] =
    await database.owner`select id from customer_codes where store_id = ${shop.storeId} and contact = ${contact}`;
  return row!.id as string;
}

const box = () => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail) };
  return { mails, senders: { mailer, texts: mailboxTexts(mailer) } };
};
const jobId = "01890000-0000-7000-8000-000000000009";

test("a code goes out once, by mail or as a text message, and is then readable nowhere", async () => {
  const { mails, senders } = box();
  const [mail, text] = [await codeId("lin@example.com"), await codeId("13800138000")];
  for (const id of [mail, mail, text]) await sendCustomerCode(shop.platform, senders, { jobId, codeId: id });
  expect(mails.map(({ to }) => to)).toEqual(["lin@example.com", "13800138000"]);
  expect(mails[0]!.text).toMatch(/Your code: \d{6}/);
  expect(mails[1]!.text).toMatch(/your sign-in code is \d{6}/);
  const kept = await database.owner`select sealed from customer_codes where store_id = ${shop.storeId}`;
  expect(kept.map(({ sealed }) => sealed)).toEqual([null, null]);
});

test("a code that a newer one replaced is not sent", async () => {
  const { mails, senders } = box();
  const older = await codeId("twice@example.com");
  await codeId("twice@example.com");
  await sendCustomerCode(shop.platform, senders, { jobId, codeId: older });
  expect(mails).toEqual([]);
});

test("a text service gets the message, and one that refuses is tried again by the queue", async () => {
  const got: unknown[] = [];
  let status = 503;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    got.push(JSON.parse(Buffer.concat(parts).toString()));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const texts = webhookTexts(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const senders = { mailer: box().senders.mailer, texts };
  const id = await codeId("13900139000");
  const send = () => sendCustomerCode(shop.platform, senders, { jobId, codeId: id });
  await expect(send()).rejects.toThrow("the text service answered 503");
  status = 204;
  await send();
  server.close();
  expect(got).toEqual(Array(2).fill(expect.objectContaining({ id: jobId, to: "13900139000" })));
});
