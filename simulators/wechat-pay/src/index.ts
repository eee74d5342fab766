export { fairWeather } from "@hutong/simulator";
export { keyOf, type Order, type Refund } from "./books.ts";
export { confirmInBridge, orderOfCode, payOrder } from "./buyer.ts";
export { tick } from "./control.ts";
export { enterBooks } from "./enter-books.ts";
export type { AnswerFault, NoticeFault } from "./faults.ts";
export { adopt, booksOf, type KeptMerchant, newKeptMerchant } from "./kept-merchant.ts";
export type { KeyMode, MerchantCredentials, SubMerchantCredentials } from "./merchants.ts";
export { noticeSigning, orderNotice } from "./notices.ts";
export {
  addCertificate,
  createPlatform,
  type Platform,
  register,
  registerSub,
  signatureHeaders,
  signWith,
} from "./platform.ts";
export type { Shipments } from "./shipment-calls.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
export { newLoginCode, openIdOf } from "./wechat-login.ts";
