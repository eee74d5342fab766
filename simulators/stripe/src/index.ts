export type { Refund, Session } from "./books.ts";
export { endLater, payLater, paySession } from "./buyer.ts";
export { tick } from "./control.ts";
export { type AnswerFault, fairWeather, type NoticeFault } from "./faults.ts";
export { adopt, booksOf, type KeptMerchant, newKeptMerchant } from "./kept-merchant.ts";
export { type MerchantCredentials, rollSecret } from "./merchants.ts";
export { eventView, signatureHeader } from "./notices.ts";
export { createPlatform, type Platform, register } from "./platform.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
