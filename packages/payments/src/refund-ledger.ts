import { type LedgerRow, ledgerRows } from "@hutong/ledger";
import type { PaymentUse } from "./capture.ts";

/** A refund with all that the ledger wants to know of it; `amount` in minor units. */
export interface RefundToBook {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly use: PaymentUse;
  readonly accountId: string;
}

// What a refund is taken from: what the money was booked as when it came.
const debitOf: Record<PaymentUse, string> = {
  applied: "refunds",
  surplus: "owed-to-customers",
  parked: "unidentified",
};

/** Ledger rows of a refund whose money went out. */
export function refundRows({ id, amount, currency, use, accountId }: RefundToBook): LedgerRow[] {
  const lines = [
    { account: debitOf[use], amount },
    { account: `clearing:${accountId}`, amount: -amount },
  ];
  return ledgerRows({ kind: "refund", currency, reference: ["refund", id], lines });
}

/** Ledger rows of a refund whose money came back: the way out stays in the books, and the way back stands beside it. */
export function returnRows({ id, amount, currency, use, accountId }: RefundToBook): LedgerRow[] {
  const lines = [
    { account: `clearing:${accountId}`, amount },
    { account: debitOf[use], amount: -amount },
  ];
  return ledgerRows({ kind: "refund-return", currency, reference: ["refund-return", id], lines });
}
