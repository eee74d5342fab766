import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { cards, type OnPageShop, openOnPageShop } from "./testing/on-page.ts";

let simulator: Simulator;
let shop: OnPageShop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  shop = openOnPageShop(simulator);
});
afterAll(() => simulator.stop());

function client() {
  const { hostname, port } = new URL(simulator.origin);
  return new Stripe(shop.merchant.secretKey, { host: hostname, port, protocol: "http", telemetry: false });
}

/** An intent that Stripe's own client makes, and what a browser may ask of it. */
async function opened() {
  const intent = await client().paymentIntents.create({
    amount: 6600,
    currency: "usd",
    automatic_payment_methods: { enabled: true },
    metadata: { order_id: "o1" },
  });
  const { publishableKey } = shop.merchant;
  const own = { key: publishableKey, client_secret: intent.client_secret! };
  const look = async (query: Record<string, string> = own, id = intent.id) => {
    const at = `${simulator.origin}/v1/payment_intents/${id}?${new URLSearchParams(query)}`;
    const response = await fetch(at);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const confirm = async (number: string, change: Record<string, string> = {}, who: object = own) => {
    const body = new URLSearchParams({
      ...who,
      return_url: "https://shop.example/return",
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": "34",
      "payment_method_data[card][cvc]": "123",
      ...change,
    });
    const response = await fetch(`${simulator.origin}/v1/payment_intents/${intent.id}/confirm`, {
      method: "POST",
      body,
    });
    return { status: response.status, body: await response.json() };
  };
  return { intent, own, look, confirm };
}

describe("Stripe's own client", () => {
  it("makes a payment intent, changes it, and closes it", async () => {
    const stripe = client();
    const { intent } = await opened();
    expect(intent).toMatchObject({ status: "requires_payment_method", amount: 6600, next_action: null });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{24}$`));
    expect(await stripe.paymentIntents.update(intent.id, { amount: 5000 })).toMatchObject({ amount: 5000 });
    const closed = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "abandoned" });
    expect(closed).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
  });

  it("is refused a key that was used for the other kind of object", async () => {
    const stripe = client();
    const idempotencyKey = "one-key";
    await stripe.paymentIntents.create({ amount: 6600, currency: "usd" }, { idempotencyKey });
    const session = { mode: "payment", line_items: [], success_url: "https://shop.example/" } as const;
    await expect(
      stripe.checkout.sessions.create({ ...session, line_items: [] }, { idempotencyKey }),
    ).rejects.toMatchObject({ type: "StripeIdempotencyError" });
  });

  it("may not close what a session made", async () => {
    const attempt = sampleAttempt({ amount: money(6600, "USD"), isHosted: true });
    await shop.connected.start(attempt);
    shop.hosted.pay(attempt);
    const { id } = shop.intent(attempt);
    await expect(client().paymentIntents.cancel(id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("a browser with the publishable key and the client secret", () => {
  it("sees the intent and nothing of the merchant's, from any page", async () => {
    const { look } = await opened();
    const { status, headers, body } = await look();
    expect(status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(body).toMatchObject({ amount: 6600, payment_method_types: ["card", "alipay", "wechat_pay"] });
    expect(body).not.toHaveProperty("metadata");
  });

  it.each([
    ["no secret", { client_secret: "" }],
    ["another secret", { client_secret: "pi_1_secret_2" }],
    ["an unknown key", { key: "pk_test_nobody" }],
  ])("with %s sees and confirms nothing", async (_, change) => {
    const { look, confirm, own, intent } = await opened();
    expect((await look({ ...own, ...change })).status).toBeGreaterThanOrEqual(400);
    expect((await confirm(cards.pays, {}, { ...own, ...change })).status).toBeGreaterThanOrEqual(400);
    expect(simulator.platform.books.intents.get(intent.id)?.status).toBe("requires_payment_method");
  });

  it("of another merchant, or by another intent's secret, confirms nothing", async () => {
    const mine = await opened();
    const other = await opened();
    const stranger = openOnPageShop(simulator).merchant.publishableKey;
    expect((await mine.confirm(cards.pays, {}, { ...mine.own, key: stranger })).status).toBe(404);
    expect((await mine.confirm(cards.pays, {}, other.own)).status).toBe(400);
  });

  it("may do nothing else", async () => {
    const { own, intent } = await opened();
    for (const path of ["payment_intents", `payment_intents/${intent.id}/cancel`, "refunds"]) {
      const response = await fetch(`${simulator.origin}/v1/${path}`, {
        method: "POST",
        body: new URLSearchParams(own),
      });
      expect(response.status).toBe(401);
    }
    const headers = { authorization: `Bearer ${own.key}` };
    expect((await fetch(`${simulator.origin}/v1/payment_intents/${intent.id}`, { headers })).status).toBe(
      400,
    );
  });

  it("is declined in Stripe's words, asked for 3-D Secure, and pays once", async () => {
    const { confirm } = await opened();
    expect(await confirm(cards.declined)).toMatchObject({
      status: 402,
      body: {
        error: {
          type: "card_error",
          code: "card_declined",
          decline_code: "generic_decline",
          payment_intent: { status: "requires_payment_method" },
        },
      },
    });
    expect((await confirm(cards.asks)).body).toMatchObject({
      status: "requires_action",
      next_action: { type: "use_stripe_sdk" },
    });
    expect((await confirm(cards.pays)).body).toMatchObject({ status: "succeeded", amount_received: 6600 });
    expect(await confirm(cards.pays)).toMatchObject({
      status: 400,
      body: { error: { code: "payment_intent_unexpected_state" } },
    });
  });

  it.each([
    [{ "payment_method_data[card][number]": "4242" }, 402, "invalid_number"],
    [{ "payment_method_data[card][exp_year]": "20" }, 402, "invalid_expiry_year"],
    [{ "payment_method_data[card][cvc]": "" }, 402, "invalid_cvc"],
    [{ "payment_method_data[type]": "sepa_debit" }, 400, "parameter_invalid"],
    [{ return_url: "" }, 400, "parameter_invalid"],
  ])("with %j is refused %i %s", async (change, status, code) => {
    const { confirm } = await opened();
    expect(await confirm(cards.pays, change)).toMatchObject({ status, body: { error: { code } } });
  });
});

describe("the pages of Stripe.js", () => {
  it("are a script, a frame for what is typed, and a question that its own secret opens", async () => {
    const page = async (path: string) => {
      const response = await fetch(`${simulator.origin}${path}`, { redirect: "manual" });
      return {
        status: response.status,
        type: response.headers.get("content-type"),
        text: await response.text(),
      };
    };
    expect(await page("/endive/stripe.js")).toMatchObject({
      status: 200,
      type: "text/javascript; charset=utf-8",
      text: expect.stringContaining("window.Stripe ="),
    });
    expect((await page("/elements/payment")).text).toContain("/elements/payment.js");
    const { intent, confirm } = await opened();
    const { body } = await confirm("", { "payment_method_data[type]": "alipay" });
    const { url } = body.next_action.alipay_handle_redirect as { url: string };
    expect((await page(`/redirect/${intent.id}?client_secret=guessed`)).status).toBe(404);
    const answered = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ choice: "yes" }),
      redirect: "manual",
    });
    const back = new URL(answered.headers.get("location")!);
    expect([back.origin, back.searchParams.get("redirect_status")]).toEqual([
      "https://shop.example",
      "succeeded",
    ]);
    expect((await page(url.slice(simulator.origin.length))).status).toBe(409);
  });
});
