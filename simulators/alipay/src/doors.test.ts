import {
  alipay,
  type Receiver,
  sampleAttempt,
  sampleEnvironment,
  startReceiver,
} from "@hutong/payment-providers/testing";
import { controlDoorSuite, postControl } from "@hutong/simulator/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppCredentials } from "./apps.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

let simulator: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver("alipay");
});
afterAll(async () => {
  await simulator.stop();
  await receiver.stop();
});

const control = <Answer>(knob: string, input: object = {}) =>
  postControl<Answer>(simulator.origin, knob, input);

describe("by HTTP alone", () => {
  it("a shop registers, its customer scans and pays on a phone, and it is told", async () => {
    const { answer: credentials } = await control<AppCredentials>("merchants", { desktop: "qr" });
    const connected = alipay.connect(
      alipay.credentials.parse(credentials),
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
    expect(await (await choose("quit")).text()).toContain("没有付款");
    expect(await connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect(await (await choose("pay")).text()).toContain("支付成功");
    expect((await choose("pay")).status).toBe(409);
    expect((await control("deliver")).answer).toMatchObject([{ status: 200, isHeard: true }]);
    expect(receiver.facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "paid" } }]);
    expect((await control("books")).answer).toMatchObject({
      trades: [{ status: "TRADE_SUCCESS", total: 16800, refunded: 0 }],
      noticesUnderWay: 0,
    });
  });

  it("a page is opened in a browser, and blocked inside WeChat", async () => {
    const { answer: credentials } = await control<AppCredentials>("merchants", { keyForm: "tool" });
    const connected = alipay.connect(
      alipay.credentials.parse(credentials),
      sampleEnvironment({ clock: simulator.platform.clock }),
    );
    const started = await connected.start(sampleAttempt());
    if (started.kind !== "action-required" || started.action.kind !== "redirect") throw new Error("no page");
    const { url } = started.action;
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { headers: { "user-agent": "MicroMessenger/8.0.49" } })).status).toBe(403);
    expect((await fetch(url.replace("168.00", "1.00"))).status).toBe(409);
  });

  it("faults, clock and keys are arranged, and calmed again", async () => {
    await control("faults", {
      weather: { drop: 1 },
      notices: ["double"],
      answers: [{ fault: { kind: "hang" } }],
    });
    expect(simulator.platform.faults).toMatchObject({ weather: { drop: 1 }, answers: [{ on: "alipay." }] });
    await control("calm");
    expect(simulator.platform.faults).toMatchObject({ weather: { drop: 0 }, notices: [], answers: [] });
    const before = simulator.platform.clock.offsetMs;
    await control("clock", { advanceMs: 1000 });
    expect(simulator.platform.clock.offsetMs).toBe(before + 1000);
    const [appId] = simulator.platform.apps.keys();
    const { answer } = await control<{ alipayPublicKey: string }>("key", { appId });
    expect(answer.alipayPublicKey).toContain("BEGIN PUBLIC KEY");
    expect((await control("key", { appId: "none" })).status).toBe(409);
  });

  it("what is not understood is said to be", async () => {
    expect((await control("faults", { colour: "red" })).status).toBe(400);
    expect((await control("pay", { code: "https://qr.alipay.com/0" })).status).toBe(409);
    expect((await fetch(`${simulator.origin}/phone?code=nothing`)).status).toBe(409);
    expect((await fetch(`${simulator.origin}/phone`)).status).toBe(200);
    expect((await fetch(`${simulator.origin}/cashier?token=1`)).status).toBe(409);
    expect((await fetch(`${simulator.origin}/bill/download?fileId=1`)).status).toBe(404);
    expect((await fetch(`${simulator.origin}/elsewhere`)).status).toBe(404);
  });
});

controlDoorSuite(() => simulator.origin);
