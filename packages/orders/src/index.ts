export { applyPayment, loseAuthorization } from "./apply-payment.ts";
export { applyRefund } from "./apply-refund.ts";
export { cancelOrder } from "./cancel-order.ts";
export { captureOrder } from "./capture-order.ts";
export { countSold } from "./count-sold.ts";
export { getCustomer, type StaffCustomer } from "./customers/get-customer.ts";
export { type CustomerItem, listCustomers } from "./customers/list-customers.ts";
export { changeDownloads } from "./downloads/change-downloads.ts";
export { fulfilDownloads } from "./downloads/fulfil-downloads.ts";
export {
  type DownloadState,
  downloadState,
  downloadsOf,
  type OrderDownload,
} from "./downloads/list-downloads.ts";
export { blankAddress, erasedOrders, eraseOldOrders, eraseOrders, isOver } from "./erase-orders.ts";
export {
  dueOf,
  type FrozenBundlePart,
  type FrozenDiscount,
  type FrozenLine,
  type FrozenPickup,
  type FrozenPrice,
  type FrozenQuote,
  type KeptQuote,
  tendersOf,
} from "./frozen-quote.ts";
export { fulfilOrder } from "./fulfil-order.ts";
export {
  getOrderForStaff,
  type StaffAuthorization,
  type StaffEvent,
  type StaffOrder,
  type StaffOrderLine,
  type StaffPayment,
  type StaffTender,
} from "./get-order-for-staff.ts";
export { getOrderPayments, type OrderPayments, type StaffRefund } from "./get-order-payments.ts";
export { type DaySales, getSalesToday, type SalesToday } from "./get-sales-today.ts";
export { invoiceOf } from "./invoice-of.ts";
export { type InvoiceRequest, type IssuedInvoice, issueInvoice, type OrderInvoice } from "./invoices.ts";
export { listDisputes, type StaffDispute } from "./list-disputes.ts";
export { listOrders, type OrderItem, type OrderTab } from "./list-orders.ts";
export { listWaitingRefunds, type WaitingRefund } from "./list-waiting-refunds.ts";
export { methodTitle } from "./method-title.ts";
export { type OrderToPlace, placeOrder } from "./place-order.ts";
export { refundOrder, retryRefund } from "./refund-order.ts";
export { recountRefunds } from "./refunds-count.ts";
export { allowed, type OrderAction, type OrderStates, whyNot } from "./transitions.ts";
