export type { Intent, Refund, Session } from "./books.ts";
export { endLater, payLater, paySession } from "./buyer.ts";
export { answerAsked, confirmIntent } from "./confirming.ts";
export { tick } from "./control.ts";
export { type AnswerFault, fairWeather, type NoticeFault } from "./faults.ts";
export { type MerchantCredentials, rollSecret } from "./merchants.ts";
export { eventView, signatureHeader } from "./notices.ts";
export { type Platform, register } from "./platform.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
