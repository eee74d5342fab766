import type { PaymentProvider } from "./contract.ts";
import { manual } from "./manual/index.ts";
import { test } from "./test/index.ts";

/** Every provider, one line each; `providers.test.ts` compares them with the folders. */
export const providers: readonly PaymentProvider[] = [manual, test];

/** The provider of an id; undefined for one that this build does not know. */
export function findProvider(id: string): PaymentProvider | undefined {
  return providers.find((provider) => provider.id === id);
}

export {
  type Action,
  type AttemptToPay,
  type ConnectEnvironment,
  type ConnectedProvider,
  definePaymentProvider,
  type Notification,
  NotProven,
  type Outcome,
  type PaymentProvider,
  type ProviderPayment,
  type RawRequest,
  type RefundOutcome,
  type RefundToMake,
} from "./contract.ts";
export { TestCredentials } from "./test/credentials.ts";
export { findFault as findTestBankFault, signedHeaders as testBankHeaders } from "./test/sign.ts";
