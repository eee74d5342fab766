import {
  type ConnectEnvironment,
  definePaymentProvider,
  type OnboardingReturn,
  type SubAccountToOpen,
} from "../contract.ts";
import { openAccount, openPlatform } from "./account.ts";
import { addressNotice } from "./addressing.ts";
import { checkAccount } from "./check.ts";
import { credentialFaults } from "./credential-faults.ts";
import { credentialFields } from "./credential-fields.ts";
import { PlatformCredentials, StripeCredentials } from "./credentials.ts";
import { currencies } from "./currencies.ts";
import { fetchDispute } from "./disputes.ts";
import { captureHold, voidHold } from "./holds.ts";
import { readNotification } from "./notify.ts";
import { onboardAt, openSubAccount } from "./onboarding.ts";
import { cancel, fetchPayment, start } from "./presentations.ts";
import { fetchRefund, makeRefund } from "./refunds.ts";
import { statement } from "./statement.ts";

function connect(credentials: StripeCredentials, environment: ConnectEnvironment) {
  const account = openAccount(credentials, environment);
  return {
    start: start.bind(null, account),
    fetch: fetchPayment.bind(null, account),
    cancel: cancel.bind(null, account),
    capture: captureHold.bind(null, account),
    void: voidHold.bind(null, account),
    refund: makeRefund.bind(null, account),
    fetchRefund: fetchRefund.bind(null, account),
    fetchDispute: (disputeId: string) => fetchDispute(account, disputeId),
    check: checkAccount.bind(null, account),
    readNotification: readNotification.bind(null, account),
    statement: statement.bind(null, account),
  };
}

function connectPlatform(environment: ConnectEnvironment) {
  return {
    check: () => checkAccount(openPlatform(environment)),
    addressNotice: addressNotice.bind(null, environment),
    openSubAccount: (opening: SubAccountToOpen) => openSubAccount(openPlatform(environment), opening),
    onboardAt: (subAccount: string, back: OnboardingReturn) =>
      onboardAt(openPlatform(environment), subAccount, back),
  };
}

const instructions = {
  hosted: {
    "zh-CN": "在 Stripe 的页面上用银行卡付款，也可以用那里列出的其他方式。",
    en: "Pay on Stripe's page by card, or by whatever else is offered there.",
  },
  "on-page": {
    "zh-CN": "下一步在本页用银行卡付款，也可以用那里列出的其他方式。卡号只有 Stripe 看得到。",
    en: "Pay in the next step, by card or by whatever else is offered there. Only Stripe sees the card's number.",
  },
} as const;

/** Stripe, accounts with keys of their own or connected to the platform's, by hosted Checkout or the Payment Element. README.md says how it is put together. */
export const stripe = definePaymentProvider<StripeCredentials>({
  id: "stripe",
  label: { "zh-CN": "银行卡（Stripe）", en: "Card (Stripe)" },
  brand: "Stripe",
  credentials: StripeCredentials,
  credentialFields,
  credentialFaults,
  platformCredentials: PlatformCredentials,
  subAccountOf: ({ mode, connectedAccount }) => (mode === "connected" ? (connectedAccount ?? null) : null),
  subAccountCredentials: (subAccount) => ({
    mode: "connected",
    connectedAccount: subAccount,
    presentation: "hosted",
  }),
  connectPlatform,
  settles: "online",
  isForTestStoresOnly: false,
  areNoticesSetByHand: true,
  currencies,
  capabilities: ["disputes", "manual-capture", "onboarding", "partial-refund", "refund-query", "statement"],
  billDays: { timezone: "UTC", readyHour: 1 },
  instructions: ({ presentation }, locale) =>
    instructions[presentation][locale.startsWith("zh") ? "zh-CN" : "en"],
  connect,
});
