export {
  type AccountForm,
  type AccountListItem,
  getAccount,
  listAccounts,
  listProviders,
  type PaymentChoices,
  type ProviderOffer,
} from "./account-settings.ts";
export {
  connectAccount,
  enabledAccounts,
  findAccount,
  type OfferedAccount,
  openAccount,
} from "./accounts.ts";
export { orderAccounts, removeAccount, switchAccount } from "./arrange-accounts.ts";
export { type AttemptRequest, attemptMinutes, holdSeconds, insertAttempt, nextQueryIn } from "./attempts.ts";
export {
  type AuthorizationState,
  authorizationState,
  authorizeCtes,
  endAuthorization,
  nextLookAt,
} from "./authorizations/authorization-rows.ts";
export { callAuthorization } from "./authorizations/call-authorization.ts";
export {
  lockAuthorization,
  type OpenAuthorization,
  requestCapture,
  requestVoid,
} from "./authorizations/request-authorization.ts";
export { type Capture, captureCtes, isChangedAttempt, isKnownPayment, type PaymentUse } from "./capture.ts";
export { listPaymentCases, type PaymentCaseView, resolvePaymentCase } from "./cases.ts";
export { type AccountCheckView, checkAccount } from "./check-account.ts";
export { closeFailedRefund } from "./close-failed-refund.ts";
export { type NotOffered, type Situation, whyNotOffered } from "./conditions.ts";
export { type AccountRow, isByHand, isOutOfReach, openCredentials } from "./credentials.ts";
export { askDisputes } from "./disputes/ask-disputes.ts";
export { recordDispute } from "./disputes/record-dispute.ts";
export type { DisputeState } from "./disputes/states.ts";
export { apiOrigin, payOrigin } from "./env.ts";
export { type AttemptStory, listAttempts } from "./list-attempts.ts";
export { getLosses, type Losses, type LossRow, type LostCheckout } from "./losses.ts";
export { noteNotice } from "./note-notice.ts";
export { askSubAccount } from "./onboarding/ask-sub-account.ts";
export { beginOnboarding, type OnboardingOutcome } from "./onboarding/begin-onboarding.ts";
export { continueOnboarding } from "./onboarding/continue-onboarding.ts";
export type { OnboardingPages } from "./onboarding/onboarding-page.ts";
export { connectPlatformAccount, openPlatformAccount, platformAccountId } from "./platform-accounts.ts";
export { isDay } from "./reconciliation/bill-days.ts";
export {
  type BillClaim,
  type BillKey,
  ClaimLost,
  claimBill,
  putOffBill,
} from "./reconciliation/claim-bill.ts";
export { closeBill } from "./reconciliation/close-bill.ts";
export { type DifferenceKind, healableKinds } from "./reconciliation/difference-kinds.ts";
export { type BillView, type DifferenceView, getBill } from "./reconciliation/get-bill.ts";
export { type HealableDifference, listHealable, recordHealing } from "./reconciliation/heal-rows.ts";
export { type BillItem, type BillPage, listBills } from "./reconciliation/list-bills.ts";
export { planBills } from "./reconciliation/plan-bills.ts";
export { readBill } from "./reconciliation/read-bill.ts";
export {
  type BilledPayment,
  findBilledPayment,
  recordBilledRefund,
} from "./reconciliation/record-billed-refund.ts";
export { returnBilledRefund } from "./reconciliation/return-billed-refund.ts";
export { compareBill, resolveDifference } from "./reconciliation/staff.ts";
export { type BillSums, type BillTotals, gapOf, isBalanced } from "./reconciliation/sum-up.ts";
export { confirmRefund, makeRefund, RefundPending, recordRefundFact, requestRefund } from "./refunds.ts";
export { type SaveOutcome, saveAccount } from "./save-account.ts";
export { planShares } from "./shares/plan-shares.ts";
export { setShare } from "./shares/set-share.ts";
export { settleShare } from "./shares/settle-share.ts";
export { expectShipmentReport } from "./shipments.ts";
export { addStep, type StoryStep } from "./story.ts";
