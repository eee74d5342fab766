/** Objects as the far end keeps them; amounts in Stripe's units, times in milliseconds. */
interface Kept {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: number;
}

export type Metadata = Readonly<Record<string, string>>;

/** `manual`: the money is reserved when the buyer pays, and taken by a call. */
export type CaptureMethod = "automatic_async" | "manual";

export interface Session extends Kept {
  readonly amount: number;
  readonly currency: string;
  readonly name: string;
  readonly clientReferenceId: string | null;
  readonly metadata: Metadata;
  readonly intentMetadata: Metadata;
  readonly description: string | null;
  readonly captureMethod: CaptureMethod;
  readonly successUrl: string;
  readonly cancelUrl: string | null;
  readonly expiresAt: number;
  status: "open" | "complete" | "expired";
  paymentStatus: "unpaid" | "paid";
  /** None until the buyer acts. */
  intentId: string | null;
}

/** How a buyer pays an intent that has no session. */
export type Method = "card" | "alipay" | "wechat_pay";

export interface Intent extends Kept {
  amount: number;
  readonly currency: string;
  metadata: Metadata;
  description: string | null;
  /** Of the buyer's browser; whoever has it may confirm. */
  readonly clientSecret: string;
  /** Made by a session, which alone confirms and closes it. */
  readonly isOfSession: boolean;
  readonly captureMethod: CaptureMethod;
  /** Offered on the page; empty for a session's. */
  readonly methods: readonly Method[];
  /** What waits for the buyer's word: how they chose to pay, and where they come back to. */
  asked: { readonly method: Method; readonly card: Card | null; readonly returnUrl: string } | null;
  cancellationReason: string | null;
  status:
    | "requires_payment_method"
    | "requires_confirmation"
    | "requires_action"
    | "processing"
    | "requires_capture"
    | "succeeded"
    | "canceled";
  lastError: { readonly code: string; readonly declineCode: string | null; readonly message: string } | null;
  chargeId: string | null;
}

/** Of the card only what Stripe too shows afterwards. */
export interface Card {
  readonly brand: string;
  readonly last4: string;
}

export interface Charge extends Kept {
  readonly intentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Metadata;
  readonly description: string | null;
  /** Null: a bank debit. */
  readonly card: Card | null;
  readonly method: Method | "sepa_debit";
  readonly status: "succeeded" | "failed";
  transactionId: string | null;
  /** Units that were taken; 0 while they are only reserved. */
  captured: number;
  /** Until when they are reserved; null where they are not. */
  captureBefore: number | null;
  refunded: number;
}

export interface Refund extends Kept {
  readonly intentId: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Metadata;
  readonly reason: string | null;
  readonly transactionId: string;
  status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  failureReason: string | null;
}

export type DisputeStatus =
  | "warning_needs_response"
  | "warning_under_review"
  | "warning_closed"
  | "needs_response"
  | "under_review"
  | "appeal_needs_response"
  | "appeal_under_review"
  | "prevented"
  | "won"
  | "lost";

export interface Dispute extends Kept {
  readonly chargeId: string;
  readonly intentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string;
  /** Until when it may be answered. */
  readonly dueAt: number;
  /** Balance transactions: what was withdrawn, what was returned. */
  readonly transactionIds: string[];
  status: DisputeStatus;
}

export interface Transaction extends Kept {
  readonly type:
    | "charge"
    | "payment"
    | "refund"
    | "payment_refund"
    | "refund_failure"
    | "adjustment"
    | "payout";
  /** Negative for what goes out. */
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly sourceId: string | null;
}

/** An event; its body is what is sent, the same at each try. */
export interface Event extends Kept {
  readonly type: string;
  readonly object: Readonly<Record<string, unknown>>;
}

export interface Books {
  readonly sessions: Map<string, Session>;
  readonly intents: Map<string, Intent>;
  readonly charges: Map<string, Charge>;
  readonly refunds: Map<string, Refund>;
  readonly disputes: Map<string, Dispute>;
  readonly transactions: Map<string, Transaction>;
  readonly events: Map<string, Event>;
}

export function createBooks(): Books {
  return {
    sessions: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    transactions: new Map(),
    events: new Map(),
  };
}

/** Units of a charge that were given back, or are on the way. */
export function refundedOf(books: Books, chargeId: string): number {
  return [...books.refunds.values()]
    .filter((one) => one.chargeId === chargeId && one.status !== "failed" && one.status !== "canceled")
    .reduce((sum, one) => sum + one.amount, 0);
}
