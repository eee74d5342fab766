import type { LocalizedText, Money } from "@hutong/kernel";

/**
 * `inquiry`: the customer's bank asks, and no money has moved; `needs-answer`: the merchant may still answer; `closed`: ended
 * without a decision. `won`, `lost` and `closed` are ends, though a bank may take a case up again.
 */
export type DisputeState = "inquiry" | "needs-answer" | "in-review" | "won" | "lost" | "closed";

/** Money that a dispute moved. */
export interface DisputeMovement {
  /** The provider's number of the movement, the same in its bill. */
  readonly id: string;
  /** What was taken from the account, in the payment's currency; negative for what came back. */
  readonly taken: Money;
  /** What the provider keeps for it, in the currency that the account settles in. */
  readonly fee: Money;
}

/** A customer's objection to a payment, raised with their bank (chargeback), as the provider tells of it. */
export interface Dispute {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: Money;
  /** Why the customer objects. */
  readonly reason: LocalizedText;
  readonly state: DisputeState;
  /** Until when the merchant may answer; null where nothing is to be answered. */
  readonly answerBy: Date | null;
  /** The provider's page where it is answered: evidence is given there. */
  readonly answerAt: string | null;
  readonly openedAt: Date;
  /** All of its movements so far, in any order. */
  readonly movements: readonly DisputeMovement[];
  /** When the provider was asked, by the environment's clock: of two accounts of a dispute the later counts. */
  readonly readAt: Date;
}

/** What a verified notice or a question says of a dispute. */
export interface DisputeFact {
  readonly kind: "dispute";
  readonly attemptId: string;
  readonly dispute: Dispute;
}
