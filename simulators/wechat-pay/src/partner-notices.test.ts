import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payOrder } from "./buyer.ts";
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
import { openServiceProvider, openShop, openSubShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

async function paidAttempt(shop: Shop) {
  const attempt = sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000) });
  await shop.connected.start(attempt);
  payOrder(simulator.platform, shop.order(attempt));
  return attempt;
}

function open(keyMode: KeyMode) {
  const provider = openServiceProvider(simulator, keyMode);
  const shop = openSubShop(simulator, provider, { hasAppid: true });
  const neighbour = openSubShop(simulator, provider);
  const platform = shop.subject.provider.connectPlatform!(shop.subject.far.environment);
  return { provider, shop, neighbour, platform };
}

const subMchid = (shop: Shop) => (shop.subject.far.credentials as { subMchid: string }).subMchid;
const modes: KeyMode[] = ["public-key", "certificate"];

describe.each(modes)("for a sub-merchant, in key mode %s", (keyMode) => {
  it("none of 500 altered notices is believed, at the platform's address or by the account", async () => {
    const { shop, platform } = open(keyMode);
    const attempt = await paidAttempt(shop);
    const honest = shop.notice(attempt);
    const addressee = { subAccount: subMchid(shop), attemptId: attempt.id };
    expect((await platform.addressNotice(honest)).addressee).toEqual(addressee);
    for (const read of [platform.addressNotice, shop.connected.readNotification]) {
      const { tried, believed } = await accepted(read, alteredOnTheWay(honest));
      expect(believed).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(500);
    }
    const { facts } = await shop.connected.readNotification(honest);
    expect(facts).toEqual([{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }]);
  });

  it("no notice of another is believed: sub-merchant, service provider, direct merchant, appid", async () => {
    const { provider, shop, neighbour, platform } = open(keyMode);
    const other = open(keyMode);
    const direct = openShop(simulator, keyMode);
    const attempt = await paidAttempt(shop);
    const foreign = await paidAttempt(neighbour);
    const otherProviders = other.shop.notice(await paidAttempt(other.shop));
    const directs = direct.notice(await paidAttempt(direct));
    const merchant = simulator.platform.merchants.get(provider.mchid)!;
    const signed = (body: string) => ({
      headers: signatureHeaders(
        simulator.platform,
        merchant,
        keyMode === "certificate" ? keyMode : "public-key",
        body,
      ),
      body: Buffer.from(body),
    });
    const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as NoticeBody;
    const forger = { ...merchant, platformKey: { ...newKeyPair(), id: merchant.platformKey.id } };
    const text = JSON.stringify(body);
    const serial = shop.notice(attempt).headers["wechatpay-serial"]!;
    const directKey = simulator.platform.merchants.get(direct.mchid)!.apiV3Key;
    const toNobody: Forged[] = [
      ["another service provider's", otherProviders],
      [
        "another service provider's, with our key's name",
        withHeaders(otherProviders, { "wechatpay-serial": serial }),
      ],
      ["a direct merchant's", directs],
      ["a direct merchant's, with our key's name", withHeaders(directs, { "wechatpay-serial": serial })],
      [
        "by a forger's key",
        {
          headers: signatureHeaders(simulator.platform, forger, "public-key", text),
          body: Buffer.from(text),
        },
      ],
      // From here on truly signed and sealed: what is told decides.
      ["in our seal, of another service provider", shop.notice(attempt, { sp_mchid: other.provider.mchid })],
      ["in our seal, with another sp_appid", shop.notice(attempt, { sp_appid: other.provider.appid })],
      ["in our seal, of a direct merchant", shop.notice(attempt, { mchid: direct.mchid })],
      ["in our seal, of no service provider", shop.notice(attempt, { sp_mchid: undefined })],
      ["in our seal, of no sub-merchant", shop.notice(attempt, { sub_mchid: undefined })],
      ["an event that does not fit", signed(JSON.stringify({ ...body, event_type: "REFUND.SUCCESS" }))],
      [
        "sealed with a direct merchant's key",
        signed(
          JSON.stringify({
            ...body,
            resource: { original_type: "transaction", ...seal(directKey, "{}", "") },
          }),
        ),
      ],
      ...Object.entries(body.resource).flatMap(([field, value]): Forged[] =>
        field === "original_type"
          ? []
          : [...otherTexts(value, 10)].map((changed) => [
              `truly signed, resource.${field} altered`,
              signed(JSON.stringify({ ...body, resource: { ...body.resource, [field]: changed } })),
            ]),
      ),
    ];
    const notToMe: Forged[] = [
      ["the neighbour's", neighbour.notice(foreign)],
      ["mine, with the neighbour's number", shop.notice(attempt, { sub_mchid: subMchid(neighbour) })],
      ["the neighbour's appid", shop.notice(attempt, { sub_appid: "wx0000000000000000" })],
      ...Array.from({ length: subMchid(shop).length }, (_, at): Forged => {
        const number = subMchid(shop);
        const digit = String((Number(number[at]) + 1) % 10);
        return [
          `sub_mchid, digit ${at}`,
          shop.notice(attempt, { sub_mchid: number.slice(0, at) + digit + number.slice(at + 1) }),
        ];
      }),
    ];
    expect((await accepted(platform.addressNotice, toNobody)).believed).toEqual([]);
    const mine = await accepted(shop.connected.readNotification, [...toNobody, ...notToMe]);
    expect(mine.believed).toEqual([]);
    expect(mine.tried).toBeGreaterThan(70);
    // And a direct account believes nothing that came for a service provider.
    const atDirect: Forged[] = [
      ["a sub-merchant's", shop.notice(attempt)],
      ["in its own seal", direct.notice(await paidAttempt(direct), { sp_mchid: provider.mchid })],
      ["in its own seal", direct.notice(await paidAttempt(direct), { sub_mchid: subMchid(shop) })],
    ];
    expect((await accepted(direct.connected.readNotification, atDirect)).believed).toEqual([]);
    // The neighbour's is addressed to the neighbour, whatever it was sent for.
    expect((await platform.addressNotice(neighbour.notice(foreign))).addressee).toEqual({
      subAccount: subMchid(neighbour),
      attemptId: foreign.id,
    });
  });
});

it("of what the sub-merchant sells elsewhere, or of an event that we do not know, addresses nobody and is taken", async () => {
  const { shop, platform } = open("public-key");
  const attempt = await paidAttempt(shop);
  const body = JSON.parse(Buffer.from(shop.notice(attempt).body).toString("utf8")) as NoticeBody;
  const unknown = shop.notice(attempt, {}, JSON.stringify({ ...body, event_type: "COUPON.USE" }));
  for (const notice of [shop.notice(attempt, { out_trade_no: "shop2-0001" }), unknown])
    expect(await platform.addressNotice(notice)).toEqual({
      addressee: null,
      reply: { status: 200, body: "" },
    });
});
