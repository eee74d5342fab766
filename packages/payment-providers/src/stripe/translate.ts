import type { LocalizedText } from "@hutong/kernel";
import { z } from "zod";
import type { Outcome, RefundOutcome } from "../contract.ts";
import { fromUnits } from "./currencies.ts";
import { Metadata } from "./metadata.ts";

// Of an expanded charge: until when its money is reserved.
const Charge = z.object({
  payment_method_details: z
    .object({ card: z.object({ capture_before: z.int().nullish() }).nullish() })
    .nullish(),
});

/** A payment intent as calls and events tell of it; amounts in Stripe's units. */
export const PaymentIntent = z.object({
  id: z.string().min(1),
  object: z.literal("payment_intent").optional(),
  status: z.string(),
  livemode: z.boolean().nullish(),
  amount_received: z.int().nullish(),
  amount_capturable: z.int().nullish(),
  latest_charge: z.union([z.string(), Charge]).nullish(),
  currency: z.string(),
  metadata: Metadata,
  client_secret: z.string().nullish(),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
});
export type PaymentIntent = z.infer<typeof PaymentIntent>;

/** A Checkout Session. Its payment intent is an id unless it was expanded, and null until the customer acts. */
export const Session = z.object({
  id: z.string().min(1),
  object: z.literal("checkout.session"),
  livemode: z.boolean(),
  metadata: Metadata,
  status: z.string().nullable(),
  payment_status: z.string(),
  amount_total: z.int().nullable(),
  currency: z.string().nullable(),
  url: z.string().nullish(),
  payment_intent: z.union([z.string(), PaymentIntent]).nullable(),
});
export type Session = z.infer<typeof Session>;

const closedForCustomer: LocalizedText = {
  "zh-CN": "这笔付款已经关闭，没有扣款。可以重新付款。",
  en: "This payment was closed and nothing was charged. You can pay again.",
};
const failedForCustomer: LocalizedText = {
  "zh-CN": "银行没有付成这笔款，没有扣款。可以重新付款，或换一种付款方式。",
  en: "The bank did not complete this payment and nothing was charged. Pay again, or pay another way.",
};

/** A closed attempt: nobody can pay it any more. `state` in Stripe's word. */
export function closedOutcome(state: string): Outcome {
  const merchant = {
    "zh-CN": `Stripe 的付款页已关闭（${state}）。`,
    en: `The page is closed at Stripe (${state}).`,
  };
  return { kind: "declined", customer: closedForCustomer, merchant };
}

/** A delayed method (bank debit and the like) that Stripe accepted and the bank did not. */
export const failedOutcome: Outcome = {
  kind: "declined",
  customer: failedForCustomer,
  merchant: {
    "zh-CN": "延迟到账的付款方式没有付成（async_payment_failed）。",
    en: "The delayed payment method failed (async_payment_failed).",
  },
};

/**
 * Their words → ours. Only `payment_status: paid` is money: a session that is `complete` and `unpaid` waits for a bank.
 * Throws when a paid session names no money.
 */
export function toOutcome(session: Session): Outcome {
  const { id, status, payment_status, amount_total, currency, payment_intent } = session;
  if (payment_status === "paid") {
    const intent = typeof payment_intent === "string" ? payment_intent : payment_intent?.id;
    if (!intent || amount_total === null || !currency) throw new Error("paid, but without intent or amount");
    // What was captured later may be a part of what the session was about.
    const received = typeof payment_intent === "object" ? payment_intent?.amount_received : null;
    return {
      kind: "paid",
      payments: [{ id: intent, amount: fromUnits(received || amount_total, currency) }],
    };
  }
  if (typeof payment_intent === "object" && payment_intent?.status === "requires_capture")
    return authorizedOutcome(payment_intent);
  if (status === "expired") return closedOutcome(status);
  const left = typeof payment_intent === "object" ? payment_intent?.status : undefined;
  if (status === "complete" && payment_status === "unpaid") {
    if (left === "requires_payment_method") return failedOutcome;
    // Reserved, and released since: by us, on Stripe's pages, or because its time ran out.
    if (left === "canceled") return closedOutcome(left);
  }
  return { kind: "pending", reference: id };
}

/** Money that is reserved until it is captured. Throws when it is not said how much. */
function authorizedOutcome({ id, amount_capturable, currency, latest_charge }: PaymentIntent): Outcome {
  if (!amount_capturable) throw new Error("reserved, but without an amount");
  const details = typeof latest_charge === "object" ? latest_charge?.payment_method_details : null;
  const before = details?.card?.capture_before;
  const expiresAt = before ? new Date(before * 1000) : null;
  return {
    kind: "authorized",
    authorization: { id, amount: fromUnits(amount_capturable, currency), expiresAt },
  };
}

/** A payment intent's word on its own; the session's says the same. */
export function intentOutcome(intent: PaymentIntent): Outcome {
  const { id, status, amount_received, currency } = intent;
  if (status === "succeeded") {
    if (amount_received === null || amount_received === undefined)
      throw new Error("succeeded, but without an amount");
    return { kind: "paid", payments: [{ id, amount: fromUnits(amount_received, currency) }] };
  }
  if (status === "requires_capture") return authorizedOutcome(intent);
  return status === "canceled" ? closedOutcome(status) : { kind: "pending" };
}

/** A refund as calls and events tell of it. */
export const Refund = z.object({
  id: z.string().min(1),
  object: z.literal("refund"),
  amount: z.int(),
  currency: z.string(),
  status: z.string().nullable(),
  failure_reason: z.string().nullish(),
  payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullable(),
  metadata: Metadata,
});
export type Refund = z.infer<typeof Refund>;

const needsCustomer: LocalizedText = {
  "zh-CN": "退款等顾客补充收款信息：Stripe 已发邮件给他们。",
  en: "The refund waits for the customer, whom Stripe has asked by mail where to send it.",
};

/** A refund's state → ours; what we do not know is pending. */
export function toRefundOutcome({ id, status, failure_reason }: Refund): RefundOutcome {
  if (status === "succeeded") return { kind: "succeeded", refundId: id };
  if (status === "requires_action") return { kind: "pending", merchant: needsCustomer };
  if (status !== "failed" && status !== "canceled") return { kind: "pending" };
  const detail = [status, failure_reason].filter(Boolean).join(": ");
  return {
    kind: "failed",
    merchant: {
      "zh-CN": `退款没有成功，钱回到了 Stripe 余额（${detail}）。请与顾客另商退法。`,
      en: `The refund failed and the money is back in the Stripe balance (${detail}). Agree with the customer on another way.`,
    },
  };
}
