import { alipay } from "./alipay/index.ts";
import type { PaymentProvider } from "./contract.ts";
import { manual } from "./manual/index.ts";
import { stripe } from "./stripe/index.ts";
import { test } from "./test/index.ts";
import { wechatPay } from "./wechat-pay/index.ts";

/** Every provider, one line each; `providers.test.ts` compares them with the folders. */
export const providers: readonly PaymentProvider[] = [alipay, manual, stripe, test, wechatPay];

/** The provider of an id; undefined for one that this build does not know. */
export function findProvider(id: string): PaymentProvider | undefined {
  return providers.find((provider) => provider.id === id);
}

/** Whether a provider takes a currency (ISO 4217). */
export function takesCurrency(provider: Pick<PaymentProvider, "currencies">, currency: string): boolean {
  return provider.currencies === "any" || provider.currencies.includes(currency);
}

export type {
  Action,
  ClientConfirm,
  Embedded,
  Identify,
  OpenInBrowser,
  QrCode,
  Redirect,
} from "./actions.ts";
export {
  type AccountCheck,
  type AddressedNotice,
  type AttemptToPay,
  type Authorization,
  type Capability,
  type ConnectEnvironment,
  type ConnectedPlatform,
  type ConnectedProvider,
  type CredentialField,
  type CustomerEnvironment,
  definePaymentProvider,
  type Happening,
  type HoldToCapture,
  type HoldToVoid,
  type Identity,
  type Notification,
  NotProven,
  type OnboardingPage,
  type OnboardingReturn,
  type Outcome,
  type PaymentProvider,
  type ProviderMemory,
  type ProviderPayment,
  type RawRequest,
  type RefundFact,
  type RefundOutcome,
  type RefundToMake,
  type SharedTokens,
  type ShareOutcome,
  type ShareReadiness,
  type ShareToGiveBack,
  type ShareToTake,
  type ShipmentOutcome,
  type ShipmentToReport,
  type SubAccountOpening,
  type SubAccountToOpen,
} from "./contract.ts";
export { credentialFaultText } from "./credential-fault-text.ts";
export { describeCredentials, type FormField } from "./describe-credentials.ts";
export type { Dispute, DisputeFact, DisputeMovement, DisputeState } from "./disputes.ts";
export type { Statement, StatementLine } from "./statement.ts";
export { TestCredentials } from "./test/credentials.ts";
export { findFault as findTestBankFault, signedHeaders as testBankHeaders } from "./test/sign.ts";
export { openProfitSharing, type ProfitSharing, type SharingOutcome } from "./wechat-pay/profit-sharing.ts";
export type { Receiver, Relation, Share, SharingRequest } from "./wechat-pay/sharing-limits.ts";
