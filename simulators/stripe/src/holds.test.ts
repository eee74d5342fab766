import { money } from "@hutong/kernel";
import type { AttemptToPay, HoldToCapture } from "@hutong/payment-providers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calm } from "./faults.ts";
import { eventView } from "./notices.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { newAttempt } from "./testing/buying.ts";
import { openOnPageShop } from "./testing/on-page.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const ways = {
  "on Stripe's page": () => {
    const hosted = openShop(simulator);
    return { hosted, connected: hosted.connected, pay: hosted.pay };
  },
  "on our page": () => {
    const { hosted, connected, confirm } = openOnPageShop(simulator);
    return { hosted, connected, pay: (attempt: AttemptToPay) => confirm(attempt) };
  },
} as const;

const intentsOf = ({ id }: AttemptToPay) =>
  [...simulator.platform.books.intents.values()].filter((one) => one.metadata.hutong_attempt === id);
const usd = (amount: number) => money(amount, "USD");

for (const [way, open] of Object.entries(ways)) {
  describe(`money that is reserved ${way}`, () => {
    async function held() {
      Object.assign(simulator.platform.faults, calm());
      const shop = open();
      const attempt = newAttempt(shop.hosted, { isCapturedLater: true });
      await shop.connected.start(attempt);
      shop.pay(attempt);
      const [intent] = intentsOf(attempt);
      const hold = (amount: number): HoldToCapture => ({
        requestKey: attempt.id,
        attemptId: attempt.id,
        paymentId: intent!.id,
        amount: usd(amount),
      });
      return { ...shop, attempt, intent: intent!, hold };
    }
    const movements = ({ hosted }: { hosted: Shop }) =>
      [...simulator.platform.books.transactions.values()].filter(
        (one) => one.accountId === hosted.merchant.accountId,
      );

    it("moves nothing in the balance until it is captured, and then what was captured", async () => {
      const shop = await held();
      expect(movements(shop)).toEqual([]);
      await shop.connected.capture!(shop.hold(5000));
      expect(movements(shop)).toMatchObject([{ amount: 5000, type: "charge" }]);
      const day = simulator.platform.clock.now().toISOString().slice(0, 10);
      await pass(shop.hosted, 86_400);
      const statement = await shop.connected.statement!(day);
      const lines = [];
      if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
      expect(lines).toMatchObject([{ kind: "payment", paymentId: shop.intent.id, amount: usd(5000) }]);
    });

    it("is captured once by many who ask at once, and where the answer was lost", async () => {
      const shop = await held();
      simulator.platform.faults.answers = [{ on: "/capture", fault: { kind: "break-after" } }];
      await expect(shop.connected.capture!(shop.hold(5000))).rejects.toThrow();
      const all = await Promise.all([1, 2, 3].map(() => shop.connected.capture!(shop.hold(5000))));
      for (const told of all)
        expect(told).toEqual({ kind: "paid", payments: [{ id: shop.intent.id, amount: usd(5000) }] });
      expect(movements(shop)).toHaveLength(1);
    });

    it("is told of as paid with the part that was captured, by whichever event", async () => {
      const shop = await held();
      await shop.connected.capture!(shop.hold(5000));
      const facts = [
        {
          attemptId: shop.attempt.id,
          outcome: { kind: "paid", payments: [{ id: shop.intent.id, amount: usd(5000) }] },
        },
      ];
      const types = ["payment_intent.amount_capturable_updated", "payment_intent.succeeded"];
      for (const type of types) {
        const event = [...simulator.platform.books.events.values()].find(
          (one) => one.type === type && one.object.id === shop.intent.id,
        )!;
        const notice = shop.hosted.signed(JSON.stringify(eventView(simulator.platform, event)));
        expect((await shop.connected.readNotification(notice)).facts).toEqual(facts);
      }
    });

    it("can be given back up to what was captured, and not before", async () => {
      const shop = await held();
      const refund = (amount: number, requestKey: string) =>
        shop.connected.refund({
          requestKey: `${shop.attempt.id}-${requestKey}`,
          attemptId: shop.attempt.id,
          paymentId: shop.intent.id,
          amount: usd(amount),
          paid: usd(5000),
        });
      expect((await refund(100, "a")).kind).toBe("failed");
      await shop.connected.capture!(shop.hold(5000));
      expect((await refund(5001, "b")).kind).toBe("failed");
      expect((await refund(5000, "c")).kind).toBe("succeeded");
    });

    it("lapses after seven days, which is told", async () => {
      const shop = await held();
      await pass(shop.hosted, 7 * 86_400 - 1);
      expect(await shop.connected.fetch({ ...shop.attempt, reference: shop.intent.id })).toMatchObject({
        kind: "authorized",
        authorization: { amount: shop.attempt.amount },
      });
      await pass(shop.hosted, 2);
      expect((await shop.connected.capture!(shop.hold(5000))).kind).toBe("declined");
      const event = [...simulator.platform.books.events.values()].find(
        (one) => one.type === "payment_intent.canceled" && one.object.id === shop.intent.id,
      );
      expect(event!.object).toMatchObject({ cancellation_reason: "automatic" });
    });

    it("of another account is neither captured nor released", async () => {
      const [one, other] = [await held(), await held()];
      const { attemptId, paymentId } = other.hold(100);
      await expect(one.connected.void!({ attemptId, paymentId })).rejects.toThrow();
      await expect(one.connected.capture!(other.hold(100))).rejects.toThrow();
      expect(other.intent.status).toBe("requires_capture");
    });
  });
}
