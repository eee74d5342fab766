import { NotProven } from "@hutong/payment-providers";
import { sampleAttempt, stripe } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDispute } from "./dispute-calls.ts";
import { createRefund } from "./refund-calls.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openConnectedShop, openShop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: ReturnType<typeof openConnectedShop>;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  shop = openConnectedShop(simulator);
});
afterAll(() => simulator.stop());

const newAttempt = () =>
  sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000) });

async function paid() {
  const attempt = newAttempt();
  await shop.connected.start(attempt);
  shop.pay(attempt);
  return attempt;
}
const platformOf = () => stripe.connectPlatform!(shop.subject.far.environment);

describe("an account connected to the platform's", () => {
  it("has a name space of its own: what is made for it is neither the platform's nor another's", async () => {
    const attempt = await paid();
    const hub = shop.merchant.hub!;
    const ask = async (account?: string) => {
      const headers = {
        authorization: `Bearer ${hub.secretKey}`,
        ...(account ? { "stripe-account": account } : {}),
      };
      return (
        await fetch(`${simulator.origin}/v1/checkout/sessions/${shop.session(attempt).id}`, { headers })
      ).status;
    };
    const neighbour = openConnectedShop(simulator).merchant;
    expect([await ask(shop.merchant.accountId), await ask(), await ask(neighbour.accountId)]).toEqual([
      200, 404, 403,
    ]);
  });

  it("is told of by the platform's endpoint, with its number", async () => {
    const attempt = await paid();
    const { body } = shop.notice(attempt);
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({ account: shop.merchant.accountId });
  });

  it("believes no event of the platform itself, or of another connected account, though truly signed", async () => {
    const attempt = await paid();
    const notice = (account: string | undefined) => shop.notice(attempt, undefined, {}, { account });
    const read = (account: string | undefined) => shop.connected.readNotification(notice(account));
    await expect(read(undefined)).rejects.toThrow(NotProven);
    await expect(read(openConnectedShop(simulator).merchant.accountId)).rejects.toThrow(NotProven);
    expect((await read(shop.merchant.accountId)).facts).toHaveLength(1);
  });

  it("and an account with keys of its own believe nothing of each other", async () => {
    const own = openShop(simulator);
    const attempt = await paid();
    await expect(own.connected.readNotification(shop.notice(attempt))).rejects.toThrow(NotProven);
  });
});

describe("the platform's account", () => {
  it("addresses payments, refunds and disputes to the connected account and the attempt", async () => {
    const attempt = await paid();
    const { platform } = simulator;
    const addressee = { subAccount: shop.merchant.accountId, attemptId: attempt.id };
    const addressed = async (type: string) =>
      (await platformOf().addressNotice(shop.notice(attempt, type))).addressee;
    expect(await addressed("checkout.session.completed")).toEqual(addressee);
    expect(await addressed("payment_intent.succeeded")).toEqual(addressee);
    const { chargeId, id } = shop.intent(attempt);
    createRefund(platform, shop.merchant, { payment_intent: id, amount: "100" });
    expect(await addressed("refund.created")).toEqual(addressee);
    openDispute(platform, platform.books.charges.get(chargeId!)!);
    expect(await addressed("charge.dispute.created")).toEqual(addressee);
  });

  it("addresses nobody where an event says nothing of a store's attempts", async () => {
    const attempt = await paid();
    for (const around of [{ type: "account.external_account.created" }, { account: undefined }])
      expect(
        (await platformOf().addressNotice(shop.notice(attempt, undefined, {}, around))).addressee,
      ).toBeNull();
    const foreign = shop.notice(attempt, undefined, { metadata: { hutong_attempt: "not an attempt" } });
    expect((await platformOf().addressNotice(foreign)).addressee).toBeNull();
  });

  it("believes none of 500 altered notices, and the honest one after them", async () => {
    const honest = shop.notice(await paid());
    const step = Math.max(1, Math.floor(honest.body.length / 500));
    let tried = 0;
    for (let at = 0; at < honest.body.length; at += step, tried++) {
      const body = Uint8Array.from(honest.body);
      body[at]! ^= 1 << (at % 8);
      await expect(platformOf().addressNotice({ ...honest, body })).rejects.toThrow(NotProven);
    }
    expect(tried).toBeGreaterThanOrEqual(500);
    expect((await platformOf().addressNotice(honest)).addressee).not.toBeNull();
  });

  it("is checked by a call of its own", async () => {
    expect((await platformOf().check()).kind).toBe("works");
  });
});
