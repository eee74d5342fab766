import {
  type Receiver,
  sampleAttempt,
  sampleEnvironment,
  startReceiver,
  wechatPay,
} from "@hutong/payment-providers/testing";
import { controlDoorSuite, postControl } from "@hutong/simulator/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MerchantCredentials } from "./merchants.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

let simulator: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver("wechat-pay");
});
afterAll(async () => {
  await simulator.stop();
  await receiver.stop();
});

const control = <Answer>(knob: string, input: object = {}) =>
  postControl<Answer>(simulator.origin, knob, input);

describe("by HTTP alone", () => {
  it("a shop registers, its customer scans and pays on a phone, and it is told", async () => {
    const { answer: credentials } = await control<MerchantCredentials>("merchants", {
      keyMode: "certificate",
    });
    const connected = wechatPay.connect(
      wechatPay.credentials.parse(credentials),
      sampleEnvironment({ clock: simulator.platform.clock, notifyUrl: receiver.url }),
    );
    receiver.read = (request) => connected.readNotification(request);
    const attempt = sampleAttempt({ description: "<b>杯</b>" });
    const started = await connected.start(attempt);
    if (started.kind !== "action-required" || started.action.kind !== "qr-code") throw new Error("no code");
    const phone = `${simulator.origin}/phone?code=${encodeURIComponent(started.action.text)}`;
    const page = await (await fetch(phone)).text();
    expect(page).toContain("¥168.00");
    expect(page).not.toContain("<b>");
    const choose = (choice: string) =>
      fetch(phone, { method: "POST", body: new URLSearchParams({ choice }) });
    expect((await choose("decline")).status).toBe(200);
    expect(await connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect(await (await choose("pay")).text()).toContain("支付成功");
    expect((await choose("pay")).status).toBe(409);
    expect((await control("deliver")).answer).toEqual([{ url: receiver.url, status: 200 }]);
    expect(receiver.facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "paid" } }]);
    const { answer: books } = await control<{ orders: object[] }>("books");
    expect(books).toMatchObject({
      orders: [{ state: "SUCCESS", total: 16800, refunded: 0 }],
      noticesUnderWay: 0,
    });
  });

  it("faults, clock and certificates are arranged, and calmed again", async () => {
    expect((await control("faults", { weather: { drop: 1 }, notices: ["double"] })).status).toBe(200);
    expect(simulator.platform.faults.weather.drop).toBe(1);
    await control("calm");
    expect(simulator.platform.faults).toMatchObject({ weather: { drop: 0 }, notices: [] });
    const before = simulator.platform.clock.offsetMs;
    await control("clock", { advanceMs: 1000 });
    expect(simulator.platform.clock.offsetMs).toBe(before + 1000);
    const { answer } = await control<{ serial: string }>("certificates", { takesOver: true });
    expect(simulator.platform.signingSerial).toBe(answer.serial);
  });

  it("what is not understood is said to be", async () => {
    expect((await control("faults", { colour: "red" })).status).toBe(400);
    expect((await control("pay", { code: "weixin://wxpay/bizpayurl?pr=0" })).status).toBe(409);
    expect((await fetch(`${simulator.origin}/phone?code=nothing`)).status).toBe(409);
    expect((await fetch(`${simulator.origin}/phone`)).status).toBe(200);
  });
});

controlDoorSuite(() => simulator.origin);
