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
export { type Capture, captureCtes, isKnownPayment, type PaymentUse } from "./capture.ts";
export { listPaymentCases, type PaymentCaseView, resolvePaymentCase } from "./cases.ts";
export { type AccountCheckView, checkAccount } from "./check-account.ts";
export { type NotOffered, type Situation, whyNotOffered } from "./conditions.ts";
export { type AccountRow, isByHand, openCredentials } from "./credentials.ts";
export { apiOrigin, payOrigin } from "./env.ts";
export { type AttemptStory, listAttempts } from "./list-attempts.ts";
export { getLosses, type Losses, type LossRow, type LostCheckout } from "./losses.ts";
export { connectPlatformAccount, openPlatformAccount, platformAccountId } from "./platform-accounts.ts";
export { confirmRefund, makeRefund, RefundPending, recordRefundFact, requestRefund } from "./refunds.ts";
export { type SaveOutcome, saveAccount } from "./save-account.ts";
export { expectShipmentReport } from "./shipments.ts";
export { addStep, type StoryStep } from "./story.ts";
