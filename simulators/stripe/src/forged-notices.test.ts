import { money } from "@hutong/kernel";
import { NotProven, type RawRequest } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openOnPageShop } from "./testing/on-page.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

type Forged = readonly [how: string, request: RawRequest];
type Json = Record<string, unknown>;

const withHeader = (request: RawRequest, header: string): RawRequest => ({
  ...request,
  headers: { ...request.headers, "stripe-signature": header },
});
const withBody = (request: RawRequest, body: unknown): RawRequest => ({
  ...request,
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** Other texts for a text: each character in turn, some of them gone, some more. */
function* otherTexts(text: string, most: number): Generator<string> {
  const step = Math.max(1, Math.floor(text.length / most));
  for (let at = 0; at < text.length; at += step) {
    const other = text[at] === "a" ? "b" : "a";
    yield text.slice(0, at) + other + text.slice(at + 1);
  }
  yield* ["", text.slice(1), text.slice(0, -1), `${text} `, ` ${text}`, `${text}${text}`];
}

function otherValues(value: unknown): unknown[] {
  if (typeof value === "string") return [...otherTexts(value, 5)];
  if (value === 0) return [1, "0", null];
  if (typeof value === "number") return [value + 1, -value, String(value), value * 100, null];
  if (typeof value === "boolean") return [!value, null, String(value)];
  return value === null ? ["", 0, "acct_1", {}] : [];
}

/** Each field of an object in turn: gone, null, and with other values; deeper ones too. */
function* otherObjects(whole: Json, path = ""): Generator<readonly [string, Json]> {
  for (const [name, value] of Object.entries(whole)) {
    const at = `${path}${name}`;
    const { [name]: _, ...rest } = whole;
    yield [`no ${at}`, rest];
    for (const other of otherValues(value))
      yield [`${at}: ${JSON.stringify(other)}`, { ...whole, [name]: other }];
    if (value !== null && typeof value === "object" && !Array.isArray(value))
      for (const [how, inner] of otherObjects(value as Json, `${at}.`))
        yield [how, { ...whole, [name]: inner }];
  }
}

// Whoever alters a notice on its way has not the endpoint's secret: the signature stays what it was.
function* alteredOnTheWay(honest: RawRequest): Generator<Forged> {
  const header = honest.headers["stripe-signature"]!;
  const [, time, v1] = /^t=(\d+),v1=([0-9a-f]+)/.exec(header)!;
  yield ["no header", { ...honest, headers: {} }];
  for (const text of otherTexts(time!, 10)) yield [`t ${text}`, withHeader(honest, `t=${text},v1=${v1}`)];
  for (const text of otherTexts(v1!, 64)) yield [`v1 ${text}`, withHeader(honest, `t=${time},v1=${text}`)];
  for (const shift of [-86_400, -301, -1, 1, 301, 86_400])
    yield [`t ${shift}`, withHeader(honest, `t=${Number(time) + shift},v1=${v1}`)];
  for (const text of [
    `v1=${v1}`,
    `t=${time}`,
    `t=${time},v0=${v1}`,
    `t=${time};v1=${v1}`,
    `v1=${v1},t=${time}`,
  ])
    yield [text, withHeader(honest, text)];
  const body = JSON.parse(Buffer.from(honest.body).toString("utf8")) as Json;
  for (const [how, other] of otherObjects(body)) yield [how, withBody(honest, other)];
  yield ["written again with blanks", withBody(honest, JSON.stringify(body, null, 1))];
  yield ["in another order", withBody(honest, Object.fromEntries(Object.entries(body).reverse()))];
  yield ["with a field more", withBody(honest, { ...body, extra: 1 })];
  yield ["empty", withBody(honest, "")];
  yield ["with a byte more", withBody(honest, `${Buffer.from(honest.body)}\n`)];
  yield ["with a byte order mark", withBody(honest, `\ufeff${Buffer.from(honest.body)}`)];
  for (let at = 0; at < honest.body.length; at += 3) {
    const bytes = Uint8Array.from(honest.body);
    bytes[at]! ^= 1 << (at % 8);
    yield [`bit of byte ${at}`, { ...honest, body: bytes }];
  }
}

async function paidAttempt(shop: Shop) {
  const attempt = sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000) });
  await shop.connected.start(attempt);
  shop.pay(attempt);
  return attempt;
}

async function accepted(shop: Pick<Shop, "connected">, forged: Iterable<Forged>) {
  const believed: string[] = [];
  let tried = 0;
  for (const [how, request] of forged) {
    tried += 1;
    try {
      await shop.connected.readNotification(request);
      believed.push(how);
    } catch (error) {
      if (!(error instanceof NotProven)) believed.push(`${how}: ${String(error)}`);
    }
  }
  return { tried, believed };
}

