export { keyOf, type Trade } from "./books.ts";
export { offerOf, payOffer } from "./buyer.ts";
export { noticeForm, paymentNotice } from "./notices.ts";
export { type Platform, register } from "./platform.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
