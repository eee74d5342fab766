import { readNotice, reportShipment, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { openCell } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createClock, money } from "@hutong/kernel";
import { fulfilOrder, getOrderForStaff } from "@hutong/orders";
import { connectAccount, findAccount, openAccount } from "@hutong/payments";
import {
  keyOf,
  noticeSigning,
  orderNotice,
  payOrder,
  register,
  type Shipments,
  type Simulator,
  signatureHeaders,
  startSimulator,
} from "@hutong/simulator-wechat-pay";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startWorker } from "./worker.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

const openId = "o-customer-of-the-mini-program";

let database: TestDatabase;
let simulator: Simulator;
let shop: TestShop;
let credentials: ReturnType<typeof register>;
let account: string;

beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  credentials = register(simulator.platform, {});
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  shop = await openTestShop(database, { stock: 50 });
  const title = { en: "WeChat Pay" };
  account = (await connectAccount(shop.platform, { provider: "wechat-pay", title, credentials })).id;
});

/** Buys and pays; in the mini program the provider is told the openid, which the shop does not keep. */
async function buy(kind: "mini-program" | "desktop", quantity = 1) {
  const { checkout } = await readyCheckout(shop, shop.variants.tin, quantity);
  const customer = { kind, ipAddress: "203.0.113.7" } as const;
  await submitCheckout(shop.buyer, {
    checkout,
    accountId: account,
    key: "k",
    returnUrl: "http://x",
    customer,
  });
  const [row] =
    await database.owner`select id, amount::int as amount, expires_at, request from payment_attempts
    where store_id = ${shop.storeId} order by created_at desc limit 1`;
  if (kind === "mini-program") {
    const { connected } = await openAccount(shop.platform, await findAccount(shop.platform, account));
    const { description, returnUrl } = row!.request;
    const amount = money(row!.amount, "CNY");
    const attempt = { id: row!.id, amount, description, returnUrl, expiresAt: row!.expires_at };
    await connected.start({ ...attempt, customer: { ...customer, openId } });
  }
  const { platform } = simulator;
  const order = platform.orders.get(keyOf(credentials.mchid, row!.id.replaceAll("-", "")))!;
  payOrder(platform, order);
  const merchant = platform.merchants.get(order.mchid)!;
  const body = orderNotice(platform, order);
  const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
  const request = { headers, body: Buffer.from(body) };
  await readNotice(database.cell, { provider: "wechat-pay", accountId: account, request });
  const [placed] =
    await database.owner`select id from orders where store_id = ${shop.storeId} order by number desc limit 1`;
  return { id: placed!.id as string, transactionId: order.transactionId! };
}

const told = (transactionId: string): Shipments | undefined =>
  simulator.platform.shipments.get(transactionId);

async function reportsOf(id: string) {
  const { fulfilments, events } = await getOrderForStaff(shop.staff, { id });
  return {
    reports: fulfilments.map(({ report }) => report?.state ?? null),
    reasons: fulfilments.map(({ report }) => report?.reason?.en ?? null),
    events: events.map(({ kind }) => kind).filter((kind) => kind.startsWith("shipment.")),
  };
}

async function jobs(): Promise<{ fulfilmentId: string }[]> {
  const rows = await database.owner`select payload from outbox
    where store_id = ${shop.storeId} and kind = 'report-shipment' order by id`;
  return rows.map((row) => row.payload);
}

it("an order paid in the mini program is reported by the worker when it leaves, and no other", async () => {
  const inside = await buy("mini-program");
  const outside = await buy("desktop");
  const parcel = { carrier: "顺丰速运", trackingNumber: "SF1" };
  await fulfilOrder(shop.staff, { id: inside.id, ...parcel });
  await fulfilOrder(shop.staff, { id: outside.id, ...parcel });
  expect(await jobs()).toHaveLength(1);
  const cell = openCell({ url: database.appUrl, writers: 2, prepare: !process.env.TEST_POOL_URL });
  const mailer = { send: async () => {} };
  const logger = pino({ level: "silent" });
  const worker = await startWorker({
    cell,
    directUrl: database.directUrl,
    mailer,
    logger,
    clock: createClock(),
  });
  await vi.waitFor(() => expect(told(inside.transactionId)).toBeDefined(), {
    timeout: 20_000,
    interval: 100,
  });
  await vi.waitFor(
    async () => expect((await reportsOf(inside.id)).events).toEqual(["shipment.reported"]),
    5000,
  );
  await worker.stop();
  await cell.end();
  expect(told(inside.transactionId)).toMatchObject({
    isFinished: true,
    parcels: [
      {
        tracking_no: "SF1",
        express_company: "SF",
        item_desc: "Tea × 1",
        contact: { receiver_contact: "*******8000" },
      },
    ],
  });
  expect(told(outside.transactionId)).toBeUndefined();
  expect((await reportsOf(outside.id)).reports).toEqual([null]);
});

