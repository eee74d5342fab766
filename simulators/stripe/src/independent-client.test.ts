// Stripe's own client: what it makes of the simulator is not our reading of the documents.
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endLater, payLater, paySession } from "./buyer.ts";
import { eventView, signatureHeader } from "./notices.ts";
import { register } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

function client() {
  const credentials = register(simulator.platform);
  const { hostname, port } = new URL(simulator.origin);
  const stripe = new Stripe(credentials.secretKey, {
    host: hostname,
    port,
    protocol: "http",
    telemetry: false,
  });
  return { stripe, credentials, merchant: simulator.platform.merchants.get(credentials.secretKey)! };
}

const parameters = {
  mode: "payment",
  line_items: [
    { quantity: 2, price_data: { currency: "usd", unit_amount: 3300, product_data: { name: "Block tee" } } },
  ],
  success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
  cancel_url: "https://shop.example/cart",
  metadata: { order_id: "o1" },
  payment_intent_data: { metadata: { order_id: "o1" } },
} satisfies Stripe.Checkout.SessionCreateParams;
const sessionOf = (id: string) => simulator.platform.books.sessions.get(id)!;

describe("Stripe's own client", () => {
  it("opens a session, sees it paid, refunds it and reads the balance", async () => {
    const { stripe } = client();
    const made = await stripe.checkout.sessions.create(parameters);
    expect(made).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 6600,
      payment_intent: null,
    });
    expect((await stripe.checkout.sessions.listLineItems(made.id)).data).toMatchObject([
      { amount_total: 6600 },
    ]);
    paySession(simulator.platform, sessionOf(made.id));
    const paid = await stripe.checkout.sessions.retrieve(made.id, {
      expand: ["payment_intent.latest_charge.balance_transaction"],
    });
    const intent = paid.payment_intent as Stripe.PaymentIntent;
    expect(paid).toMatchObject({ status: "complete", payment_status: "paid", url: null });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 6600,
      metadata: { order_id: "o1" },
    });
    expect(intent.latest_charge).toMatchObject({
      payment_method_details: { card: { last4: "4242" } },
      balance_transaction: { amount: 6600, fee: 221, net: 6379 },
    });
    const refund = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 600,
      reason: "duplicate",
    });
    expect(refund).toMatchObject({ status: "succeeded", amount: 600, currency: "usd" });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ id: refund.id });
    const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge).toMatchObject({ amount_refunded: 600, refunded: false });
    expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: 5779, currency: "usd" }]);
  });

  it("reads events by call as they were sent, and proves what was sent", async () => {
    const { stripe, merchant } = client();
    const made = await stripe.checkout.sessions.create(parameters);
    paySession(simulator.platform, sessionOf(made.id));
    const [event] = (await stripe.events.list({ type: "checkout.session.completed" })).data;
    const kept = simulator.platform.books.events.get(event!.id)!;
    const body = JSON.stringify(eventView(simulator.platform, kept));
    expect(event!.data.object).toMatchObject({ id: made.id, payment_status: "paid" });
    const header = signatureHeader(simulator.platform, merchant, body);
    const secret = merchant.webhookSecrets[0]!.text;
    expect(stripe.webhooks.constructEvent(body, header, secret)).toMatchObject({ id: event!.id });
    expect(() => stripe.webhooks.constructEvent(`${body} `, header, secret)).toThrow();
    expect(await stripe.events.retrieve(event!.id)).toMatchObject({ type: "checkout.session.completed" });
  });

  it("pages through a list by itself, both ways, and within a time", async () => {
    const { stripe } = client();
    const made = await stripe.checkout.sessions.create(parameters);
    paySession(simulator.platform, sessionOf(made.id));
    const { payment_intent } = await stripe.checkout.sessions.retrieve(made.id);
    for (let n = 0; n < 24; n++)
      await stripe.refunds.create({ payment_intent: payment_intent as string, amount: 10 + n });
    const amounts: number[] = [];
    for await (const refund of stripe.refunds.list({ limit: 10 })) amounts.push(refund.amount);
    expect(amounts).toEqual(Array.from({ length: 24 }, (_, n) => 33 - n));
    const page = await stripe.refunds.list({ limit: 5 });
    const next = await stripe.refunds.list({ limit: 5, starting_after: page.data[4]!.id });
    const back = await stripe.refunds.list({ limit: 5, ending_before: next.data[0]!.id });
    expect([page.has_more, back.data.map(({ id }) => id)]).toEqual([true, page.data.map(({ id }) => id)]);
    const later = Math.floor(Date.now() / 1000) + 60;
    expect((await stripe.refunds.list({ created: { gte: later } })).data).toEqual([]);
    expect(
      (await stripe.balanceTransactions.list({ type: "charge", expand: ["data.source"] })).data,
    ).toMatchObject([{ source: { object: "charge" } }]);
  });

  it("is answered once for a key, and refused other words under it", async () => {
    const { stripe } = client();
    const options = { idempotencyKey: "order-1-attempt-1" };
    const first = await stripe.checkout.sessions.create(parameters, options);
    paySession(simulator.platform, sessionOf(first.id));
    const again = await stripe.checkout.sessions.create({ ...parameters }, options);
    expect(again).toEqual(first);
    expect(again.status).toBe("open");
    const other = { ...parameters, metadata: { order_id: "o2" } };
    await expect(stripe.checkout.sessions.create(other, options)).rejects.toMatchObject({
      type: "StripeIdempotencyError",
      statusCode: 400,
    });
    const { stripe: neighbour } = client();
    expect((await neighbour.checkout.sessions.create(parameters, options)).id).not.toBe(first.id);
    simulator.platform.clock.advance(25 * 3_600_000);
    expect((await stripe.checkout.sessions.create(parameters, options)).id).not.toBe(first.id);
  });

  it("follows a bank debit for days", async () => {
    const { stripe } = client();
    const made = await stripe.checkout.sessions.create(parameters);
    payLater(simulator.platform, sessionOf(made.id));
    expect(await stripe.checkout.sessions.retrieve(made.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await expect(stripe.checkout.sessions.expire(made.id)).rejects.toMatchObject({ statusCode: 400 });
    endLater(simulator.platform, sessionOf(made.id), true);
    const types = (await stripe.events.list()).data.map(({ type }) => type);
    expect(types).toContain("checkout.session.async_payment_succeeded");
  });

  it("makes an endpoint, whose secret signs from then on", async () => {
    const { stripe, merchant } = client();
    const endpoint = await stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/hook",
      enabled_events: ["*"],
    });
    expect(endpoint.secret).toBe(merchant.webhookSecrets[0]!.text);
    expect(merchant.endpoint).toBe("http://127.0.0.1:9/hook");
  });
});
