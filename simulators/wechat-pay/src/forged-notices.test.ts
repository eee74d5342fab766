import { money } from "@hutong/kernel";
import { NotProven, type RawRequest } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newKeyPair } from "./certificate.ts";
import type { KeyMode } from "./merchants.ts";
import { seal, signatureHeaders } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

type Forged = readonly [how: string, request: RawRequest];
type Body = Record<string, unknown> & { resource: Record<string, string> };

const withHeaders = (request: RawRequest, change: Record<string, string | undefined>): RawRequest => ({
  ...request,
  headers: Object.fromEntries(
    Object.entries({ ...request.headers, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  ),
});
const withBody = (request: RawRequest, body: unknown): RawRequest => ({
  ...request,
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** Other texts for a text: each character in turn, some of them gone, some more. */
function* otherTexts(text: string, most: number): Generator<string> {
  const step = Math.max(1, Math.floor(text.length / most));
  for (let at = 0; at < text.length; at += step) {
    const other = text[at] === "A" ? "B" : "A";
    yield text.slice(0, at) + other + text.slice(at + 1);
  }
  yield "";
  yield text.slice(1);
  yield text.slice(0, -1);
  yield `${text} `;
  yield ` ${text}`;
  yield `${text}${text}`;
}

// Whoever alters a notice on its way has none of the platform's keys: the signature stays what it was.
function* alteredOnTheWay(honest: RawRequest): Generator<Forged> {
  for (const name of ["timestamp", "nonce", "signature", "serial"]) {
    const header = `wechatpay-${name}`;
    yield [`no ${header}`, withHeaders(honest, { [header]: undefined })];
    for (const text of otherTexts(honest.headers[header]!, 24))
      yield [`${header} ${text}`, withHeaders(honest, { [header]: text })];
  }
  for (const shift of [-86_400, -301, -1, 1, 301, 86_400]) {
    const timestamp = String(Number(honest.headers["wechatpay-timestamp"]) + shift);
    yield [`timestamp ${shift}`, withHeaders(honest, { "wechatpay-timestamp": timestamp })];
  }
  const body = JSON.parse(Buffer.from(honest.body).toString("utf8")) as Body;
  for (const [field, value] of Object.entries(body)) {
    yield [`no ${field}`, withBody(honest, { ...body, [field]: undefined })];
    if (typeof value !== "string") continue;
    for (const text of otherTexts(value, 6))
      yield [`${field} ${text}`, withBody(honest, { ...body, [field]: text })];
  }
  for (const [field, value] of Object.entries(body.resource)) {
    const change = (text: string | undefined) =>
      withBody(honest, { ...body, resource: { ...body.resource, [field]: text } });
    yield [`no resource.${field}`, change(undefined)];
    for (const text of otherTexts(value, field === "ciphertext" ? 60 : 8))
      yield [`resource.${field}`, change(text)];
  }
  yield ["written again with blanks", withBody(honest, JSON.stringify(body, null, 1))];
  yield ["in another order", withBody(honest, Object.fromEntries(Object.entries(body).reverse()))];
  yield ["with a field more", withBody(honest, { ...body, extra: 1 })];
  yield ["empty", withBody(honest, "")];
  yield ["with a byte more", withBody(honest, `${Buffer.from(honest.body)}\n`)];
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

async function accepted(
  shop: Shop,
  forged: Iterable<Forged>,
): Promise<{ tried: number; believed: string[] }> {
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

describe.each(["public-key", "certificate"] satisfies KeyMode[])("in key mode %s", (keyMode) => {
  it("none of 500 altered notices is believed, and the honest one is, before and after", async () => {
    const shop = openShop(simulator, keyMode);
    const attempt = await paidAttempt(shop);
    const honest = shop.notice(attempt);
    const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
    expect((await shop.connected.readNotification(honest)).facts).toEqual(facts);
    const { tried, believed } = await accepted(shop, alteredOnTheWay(honest));
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(500);
    expect(await shop.connected.readNotification(honest)).toEqual({
      facts,
      reply: { status: 200, body: "" },
    });
  });

  it("nothing signed by another key, for another account, or too long ago is believed", async () => {
    const shop = openShop(simulator, keyMode);
    const other = openShop(simulator, keyMode);
    const attempt = await paidAttempt(shop);
    const foreign = await paidAttempt(other);
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    const otherMerchant = simulator.platform.merchants.get(other.mchid)!;
    const kind = keyMode === "certificate" ? "certificate" : "public-key";
    const signed = (body: string) => ({
      headers: signatureHeaders(simulator.platform, merchant, kind, body),
      body: Buffer.from(body),
    });
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as Body;
    const plain = { trade_state: "SUCCESS", out_trade_no: attempt.id.replaceAll("-", "") };
    const sealed = (key: string) => ({
      original_type: "transaction",
      ...seal(key, JSON.stringify(plain), "transaction"),
    });
    const forger = { ...merchant, platformKey: { ...newKeyPair(), id: merchant.platformKey.id } };
    const forged: Forged[] = [
      ["another account's", other.notice(foreign)],
      [
        "by a forger's key",
        {
          headers: signatureHeaders(simulator.platform, forger, "public-key", JSON.stringify(body)),
          body: Buffer.from(JSON.stringify(body)),
        },
      ],
      [
        "another account's, with our key's name",
        withHeaders(other.notice(foreign), {
          "wechatpay-serial": shop.notice(attempt).headers["wechatpay-serial"]!,
        }),
      ],
      // From here on truly signed by the platform: the layers below the signature hold by themselves.
      [
        "sealed with another APIv3 key",
        signed(JSON.stringify({ ...body, resource: sealed(otherMerchant.apiV3Key) })),
      ],
      ["another merchant's order in our seal", shop.notice(attempt, { mchid: other.mchid })],
      ["another appid", shop.notice(attempt, { appid: otherMerchant.appid })],
      ["an event that does not fit", signed(JSON.stringify({ ...body, event_type: "REFUND.SUCCESS" }))],
      ["not JSON", signed("<xml/>")],
      [
        "a resource that is not JSON",
        signed(
          JSON.stringify({
            ...body,
            resource: { original_type: "transaction", ...seal(merchant.apiV3Key, "<xml/>", "transaction") },
          }),
        ),
      ],
      ...Object.entries(body.resource).flatMap(([field, value]): Forged[] =>
        field === "original_type"
          ? []
          : [...otherTexts(value, 10)].map((text) => [
              `truly signed, resource.${field} altered`,
              signed(JSON.stringify({ ...body, resource: { ...body.resource, [field]: text } })),
            ]),
      ),
    ];
    const { tried, believed } = await accepted(shop, forged);
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThan(60);

    const old = shop.notice(attempt);
    simulator.platform.clock.advance(300_000);
    expect((await accepted(shop, [["stale", old]])).believed).toEqual([]);
    expect((await shop.connected.readNotification(shop.notice(attempt))).facts).toHaveLength(1);
  });
});

describe("a truly signed notice", () => {
  it("tells amount and currency as they are, for the caller to compare", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    for (const [total, currency] of [
      [1, "CNY"],
      [16800, "USD"],
      [99_999_999, "CNY"],
    ] as const) {
      const { facts } = await shop.connected.readNotification(
        shop.notice(attempt, { amount: { total, payer_total: 16800, currency, payer_currency: "CNY" } }),
      );
      expect(facts).toMatchObject([
        { outcome: { kind: "paid", payments: [{ amount: money(total, currency) }] } },
      ]);
    }
  });

  it("of an order that is not paid, or in a state that we do not know, is no payment", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    for (const trade_state of ["NOTPAY", "USERPAYING", "on the moon"]) {
      const { facts } = await shop.connected.readNotification(shop.notice(attempt, { trade_state }));
      expect(facts).toEqual([{ attemptId: attempt.id, outcome: { kind: "pending" } }]);
    }
  });

  it("of what the merchant sells elsewhere, or of an event that we do not know, says nothing and is taken", async () => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    const elsewhere = await shop.connected.readNotification(
      shop.notice(attempt, { out_trade_no: "shop2-0001" }),
    );
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as Body;
    const unknown = shop.notice(attempt, {}, JSON.stringify({ ...body, event_type: "COUPON.USE" }));
    for (const told of [elsewhere, await shop.connected.readNotification(unknown)])
      expect(told).toEqual({ facts: [], reply: { status: 200, body: "" } });
  });

  it.each(["", undefined])("with %j as associated data is opened", async (associated) => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as Body;
    const { apiV3Key, appid } = simulator.platform.merchants.get(shop.mchid)!;
    const plain = JSON.stringify({
      appid,
      mchid: shop.mchid,
      out_trade_no: attempt.id.replaceAll("-", ""),
      transaction_id: "4200001",
      trade_state: "SUCCESS",
      amount: { total: 16800 },
    });
    const resource = {
      original_type: "transaction",
      ...seal(apiV3Key, plain, ""),
      associated_data: associated,
    };
    const told = await shop.connected.readNotification(
      shop.notice(attempt, {}, JSON.stringify({ ...body, resource })),
    );
    expect(told.facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "paid" } }]);
  });
});
