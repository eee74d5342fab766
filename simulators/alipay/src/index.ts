export { keyOf, type Trade } from "./books.ts";
export { offerOf, payOffer } from "./buyer.ts";
export { deliverDue } from "./delivery.ts";
export { adopt, booksOf, type KeptApp, newKeptApp } from "./kept-app.ts";
export { noticeForm, paymentNotice } from "./notices.ts";
export { createPlatform, type Platform, register } from "./platform.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
