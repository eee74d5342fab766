/** How a bill and our books may differ; `docs/reconciliation.md` says what follows from each. */
export const differenceKinds = [
  "payment_unrecorded",
  "payment_duplicate",
  "payment_missing",
  "payment_elsewhere",
  "refund_unrecorded",
  "refund_unsettled",
  "refund_failed",
  "refund_returned",
  "refund_missing",
  "refund_elsewhere",
  "dispute_unrecorded",
  "dispute_missing",
  "dispute_elsewhere",
  "amount_mismatch",
  "currency_mismatch",
  "fee_mismatch",
  "line_repeated",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Kinds that the rules heal, in the order in which they are: a refund may be of a payment that is recorded first. */
export const healableKinds = [
  "payment_unrecorded",
  "payment_duplicate",
  "refund_unsettled",
  "refund_unrecorded",
  "refund_returned",
  "dispute_unrecorded",
] as const satisfies readonly DifferenceKind[];
export type HealableKind = (typeof healableKinds)[number];
