import { submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { connectAccount, listAccounts, noteNotice } from "@hutong/payments";
import {
  keyOf,
  noticeSigning,
  type Order,
  orderNotice,
  payOrder,
  register,
  type Simulator,
  signatureHeaders,
  startSimulator,
} from "@hutong/simulator-wechat-pay";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createApi } from "./app.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself, when it wants.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

let database: TestDatabase;
let simulator: Simulator;
let shop: TestShop;
let account: string;
let mchid: string;
let lines: { security?: string; why?: string; account?: string; attempt?: string }[] = [];
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  const logger = pino({ level: "warn" }, { write: (line) => lines.push(JSON.parse(line)) });
  api = createApi(database.cell, logger);
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  shop = await openTestShop(database, { answer: "page", stock: 50 });
  const credentials = register(simulator.platform, {});
  mchid = credentials.mchid;
  const title = { "zh-CN": "微信支付", en: "WeChat Pay" };
  account = (await connectAccount(shop.staff, { provider: "wechat-pay", title, credentials })).id;
  lines = [];
});

/** A paid order at WeChat Pay, of which nobody has told us. */
async function paidOrder(): Promise<Order> {
  const ready = await readyCheckout(shop, shop.variants.tin);
  await submitCheckout(shop.buyer, {
    checkout: ready.checkout,
    accountId: account,
    key: "k",
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
    customer: { kind: "desktop", ipAddress: "203.0.113.7" },
  });
  const [row] = await database.owner`select id from payment_attempts where store_id = ${shop.storeId}
    and account_id = ${account} order by created_at desc limit 1`;
  const order = simulator.platform.orders.get(keyOf(mchid, row!.id.replaceAll("-", "")))!;
  payOrder(simulator.platform, order);
  return order;
}

function notice(order: Order, change: object = {}) {
  const { platform } = simulator;
  const merchant = platform.merchants.get(order.mchid)!;
  const body = orderNotice(platform, order, change);
  return {
    headers: signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body),
    body: Buffer.from(body),
  };
}

const send = async (sent: { headers: Record<string, string>; body: Uint8Array }, to = account) =>
  (
    await api.request(`/payments/notices/wechat-pay/${to}`, {
      method: "POST",
      headers: { ...sent.headers, "content-type": "application/json", "x-forwarded-for": "198.51.100.9" },
      body: Buffer.from(sent.body),
    })
  ).status;

const count = async (table: string) =>
  Number(
    (
      await database.owner.unsafe(`select count(*) as n from ${table} where store_id = $1`, [shop.storeId])
    )[0]!.n,
  );

/** The notice with one character of each header, and one bit of each byte of the body, altered in turn. */
function* altered(honest: ReturnType<typeof notice>) {
  for (const [name, value] of Object.entries(honest.headers))
    for (let at = 0; at < value.length; at += 2) {
      const other = value[at] === "1" ? "2" : "1";
      yield {
        ...honest,
        headers: { ...honest.headers, [name]: value.slice(0, at) + other + value.slice(at + 1) },
      };
    }
  for (let at = 0; at < honest.body.length; at += 2) {
    const body = Buffer.from(honest.body);
    body[at]! ^= 1 << (at % 8);
    yield { ...honest, body };
  }
}

it("every one of 500 altered notices is refused and logged, and the honest one still makes the order", async () => {
  const honest = notice(await paidOrder());
  let tried = 0;
  for (const forged of altered(honest)) {
    tried += 1;
    expect(await send(forged)).toBe(401);
  }
  expect(tried).toBeGreaterThanOrEqual(500);
  expect(lines).toHaveLength(tried);
  for (const line of lines)
    expect(line).toMatchObject({
      security: "notice_refused",
      provider: "wechat-pay",
      account,
      from: "198.51.100.9",
    });
  expect([await count("payments"), await count("orders")]).toEqual([0, 0]);
  expect(await send(honest)).toBe(200);
  expect([await count("payments"), await count("orders")]).toEqual([1, 1]);
  expect(lines).toHaveLength(tried);
});