it("parcels of one order are reported in their order, and the last one ends it", async () => {
  const { id, transactionId } = await buy("mini-program", 3);
  const [line] = (await getOrderForStaff(shop.staff, { id })).lines;
  for (const trackingNumber of ["A", "B"])
    await fulfilOrder(shop.staff, {
      id,
      carrier: "中通",
      trackingNumber,
      lines: [{ lineId: line!.id, quantity: 1 }],
    });
  const [first, second] = await jobs();
  await expect(reportShipment(shop.platform, second!)).rejects.toThrow("an earlier parcel");
  await reportShipment(shop.platform, first!);
  await reportShipment(shop.platform, second!);
  expect(told(transactionId)).toMatchObject({ isFinished: false, corrections: 0 });
  await fulfilOrder(shop.staff, { id, carrier: "中通", trackingNumber: "C" });
  const third = (await jobs())[2]!;
  await Promise.all([reportShipment(shop.platform, third), reportShipment(shop.platform, first!)]);
  await reportShipment(shop.platform, third);
  expect(told(transactionId)).toMatchObject({
    isFinished: true,
    corrections: 0,
    parcels: [{ tracking_no: "A" }, { tracking_no: "B" }, { tracking_no: "C" }],
  });
  expect((await reportsOf(id)).events).toEqual(Array(3).fill("shipment.reported"));
});

it("what WeChat refuses is tried again and told once; what it never will take waits for a person, in words", async () => {
  const refused = await buy("mini-program");
  await fulfilOrder(shop.staff, { id: refused.id, carrier: "中通", trackingNumber: "Z1" });
  const unknown = await buy("mini-program");
  await fulfilOrder(shop.staff, { id: unknown.id, carrier: "火星快递", trackingNumber: "M1" });
  const [first, second] = await jobs();
  for (let time = 0; time < 2; time += 1) {
    simulator.platform.faults.errcodes = [{ on: "upload_shipping_info", errcode: 48001 }];
    await expect(reportShipment(shop.platform, first!)).rejects.toThrow("no right");
  }
  expect(await reportsOf(refused.id)).toMatchObject({
    reports: ["pending"],
    reasons: [expect.stringContaining("48001")],
    events: ["shipment.report_waits"],
  });
  simulator.platform.faults.answers = [{ on: "upload_shipping_info", fault: { kind: "break-after" } }];
  await expect(reportShipment(shop.platform, first!)).rejects.toThrow("not reported");
  await reportShipment(shop.platform, first!);
  expect(told(refused.transactionId)).toMatchObject({ corrections: 0, parcels: [{ tracking_no: "Z1" }] });
  expect((await reportsOf(refused.id)).reports).toEqual(["reported"]);
  await reportShipment(shop.platform, second!);
  await reportShipment(shop.platform, second!);
  expect(await reportsOf(unknown.id)).toMatchObject({
    reports: ["failed"],
    reasons: [expect.stringContaining("火星快递")],
    events: ["shipment.report_failed"],
  });
});

it("one token serves all processes: one asks for it, and nothing of it or of the customer can be read", async () => {
  for (let orders = 0; orders < 3; orders += 1) {
    const { id } = await buy("mini-program");
    await fulfilOrder(shop.staff, { id, carrier: "中通", trackingNumber: `T${id}` });
  }
  simulator.platform.accessTokens.clear();
  await database.owner`delete from provider_tokens`;
  const before = simulator.platform.tokenCalls;
  await Promise.all((await jobs()).map((job) => reportShipment(shop.platform, job)));
  expect(simulator.platform.tokenCalls - before).toBe(1);
  const [kept] = await database.owner`select name, token from provider_tokens`;
  const { token } = [...simulator.platform.accessTokens.values()][0]!;
  expect(kept!.token).not.toContain(token);
  expect(kept!.name).not.toContain(credentials.miniProgramSecret);
  // A token that WeChat has dropped is fetched once more, and the call is made once more.
  simulator.platform.accessTokens.clear();
  const late = await buy("mini-program");
  await fulfilOrder(shop.staff, { id: late.id, carrier: "中通", trackingNumber: "L" });
  await reportShipment(shop.platform, (await jobs()).at(-1)!);
  expect(simulator.platform.tokenCalls - before).toBe(2);
  const dump =
    await database.owner`select (select string_agg(a::text, ' ') from payment_attempts a) as attempts,
    (select string_agg(r::text, ' ') from shipment_reports r) as reports, (select string_agg(e::text, ' ') from events e) as events`;
  expect(JSON.stringify(dump)).not.toContain(openId);
});
