import { type ConnectEnvironment, definePaymentProvider } from "../contract.ts";
import { openAccount, openProvider } from "./account.ts";
import { statement } from "./bill.ts";
import { checkAccount, checkProvider } from "./check.ts";
import { credentialFaults } from "./credential-faults.ts";
import { credentialFields } from "./credential-fields.ts";
import { ProviderCredentials, WechatPayCredentials } from "./credentials.ts";
import { addressNotice, readNotification } from "./notify.ts";
import { closeOrder, fetchOrder, start } from "./orders.ts";
import { platformShare } from "./platform-share.ts";
import { fetchRefund, makeRefund } from "./refunds.ts";
import { reportShipment } from "./shipments.ts";
import { identifyAt, readIdentity } from "./wechat-identity.ts";

function connect(credentials: WechatPayCredentials, environment: ConnectEnvironment) {
  const account = openAccount(credentials, environment);
  const { apps } = account;
  return {
    start: start.bind(null, account),
    fetch: fetchOrder.bind(null, account),
    cancel: closeOrder.bind(null, account),
    refund: makeRefund.bind(null, account),
    fetchRefund: fetchRefund.bind(null, account),
    ...(apps.official ? { identifyAt: identifyAt.bind(null, apps) } : {}),
    ...(apps.official || apps.miniProgram ? { readIdentity: readIdentity.bind(null, apps) } : {}),
    check: checkAccount.bind(null, account),
    readNotification: readNotification.bind(null, account),
    reportShipment: reportShipment.bind(null, account),
    statement: statement.bind(null, account),
    ...(account.platform ? platformShare(account, account.platform) : {}),
  };
}

function connectPlatform(environment: ConnectEnvironment) {
  const provider = openProvider(environment);
  return {
    check: checkProvider.bind(null, provider),
    addressNotice: addressNotice.bind(null, provider),
  };
}

/** WeChat Pay, API v3, direct merchants and sub-merchants of the platform's service provider: JSAPI and mini program, H5, Native. README.md says how it is put together. */
export const wechatPay = definePaymentProvider<WechatPayCredentials>({
  id: "wechat-pay",
  label: { "zh-CN": "微信支付", en: "WeChat Pay" },
  credentials: WechatPayCredentials,
  credentialFields,
  credentialFaults,
  platformCredentials: ProviderCredentials,
  subAccountOf: ({ mode, subMchid }) => (mode === "service-provider" ? (subMchid ?? null) : null),
  merchantOf: ({ mode, mchid, subMchid }) => (mode === "service-provider" ? subMchid : mchid) ?? null,
  connectPlatform,
  settles: "online",
  isForTestStoresOnly: false,
  currencies: ["CNY"],
  capabilities: ["partial-refund", "platform-share", "refund-query", "shipment-report", "statement"],
  billDays: { timezone: "Asia/Shanghai", readyHour: 10 },
  instructions: (_, locale) => (locale.startsWith("zh") ? "用微信付款。" : "Pay with WeChat."),
  connect,
});