it("a merchant sees whether notices are proven or refused, and that costs one write a minute", async () => {
  const seen = async (store: TestShop, id: string) => {
    const { noticeProvenAt, noticesRefusedSince } = (await listAccounts(store.staff)).find(
      (one) => one.id === id,
    )!;
    return { isProven: noticeProvenAt !== null, isRefused: noticesRefusedSince !== null };
  };
  // Another version of the row for each write.
  const version = async () =>
    (await database.owner`select xmin::text as x from payment_accounts where id = ${account}`)[0]!.x;
  const honest = notice(await paidOrder());
  const forged = { ...honest, body: Buffer.concat([honest.body, Buffer.from(" ")]) };
  const first = { shop, account };
  shop = await openTestShop(database);
  const credentials = register(simulator.platform, {});
  const other = await connectAccount(shop.staff, { provider: "wechat-pay", title: { en: "W" }, credentials });
  expect(await seen(first.shop, account)).toEqual({ isProven: false, isRefused: false });

  expect(await send(forged)).toBe(401);
  expect(await seen(first.shop, account)).toEqual({ isProven: false, isRefused: true });
  const refused = await version();
  for (let turn = 0; turn < 10; turn += 1) expect(await send(forged)).toBe(401);
  expect(await version()).toBe(refused);

  expect(await send(honest)).toBe(200);
  expect(await seen(first.shop, account)).toEqual({ isProven: true, isRefused: false });
  const proven = await version();
  for (let turn = 0; turn < 10; turn += 1) expect(await send(honest)).toBe(200);
  expect(await version()).toBe(proven);
  first.shop.clock.advance(61_000);
  await noteNotice(first.shop.platform, { accountId: account, isProven: true });
  expect(await version()).not.toBe(proven);

  expect(await seen(shop, other.id)).toEqual({ isProven: false, isRefused: false });
  await noteNotice(shop.platform, { accountId: account, isProven: false });
  expect(await seen(first.shop, account)).toEqual({ isProven: true, isRefused: false });
});

it("a notice of another store's payment, or for an account that is not there, is refused and logged", async () => {
  const order = await paidOrder();
  const first = { shop, account };
  shop = await openTestShop(database, { answer: "page", stock: 50 });
  const credentials = register(simulator.platform, {});
  const title = { en: "WeChat Pay" };
  const other = (await connectAccount(shop.staff, { provider: "wechat-pay", title, credentials })).id;
  lines = [];
  expect(await send(notice(order), other)).toBe(401);
  expect(await send(notice(order), "00000000-0000-7000-8000-000000000000")).toBe(404);
  expect(await send(notice(order), "nobody")).toBe(404);
  expect(lines.map(({ security, account: to }) => [security, to])).toEqual([
    ["notice_refused", other],
    ["notice_refused", "00000000-0000-7000-8000-000000000000"],
    ["notice_refused", "nobody"],
  ]);
  expect(await count("payments")).toBe(0);
  ({ shop, account } = first);
  expect(await send(notice(order))).toBe(200);
  expect(await count("orders")).toBe(1);
});

it("a truly signed payment of another amount or currency makes no order and is logged once", async () => {
  for (const amount of [
    { total: 1, payer_total: 1, currency: "CNY" },
    { total: 18_000, payer_total: 18_000, currency: "USD" },
  ]) {
    const order = await paidOrder();
    lines = [];
    expect(await send(notice(order, { amount }))).toBe(200);
    expect(await send(notice(order, { amount }))).toBe(200);
    expect(lines.map(({ security }) => security)).toEqual(["notice_misfit"]);
  }
  expect([await count("orders"), await count("payment_cases")]).toEqual([0, 2]);
});

it("logs nothing of what a notice says", async () => {
  const honest = notice(await paidOrder());
  await send({ ...honest, body: Buffer.concat([honest.body, Buffer.from(" ")]) });
  const text = JSON.stringify(lines);
  for (const part of Object.values(JSON.parse(honest.body.toString()).resource as object))
    if (String(part).length > 11) expect(text).not.toContain(String(part));
});
