import { type ConnectEnvironment, definePaymentProvider } from "../contract.ts";
import { openAccount } from "./account.ts";
import { checkAccount } from "./check.ts";
import { credentialFaults } from "./credential-faults.ts";
import { credentialFields } from "./credential-fields.ts";
import { StripeCredentials } from "./credentials.ts";
import { currencies } from "./currencies.ts";
import { readNotification } from "./notify.ts";
import { fetchRefund, makeRefund } from "./refunds.ts";
import { expireSession, fetchSession, start } from "./sessions.ts";
import { statement } from "./statement.ts";

function connect(credentials: StripeCredentials, environment: ConnectEnvironment) {
  const account = openAccount(credentials, environment);
  return {
    start: start.bind(null, account),
    fetch: fetchSession.bind(null, account),
    cancel: expireSession.bind(null, account),
    refund: makeRefund.bind(null, account),
    fetchRefund: fetchRefund.bind(null, account),
    check: checkAccount.bind(null, account),
    readNotification: readNotification.bind(null, account),
    statement: statement.bind(null, account),
  };
}

/** Stripe, direct accounts, by hosted Checkout. README.md says how it is put together. */
export const stripe = definePaymentProvider<StripeCredentials>({
  id: "stripe",
  label: { "zh-CN": "银行卡（Stripe）", en: "Card (Stripe)" },
  credentials: StripeCredentials,
  credentialFields,
  credentialFaults,
  settles: "online",
  isForTestStoresOnly: false,
  areNoticesSetByHand: true,
  currencies,
  capabilities: ["partial-refund", "refund-query", "statement"],
  billDays: { timezone: "UTC", readyHour: 1 },
  instructions: (_, locale) =>
    locale.startsWith("zh")
      ? "在 Stripe 的页面上用银行卡付款，也可以用那里列出的其他方式。"
      : "Pay on Stripe's page by card, or by whatever else is offered there.",
  connect,
});
