export {
  type AccountRow,
  connectAccount,
  enabledAccounts,
  findAccount,
  listAccounts,
  openAccount,
  openCredentials,
} from "./accounts.ts";
export { type AttemptRequest, attemptMinutes, holdSeconds, insertAttempt, nextQueryIn } from "./attempts.ts";
export { type Capture, captureCtes, isKnownPayment, type PaymentUse } from "./capture.ts";
export { listPaymentCases, type PaymentCaseView, resolvePaymentCase } from "./cases.ts";
export { apiOrigin, payOrigin } from "./env.ts";
export { connectPlatformAccount, openPlatformAccount, platformAccountId } from "./platform-accounts.ts";
export { makeRefund, RefundPending, recordRefundFact, requestRefund } from "./refunds.ts";
export { expectShipmentReport } from "./shipments.ts";
