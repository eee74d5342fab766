import { money } from "@hutong/kernel";
import { z } from "zod";
import type { Outcome } from "../contract.ts";

/** What the pretend bank says about an attempt. */
export const BankAnswer = z.object({
  attemptId: z.string(),
  state: z.string(),
  payments: z.array(z.object({ id: z.string(), amount: z.int(), currency: z.string() })).default([]),
});
export type BankAnswer = z.infer<typeof BankAnswer>;

/** Their words → ours; a state that we do not know is pending. */
export function toOutcome(answer: BankAnswer): Outcome {
  if (answer.payments.length > 0) {
    return {
      kind: "paid",
      payments: answer.payments.map(({ id, amount, currency }) => ({ id, amount: money(amount, currency) })),
    };
  }
  if (answer.state === "declined" || answer.state === "closed") {
    return {
      kind: "declined",
      customer: { "zh-CN": "测试银行没有批准这笔付款。", en: "The test bank did not approve this payment." },
      merchant: { "zh-CN": `测试银行：${answer.state}`, en: `test bank: ${answer.state}` },
    };
  }
  return { kind: "pending" };
}
