import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Money, money } from "@hutong/kernel";
import type { RefundToMake } from "./contract.ts";
import { connectSubject, paidAttempt, type Subject } from "./contract-far-end.ts";
import type { ContractRule } from "./contract-rules.ts";

async function refundOf(subject: Subject): Promise<(amount: Money, requestKey: string) => RefundToMake> {
  const { attempt, payment } = await paidAttempt(subject);
  return (amount, requestKey) => ({
    requestKey,
    attemptId: attempt.id,
    paymentId: payment.id,
    amount,
    paid: payment.amount,
  });
}

export const refundRules: readonly ContractRule[] = [
  {
    name: "makes a refund once for a key",
    needs: [],
    async check(subject) {
      const connected = connectSubject(subject);
      const toRefund = await refundOf(subject);
      const half = toRefund(money(8400, "CNY"), `surplus:${randomUUID()}`);
      const made = await connected.refund(half);
      // Far ends may refuse two refunds in a minute, which would hide a second one.
      subject.far.passMinute?.();
      assert.deepEqual(await connected.refund(half), made);
      if (!subject.far.pay || !subject.provider.capabilities.includes("partial-refund")) return;
      // Had the first half been given back twice, nothing would be left for the second.
      subject.far.passMinute?.();
      const rest = await connected.refund(toRefund(money(8400, "CNY"), `case:${randomUUID()}`));
      assert.notEqual(rest.kind, "failed");
    },
  },
  {
    name: "gives back no more than was paid",
    needs: ["pay"],
    async check(subject) {
      const connected = connectSubject(subject);
      const toRefund = await refundOf(subject);
      await connected.refund(toRefund(money(16800, "CNY"), `r-${randomUUID()}`));
      subject.far.passMinute?.();
      assert.equal((await connected.refund(toRefund(money(1, "CNY"), `r-${randomUUID()}`))).kind, "failed");
    },
  },
  {
    name: "asks after a refund without making it",
    needs: ["pay"],
    async check(subject) {
      const connected = connectSubject(subject);
      if (!connected.fetchRefund) return;
      const refund = (await refundOf(subject))(money(16800, "CNY"), `r-${randomUUID()}`);
      assert.equal((await connected.fetchRefund(refund)).kind, "not-made");
      assert.equal((await connected.fetchRefund(refund)).kind, "not-made");
      const made = await connected.refund(refund);
      assert.deepEqual(await connected.fetchRefund(refund), made);
    },
  },
];
