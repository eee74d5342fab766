import { money } from "@hutong/kernel";
import { describe, expect, it } from "vitest";
import { type AttemptToPay, type ConnectedProvider, NotProven, type PaymentProvider } from "./contract.ts";

const outcomes = ["pending", "action-required", "paid", "declined"];

export const sampleAttempt: AttemptToPay = {
  id: "0197c1a0-0000-7000-8000-000000000001",
  amount: money(16800, "CNY"),
  description: "1001",
  expiresAt: new Date(Date.now() + 900_000),
  returnUrl: "http://demo.localhost:3001/checkout/x/return",
};

/**
 * What every provider must keep, whoever made it. `far` gives credentials and a running far end.
 * Returns the connected provider for tests of its own.
 */
export function contractSuite(
  provider: PaymentProvider,
  far: () => { credentials: unknown; apiOrigin: string },
): void {
  const connect = (): ConnectedProvider => {
    const { credentials, apiOrigin } = far();
    return provider.connect(provider.credentials.parse(credentials), {
      accountId: "account",
      apiOrigin,
    });
  };

  describe(`payment provider ${provider.id}`, () => {
    it("has a label in Chinese and in English", () => {
      expect(provider.label["zh-CN"]).toBeTruthy();
      expect(provider.label.en).toBeTruthy();
    });

    it("refuses credentials that are not its own", () => {
      expect(provider.credentials.safeParse({ surely: "not ours" }).success).toBe(false);
    });

    it("answers a start and a query in the contract's words", async () => {
      const connected = connect();
      expect(outcomes).toContain((await connected.start(sampleAttempt)).kind);
      expect(outcomes).toContain((await connected.fetch(sampleAttempt)).kind);
    });

    it("names amount and currency with every payment it reports", async () => {
      const outcome = await connect().fetch(sampleAttempt);
      for (const payment of outcome.kind === "paid" ? outcome.payments : []) {
        expect(Number.isSafeInteger(payment.amount.amount)).toBe(true);
        expect(payment.amount.currency).toMatch(/^[A-Z]{3}$/);
        expect(payment.id).not.toBe("");
      }
    });

    it("makes a refund once for a key", async () => {
      const connected = connect();
      const refund = {
        requestKey: "r-1",
        attemptId: sampleAttempt.id,
        paymentId: `at-once-${sampleAttempt.id}`,
        amount: money(100, "CNY"),
      };
      expect(await connected.refund(refund)).toEqual(await connected.refund(refund));
    });

    it("believes no notice that is not signed", () => {
      const body = Buffer.from(
        JSON.stringify({
          attemptId: sampleAttempt.id,
          state: "paid",
          payments: [{ id: "1", amount: 16800, currency: "CNY" }],
        }),
      );
      expect(() => connect().readNotification({ headers: {}, body })).toThrow(NotProven);
      const forged = {
        "x-test-timestamp": String(Math.floor(Date.now() / 1000)),
        "x-test-signature": "AAAA",
      };
      expect(() => connect().readNotification({ headers: forged, body })).toThrow(NotProven);
    });
  });
}