describe.each(["test", "live"] as const)("in %s mode", (mode) => {
  it.each(["checkout.session.completed", "payment_intent.succeeded"])(
    "none of 500 altered notices of %s is believed, and the honest one is, before and after",
    async (type) => {
      const shop = openShop(simulator, { mode });
      const attempt = await paidAttempt(shop);
      const honest = shop.notice(attempt, type);
      const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
      expect((await shop.connected.readNotification(honest)).facts).toEqual(facts);
      const { tried, believed } = await accepted(shop, alteredOnTheWay(honest));
      expect(believed).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(500);
      expect(await shop.connected.readNotification(honest)).toEqual({
        facts,
        reply: { status: 200, body: "" },
      });
    },
  );

  it("none of 500 altered notices of a payment on our page is believed, and the honest one is", async () => {
    const shop = openOnPageShop(simulator, { mode });
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    shop.confirm(attempt);
    const honest = shop.notice(attempt);
    const { tried, believed } = await accepted(shop, alteredOnTheWay(honest));
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(500);
    const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
    expect((await shop.connected.readNotification(honest)).facts).toEqual(facts);
    const neighbour = { metadata: { hutong_account: "another", hutong_attempt: attempt.id } };
    const { facts: ofNeighbour } = await shop.connected.readNotification(
      shop.notice(attempt, undefined, neighbour),
    );
    expect(ofNeighbour).toEqual([]);
  });

  it("nothing signed by another secret, for another endpoint or mode, or at another time is believed", async () => {
    const shop = openShop(simulator, { mode });
    const other = openShop(simulator, { mode });
    const attempt = await paidAttempt(shop);
    const foreign = await paidAttempt(other);
    const honest = shop.notice(attempt);
    const payload = Buffer.from(honest.body).toString("utf8");
    const now = Math.floor(simulator.platform.clock.now().getTime() / 1000);
    const by = (secret: string, timestamp = now) =>
      withHeader(honest, Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }));
    const { webhookSecret, secretKey } = shop.credentials;
    const { believed, tried } = await accepted(shop, [
      ["another store's, about its own attempt", other.notice(foreign)],
      ["another store's secret over our event", by(other.credentials.webhookSecret)],
      ["the API key for a secret", by(secretKey)],
      ["the secret without its first word", by(webhookSecret.slice("whsec_".length))],
      ["an empty secret", by(" ")],
      ["five minutes old", by(webhookSecret, now - 302)],
      ["a year old", by(webhookSecret, now - 31_536_000)],
      ["from the future", by(webhookSecret, now + 302)],
      ["from next year", by(webhookSecret, now + 31_536_000)],
      // From here on truly signed: the layers behind the signature hold by themselves.
      ["of the other mode", shop.notice(attempt, undefined, {}, { livemode: mode === "test" })],
      ["of a connected account", shop.notice(attempt, undefined, {}, { account: "acct_1032D82eZvKYlo2C" })],
    ]);
    expect(believed).toEqual([]);
    expect(tried).toBe(11);
    simulator.platform.clock.advance(302_000);
    expect((await accepted(shop, [["stale", honest]])).believed).toEqual([]);
    expect((await shop.connected.readNotification(shop.notice(attempt))).facts).toHaveLength(1);
  });
});

describe("a truly signed notice", () => {
  it("tells amount and currency as they are, for the caller to compare", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    for (const [units, code, amount] of [
      [1, "cny", money(1, "CNY")],
      [16800, "usd", money(16800, "USD")],
      [16800, "jpy", money(16800, "JPY")],
    ] as const)
      for (const type of ["checkout.session.completed", "payment_intent.succeeded"]) {
        const change = { amount_total: units, amount_received: units, currency: code };
        const { facts } = await shop.connected.readNotification(shop.notice(attempt, type, change));
        expect(facts).toMatchObject([{ outcome: { kind: "paid", payments: [{ amount }] } }]);
      }
  });

  it("of a session that is complete and not paid is no payment", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    for (const payment_status of ["unpaid", "no_payment_required", "on the moon"]) {
      const { facts } = await shop.connected.readNotification(
        shop.notice(attempt, undefined, { payment_status }),
      );
      expect(facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "pending" } }]);
    }
  });

  it("of a paid session without money is read by nobody, so that it is sent again", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    const broken = shop.notice(attempt, undefined, { amount_total: null });
    await expect(shop.connected.readNotification(broken)).rejects.not.toThrow("not proven");
  });

  it("of what the merchant sells elsewhere, of another shop on the account, or of another event says nothing and is taken", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    const neighbour = { hutong_account: "another", hutong_attempt: attempt.id };
    for (const notice of [
      shop.notice(attempt, undefined, { metadata: {} }),
      shop.notice(attempt, undefined, { metadata: null }),
      shop.notice(attempt, undefined, { metadata: neighbour }),
      shop.notice(attempt, "payment_intent.succeeded", { metadata: { order_id: "7" } }),
      shop.notice(attempt, undefined, {}, { type: "customer.created" }),
      shop.notice(attempt, undefined, {}, { type: "payout.paid", data: { object: { object: "payout" } } }),
    ])
      expect(await shop.connected.readNotification(notice)).toEqual({
        facts: [],
        reply: { status: 200, body: "" },
      });
  });
});
