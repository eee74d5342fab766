import type { Money } from "@hutong/kernel";

/** One movement of money in a provider's bill of a day. */
export interface StatementLine {
  readonly kind: "payment" | "refund" | "dispute";
  /** Null when the number is not one that we give out: the merchant also sells elsewhere. */
  readonly attemptId: string | null;
  readonly paymentId: string;
  readonly refundId?: string;
  /** The refund's key as it was asked for; null when it was not ours. */
  readonly requestKey?: string | null;
  /** Of money that a dispute moved: its id, and the movement's. */
  readonly disputeId?: string;
  readonly movementId?: string;
  /** Of refunds what was given back, of disputes what was taken; negative when it came back. */
  readonly amount: Money;
  /** What the provider kept; negative when it gave a fee back. */
  readonly fee: Money;
  /** As the provider writes it, in its own time zone. */
  readonly occurredAt: string;
}

/**
 * A day's bill. `lines` may be read once and throws at its end when the bill turns out altered or cut short: nothing
 * in it counts before the last line came. "not-ready": ask again later; "empty": the day had no movement.
 */
export type Statement =
  | { readonly kind: "ready"; readonly lines: AsyncIterable<StatementLine> }
  | { readonly kind: "not-ready" }
  | { readonly kind: "empty" };
