export { alipay } from "./alipay/index.ts";
export {
  connectSubject,
  type FarEnd,
  type Subject,
  sampleAttempt,
  sampleEnvironment,
} from "./contract-far-end.ts";
export { type ContractRule, contractRules } from "./contract-rules.ts";
export { contractSuite } from "./contract-suite.ts";
export { type Receiver, startReceiver } from "./notice-receiver.ts";
export { stripe } from "./stripe/index.ts";
export { wechatPay } from "./wechat-pay/index.ts";
