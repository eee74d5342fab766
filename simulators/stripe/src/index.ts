export type { Refund, Session } from "./books.ts";
export { endLater, payLater, paySession } from "./buyer.ts";
export { tick } from "./control.ts";
export { type AnswerFault, fairWeather, type NoticeFault } from "./faults.ts";
export { type MerchantCredentials, rollSecret } from "./merchants.ts";
export { eventView, signatureHeader } from "./notices.ts";
export { type Platform, register } from "./platform.ts";
export { createRefund, endRefund } from "./refund-calls.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
