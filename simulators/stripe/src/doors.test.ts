import { money } from "@hutong/kernel";
import { sampleAttempt, sampleEnvironment, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MerchantCredentials } from "./merchants.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";

let simulator: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver();
});
afterAll(async () => {
  await simulator.stop();
  await receiver.stop();
});

async function control<Answer>(
  knob: string,
  input: object = {},
  headers: object = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${simulator.origin}/control/${knob}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const number = { pays: "4242 4242 4242 4242", declined: "4000 0000 0000 0002", asks: "4000 0027 6000 3184" };

async function openPage(description = "Block tee") {
  const { answer: credentials } = await control<MerchantCredentials>("merchants");
  const connected = stripe.connect(
    stripe.credentials.parse(credentials),
    sampleEnvironment({ clock: simulator.platform.clock, notifyUrl: receiver.url }),
  );
  await control("endpoint", { secretKey: credentials.secretKey, url: receiver.url });
  receiver.read = (request) => connected.readNotification(request);
  receiver.facts.length = 0;
  const attempt = sampleAttempt({ description, amount: money(6600, "USD") });
  const started = await connected.start(attempt);
  if (started.kind !== "action-required" || started.action.kind !== "redirect") throw new Error("no page");
  const { url } = started.action;
  const choose = async (form: Record<string, string>) => {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    return {
      status: response.status,
      location: response.headers.get("location"),
      text: await response.text(),
    };
  };
  const payBy = (typed: string, more: Record<string, string> = {}) =>
    choose({ choice: "card", number: typed, expiry: "12 / 34", cvc: "123", ...more });
  return { credentials, connected, attempt, url, choose, payBy };
}

describe("by HTTP alone", () => {
  it("an intent of a shop's own page is worked by its knob, and stands in the books", async () => {
    const { answer: given } = await control<MerchantCredentials>("merchants");
    const connected = stripe.connect(
      stripe.credentials.parse({ ...given, presentation: "on-page" }),
      sampleEnvironment({ clock: simulator.platform.clock, notifyUrl: receiver.url }),
    );
    const attempt = sampleAttempt();
    const { reference: intent } = (await connected.start(attempt)) as { reference: string };
    for (const result of ["decline", "debit", "pay"])
      expect((await control("intent", { intent, result })).status).toBe(200);
    expect((await control("intent", { intent })).status).toBe(409);
    expect((await control("intent", { intent: "pi_nobody" })).status).toBe(409);
    expect((await connected.fetch(attempt)).kind).toBe("paid");
    const { answer: books } = await control<{ intents: object[] }>("books");
    expect(books.intents).toContainEqual(
      expect.objectContaining({ id: intent, status: "succeeded", amount: 16800, refunded: 0 }),
    );
  });

  it("a shop registers, its customer is declined, then pays, and the shop is told", async () => {
    const { connected, attempt, url, payBy } = await openPage("<b>tee</b>");
    const page = await (await fetch(url)).text();
    expect(page).toContain("$66.00");
    expect(page).not.toContain("<b>");
    expect(await payBy(number.declined)).toMatchObject({
      status: 402,
      text: expect.stringContaining("was declined"),
    });
    expect((await connected.fetch(attempt)).kind).toBe("pending");
    expect(await payBy(number.pays)).toMatchObject({ status: 303, location: attempt.returnUrl });
    expect(await payBy(number.pays)).toMatchObject({ status: 303, location: attempt.returnUrl });
    const { answer } = await control<{ type: string; status: number }[]>("deliver");
    expect(answer.every(({ status }) => status === 200)).toBe(true);
    expect(receiver.facts).toMatchObject([
      { attemptId: attempt.id, outcome: { kind: "pending" }, happening: { key: expect.any(String) } },
      { attemptId: attempt.id, outcome: { kind: "paid" } },
      { attemptId: attempt.id, outcome: { kind: "paid" } },
    ]);
    const { answer: books } = await control<{ sessions: object[] }>("books");
    expect(books).toMatchObject({
      sessions: [{ status: "complete", amount: 6600, refunded: 0 }],
      noticesUnderWay: 0,
    });
  });

  it.each([
    ["authenticate", 303, "paid"],
    ["refuse", 402, "pending"],
  ])("a bank wants to see the customer, who does this: %s", async (choice, status, kind) => {
    const { connected, attempt, choose, payBy } = await openPage();
    expect((await choose({ choice: "authenticate" })).status).toBe(409);
    expect(await payBy(number.asks)).toMatchObject({
      status: 200,
      text: expect.stringContaining("Complete authentication"),
    });
    expect((await connected.fetch(attempt)).kind).toBe("pending");
    expect((await choose({ choice })).status).toBe(status);
    expect((await connected.fetch(attempt)).kind).toBe(kind);
  });

  it.each([
    ["4242", {}],
    ["4000 0000 0000 9995", {}],
    ["4000 0000 0000 0069", {}],
    [number.pays, { expiry: "13 / 34" }],
    [number.pays, { expiry: "01 / 20" }],
    [number.pays, { cvc: "" }],
  ])("a card %s %j is refused on the page, which stays open", async (typed, more) => {
    const { connected, attempt, payBy } = await openPage();
    expect((await payBy(typed, more)).status).toBe(402);
    expect((await connected.fetch(attempt)).kind).toBe("pending");
  });

  it("a page that was closed says so; a debit takes days, and no card number is kept", async () => {
    const closed = await openPage();
    await closed.connected.cancel(closed.attempt);
    expect((await fetch(closed.url)).status).toBe(410);
    expect((await closed.payBy(number.pays)).status).toBe(410);
    const debit = await openPage();
    expect((await debit.choose({ choice: "debit" })).status).toBe(303);
    expect((await debit.connected.fetch(debit.attempt)).kind).toBe("pending");
    const session = debit.url.split("/").at(-1);
    expect((await control("bank", { session, isPaid: true })).status).toBe(200);
    expect((await debit.connected.fetch(debit.attempt)).kind).toBe("paid");
    expect((await fetch(`${simulator.origin}/c/pay/cs_test_0`)).status).toBe(404);
    const { books } = simulator.platform;
    const everything = JSON.stringify(Object.values(books).map((all) => [...all.values()]));
    for (const one of Object.values(number)) expect(everything).not.toContain(one.replaceAll(" ", ""));
  });

  it("faults, clock and secrets are arranged, and calmed again", async () => {
    const { credentials } = await openPage();
    expect((await control("faults", { weather: { drop: 1 }, notices: ["double"] })).status).toBe(200);
    expect(simulator.platform.faults.weather.drop).toBe(1);
    await control("calm");
    expect(simulator.platform.faults).toMatchObject({ weather: { drop: 0 }, notices: [] });
    const before = simulator.platform.clock.offsetMs;
    await control("clock", { advanceMs: 1000 });
    expect(simulator.platform.clock.offsetMs).toBe(before + 1000);
    const rolled = await control<MerchantCredentials>("secrets", { secretKey: credentials.secretKey });
    expect(rolled.answer.webhookSecret).not.toBe(credentials.webhookSecret);
  });

  it("a merchant pays, declines and gives back by command", async () => {
    const { credentials, connected, attempt, url } = await openPage();
    const session = url.split("/").at(-1)!;
    expect((await control("pay", { session, result: "decline" })).status).toBe(200);
    expect((await control("pay", { session })).status).toBe(200);
    expect((await control("pay", { session })).status).toBe(409);
    const outcome = await connected.fetch(attempt);
    const payment_intent = outcome.kind === "paid" ? outcome.payments[0]!.id : "";
    const refund = { secretKey: credentials.secretKey, payment_intent, amount: "100" };
    expect((await control("refund", refund)).status).toBe(200);
    await control("deliver");
    expect(receiver.facts.at(-1)).toMatchObject({ kind: "refund", attemptId: attempt.id, requestKey: null });
  });

  it("what is not understood is said to be", async () => {
    expect((await control("faults", { colour: "red" })).status).toBe(400);
    expect((await control("pay", { session: "cs_test_0" })).status).toBe(409);
    expect((await control("endpoint", { secretKey: "sk_test_0", url: receiver.url })).status).toBe(409);
  });
});

describe("the control door", () => {
  it("opens to no browser, no proxy, and nothing else than JSON posted", async () => {
    for (const headers of [
      { origin: "http://evil.example" },
      { "x-forwarded-for": "203.0.113.7" },
      { "content-type": "text/plain" },
    ])
      expect((await control("calm", {}, headers)).status).toBe(404);
    expect((await fetch(`${simulator.origin}/control/books`)).status).toBe(404);
    expect((await control("nothing")).status).toBe(404);
  });
});
