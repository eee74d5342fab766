import { type ConnectEnvironment, definePaymentProvider } from "../contract.ts";
import { openAccount } from "./account.ts";
import { statement } from "./bill.ts";
import { checkAccount } from "./check.ts";
import { credentialFaults } from "./credential-faults.ts";
import { credentialFields } from "./credential-fields.ts";
import { AlipayCredentials } from "./credentials.ts";
import { readNotification } from "./notify.ts";
import { fetchRefund, makeRefund } from "./refunds.ts";
import { closeTrade, fetchTrade, start } from "./trades.ts";

function connect(credentials: AlipayCredentials, environment: ConnectEnvironment) {
  const account = openAccount(credentials, environment);
  return {
    start: start.bind(null, account),
    fetch: fetchTrade.bind(null, account),
    cancel: closeTrade.bind(null, account),
    refund: makeRefund.bind(null, account),
    fetchRefund: fetchRefund.bind(null, account),
    check: checkAccount.bind(null, account),
    readNotification: readNotification.bind(null, account),
    statement: statement.bind(null, account),
  };
}

/** Alipay in mainland China, Open Platform v2: page, wap and a code of ours. README.md says how it is put together. */
export const alipay = definePaymentProvider<AlipayCredentials>({
  id: "alipay",
  label: { "zh-CN": "支付宝", en: "Alipay" },
  credentials: AlipayCredentials,
  credentialFields,
  credentialFaults,
  merchantOf: ({ appId, sellerId }) => `${sellerId} (${appId})`,
  settles: "online",
  isForTestStoresOnly: false,
  currencies: ["CNY"],
  capabilities: ["partial-refund", "refund-query", "statement"],
  billDays: { timezone: "Asia/Shanghai", readyHour: 12 },
  instructions: (_, locale) => (locale.startsWith("zh") ? "用支付宝付款。" : "Pay with Alipay."),
  connect,
});
