import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newKeyPair } from "./certificate.ts";
import type { KeyMode } from "./merchants.ts";
import { seal, signatureHeaders } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import {
  accepted,
  alteredOnTheWay,
  type Forged,
  type NoticeBody,
  otherTexts,
  withHeaders,
} from "./testing/forged.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

async function paidAttempt(shop: Shop) {
  const attempt = sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000) });
  await shop.connected.start(attempt);
  shop.pay(attempt);
  return attempt;
}

describe.each(["public-key", "certificate"] satisfies KeyMode[])("in key mode %s", (keyMode) => {
  it("none of 500 altered notices is believed, and the honest one is, before and after", async () => {
    const shop = openShop(simulator, keyMode);
    const attempt = await paidAttempt(shop);
    const honest = shop.notice(attempt);
    const facts = [{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }];
    expect((await shop.connected.readNotification(honest)).facts).toEqual(facts);
    const { tried, believed } = await accepted(shop.connected.readNotification, alteredOnTheWay(honest));
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
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as NoticeBody;
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
    const { tried, believed } = await accepted(shop.connected.readNotification, forged);
    expect(believed).toEqual([]);
    expect(tried).toBeGreaterThan(60);

    const old = shop.notice(attempt);
    simulator.platform.clock.advance(300_000);
    expect((await accepted(shop.connected.readNotification, [["stale", old]])).believed).toEqual([]);
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
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as NoticeBody;
    const unknown = shop.notice(attempt, {}, JSON.stringify({ ...body, event_type: "COUPON.USE" }));
    for (const told of [elsewhere, await shop.connected.readNotification(unknown)])
      expect(told).toEqual({ facts: [], reply: { status: 200, body: "" } });
  });

  it.each(["", undefined])("with %j as associated data is opened", async (associated) => {
    const shop = openShop(simulator);
    const attempt = await paidAttempt(shop);
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as NoticeBody;
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
