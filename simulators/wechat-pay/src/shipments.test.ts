import type { AttemptToPay, ShipmentToReport } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import {
  openServiceProvider,
  openShop,
  openSubShop,
  type ServiceProvider,
  type Shop,
} from "./testing/shop.ts";

let simulator: Simulator;
let provider: ServiceProvider;
beforeAll(async () => {
  simulator = await startSimulator();
  provider = openServiceProvider(simulator);
});
afterAll(() => simulator.stop());

async function paidIn(shop: Shop): Promise<AttemptToPay> {
  const expiresAt = new Date(simulator.platform.clock.now().getTime() + 900_000);
  const attempt = sampleAttempt({ expiresAt, customer: { kind: "mini-program", openId: "o-customer" } });
  await shop.connected.start(attempt);
  shop.pay(attempt);
  return attempt;
}

function parcel(shop: Shop, attempt: AttemptToPay, change: Partial<ShipmentToReport> = {}): ShipmentToReport {
  return {
    attemptId: attempt.id,
    paymentId: shop.order(attempt).transactionId!,
    part: "whole",
    carrier: "中通",
    trackingNumber: "ZT0001",
    description: "晨雾 白瓷杯 × 1",
    recipientPhone: "138 0013 8000",
    shippedAt: new Date("2026-11-27T11:22:33.456Z"),
    ...change,
  };
}

const report = (shop: Shop, shipment: ShipmentToReport) => shop.connected.reportShipment!(shipment);
const known = (shop: Shop, attempt: AttemptToPay) =>
  simulator.platform.shipments.get(shop.order(attempt).transactionId!);

describe.each([
  ["a direct merchant", () => openShop(simulator)],
  ["a sub-merchant", () => openSubShop(simulator, provider, { hasAppid: true })],
])("for %s, a parcel of an order paid in the mini program", (_, open) => {
  let shop: Shop;
  let attempt: AttemptToPay;
  beforeEach(async () => {
    shop = open();
    attempt = await paidIn(shop);
  });

  it("is reported once, however often it is told", async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await report(shop, parcel(shop, attempt))).toEqual({ kind: "reported" });
    expect(known(shop, attempt)).toEqual({
      parcels: [{ tracking_no: "ZT0001", express_company: "ZTO", item_desc: "晨雾 白瓷杯 × 1" }],
      isFinished: true,
      corrections: 0,
    });
  });

  it("is reported once when the answer is lost on the way", async () => {
    simulator.platform.faults.answers = [{ on: "upload_shipping_info", fault: { kind: "break-after" } }];
    await expect(report(shop, parcel(shop, attempt))).rejects.toThrow();
    expect(await report(shop, parcel(shop, attempt))).toEqual({ kind: "reported" });
    expect(known(shop, attempt)).toMatchObject({ corrections: 0, parcels: [{ tracking_no: "ZT0001" }] });
  });

  it("goes with others in a split delivery, which ends with the last", async () => {
    await report(shop, parcel(shop, attempt, { part: "some", trackingNumber: "A" }));
    expect(known(shop, attempt)).toMatchObject({ isFinished: false });
    await report(shop, parcel(shop, attempt, { part: "last", trackingNumber: "B", carrier: "圆通快递" }));
    expect(known(shop, attempt)).toMatchObject({
      isFinished: true,
      corrections: 0,
      parcels: [{ tracking_no: "A" }, { tracking_no: "B", express_company: "YTO" }],
    });
  });

  it("tells SF Express the phone, masked but for its end, and nobody else", async () => {
    expect((await report(shop, parcel(shop, attempt, { carrier: "顺丰" }))).kind).toBe("reported");
    expect(known(shop, attempt)!.parcels[0]!.contact).toEqual({ receiver_contact: "*******8000" });
    const other = await paidIn(shop);
    const told = await report(shop, parcel(shop, other, { carrier: "SF", recipientPhone: null }));
    expect(told).toMatchObject({ kind: "failed", merchant: { "zh-CN": expect.stringContaining("顺丰") } });
  });

  it.each([
    ["", "X1", "运单号"],
    ["中通", " ", "运单号"],
    ["火星快递", "X1", "火星快递"],
    ["百世", "X1", "百世"],
  ])("by carrier %j with number %j waits for a person", async (carrier, trackingNumber, word) => {
    const told = await report(shop, parcel(shop, attempt, { carrier, trackingNumber }));
    expect(told).toMatchObject({
      kind: "failed",
      merchant: { "zh-CN": expect.stringContaining(word), en: expect.stringContaining("by hand") },
    });
    expect(known(shop, attempt)).toBeUndefined();
  });

  it("is tried again when WeChat is busy, or refuses for what is set right elsewhere", async () => {
    simulator.platform.faults.errcodes = [{ on: "upload_shipping_info", errcode: -1 }];
    await expect(report(shop, parcel(shop, attempt))).rejects.toThrow("busy");
    simulator.platform.faults.errcodes = [{ on: "upload_shipping_info", errcode: 48001 }];
    const told = await report(shop, parcel(shop, attempt));
    expect(told).toMatchObject({ kind: "waits", merchant: { en: expect.stringContaining("no right") } });
    expect((await report(shop, parcel(shop, attempt))).kind).toBe("reported");
  });

  it("gets by on one token, and on a new one when WeChat drops it", async () => {
    const before = simulator.platform.tokenCalls;
    await report(shop, parcel(shop, attempt));
    await report(shop, parcel(shop, await paidIn(shop)));
    expect(simulator.platform.tokenCalls - before).toBe(1);
    simulator.platform.accessTokens.clear();
    expect((await report(shop, parcel(shop, await paidIn(shop)))).kind).toBe("reported");
    expect(simulator.platform.tokenCalls - before).toBe(2);
  });
});

it("waits for the mini program's secret, and says so", async () => {
  const { subject } = openShop(simulator);
  const { appSecret, miniProgramAppid, miniProgramSecret, ...credentials } = subject.far
    .credentials as Record<string, string>;
  expect([appSecret, miniProgramAppid, miniProgramSecret].every(Boolean)).toBe(true);
  const shop = openShop(simulator);
  const connected = subject.provider.connect(
    subject.provider.credentials.parse(credentials),
    subject.far.environment,
  );
  const told = await connected.reportShipment!(parcel(shop, await paidIn(shop)));
  expect(told).toMatchObject({ kind: "waits", merchant: { "zh-CN": expect.stringContaining("AppSecret") } });
});

it("is refused a token with another's secret", async () => {
  const shop = openShop(simulator);
  const attempt = await paidIn(shop);
  const { subject } = shop;
  const credentials = { ...(subject.far.credentials as object), miniProgramSecret: "0".repeat(32) };
  const connected = subject.provider.connect(
    subject.provider.credentials.parse(credentials),
    subject.far.environment,
  );
  const told = await connected.reportShipment!(parcel(shop, attempt));
  expect(told).toMatchObject({
    kind: "waits",
    merchant: { en: expect.stringContaining("AppSecret is wrong") },
  });
});
