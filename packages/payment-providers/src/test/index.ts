import {
  type AttemptToPay,
  type ConnectEnvironment,
  definePaymentProvider,
  NotProven,
  type Outcome,
} from "../contract.ts";
import { bankClient } from "./client.ts";
import { credentialFields, TestCredentials } from "./credentials.ts";
import { findFault } from "./sign.ts";
import { BankAnswer, toOutcome } from "./translate.ts";

function atOnce(attempt: AttemptToPay): Outcome {
  return { kind: "paid", payments: [{ id: `at-once-${attempt.id}`, amount: attempt.amount }] };
}

function connect(credentials: TestCredentials, environment: ConnectEnvironment) {
  const bank = bankClient(`${environment.apiOrigin}/test-bank/${environment.accountId}`, credentials.secret);
  const answersAtOnce = credentials.answer === "at-once";
  return {
    async start(attempt: AttemptToPay): Promise<Outcome> {
      if (answersAtOnce) return atOnce(attempt);
      const { url } = await bank.open({
        attemptId: attempt.id,
        amount: attempt.amount.amount,
        currency: attempt.amount.currency,
        returnUrl: attempt.returnUrl,
      });
      return { kind: "action-required", action: { kind: "redirect", url } };
    },
    fetch: async (attempt: AttemptToPay) =>
      answersAtOnce ? atOnce(attempt) : toOutcome(await bank.ask(attempt.id)),
    cancel: async (attempt: AttemptToPay) =>
      answersAtOnce ? atOnce(attempt) : toOutcome(await bank.close(attempt.id)),
    async refund(refund: {
      requestKey: string;
      attemptId: string;
      paymentId: string;
      amount: { amount: number };
    }) {
      if (answersAtOnce) return { kind: "succeeded" as const, refundId: `at-once-${refund.requestKey}` };
      const answer = await bank.refund({ ...refund, amount: refund.amount.amount });
      if (answer.state === "succeeded" && answer.refundId)
        return { kind: "succeeded" as const, refundId: answer.refundId };
      if (answer.state === "refused")
        return {
          kind: "failed" as const,
          merchant: { "zh-CN": "测试银行不退这笔款。", en: "The test bank refused the refund." },
        };
      return { kind: "pending" as const };
    },
    async readNotification(request: { headers: Readonly<Record<string, string>>; body: Uint8Array }) {
      const fault = findFault(credentials.secret, request.headers, request.body, Date.now());
      if (fault) throw new NotProven(fault);
      const answer = BankAnswer.parse(JSON.parse(Buffer.from(request.body).toString("utf8")));
      return {
        facts: [{ attemptId: answer.attemptId, outcome: toOutcome(answer) }],
        reply: { status: 200, body: "ok" },
      };
    },
  };
}

/** A pretend bank for stores in test mode: pays, declines, hangs, pays twice or late on a page of ours, or pays at once. */
export const test = definePaymentProvider<TestCredentials>({
  id: "test",
  label: { "zh-CN": "测试付款", en: "Test payment" },
  credentials: TestCredentials,
  credentialFields,
  settles: "online",
  isForTestStoresOnly: true,
  currencies: "any",
  capabilities: ["partial-refund"],
  instructions: (_, locale) =>
    locale.startsWith("zh")
      ? "在测试银行的页面上选择结果，不会动真钱。"
      : "Choose how it ends on the test bank's page. No real money moves.",
  connect,
});
