export { type LeftCheckout, listLeftCheckouts } from "./abandoned/list-left-checkouts.ts";
export { requestRecoveryLetter } from "./abandoned/request-letter.ts";
export { type Restored, restoreCheckout } from "./abandoned/restore-checkout.ts";
export { stopLetters } from "./abandoned/stop-letters.ts";
export { addLine, updateLine } from "./add-line.ts";
export { placeLine } from "./delivery/place-line.ts";
export { dropCode, putCode } from "./discounts/cart-codes.ts";
export { type TriedCart, type TriedLine, tryCart } from "./discounts/try-cart.ts";
export { downloadViews } from "./downloads/download-views.ts";
export {
  type ByteRange,
  type Download,
  type DownloadView,
  findDownload,
  takeDownload,
} from "./downloads/take-download.ts";
export { eraseCustomer, eraseOldInvoices, eraseOwnData } from "./erase-customer.ts";
export { exportCustomer, exportOwnData } from "./export-customer.ts";
export { getCart } from "./get-cart.ts";
export { getCheckout } from "./get-checkout.ts";
export { getOrder } from "./get-order.ts";
export { listOwnOrders } from "./list-own-orders.ts";
export { markOrderPaid } from "./mark-order-paid.ts";
export { mergeCarts } from "./merge-carts.ts";
export { openEmbedded } from "./open-embedded.ts";
export { browserState, isBrowserState } from "./pay-host/browser-state.ts";
export { findPayStep, type PayStep } from "./pay-host/find-pay-step.ts";
export { newTicket, payAddress } from "./pay-host/pay-address.ts";
export { type Identified, identifyAddress, payIdentified } from "./pay-host/pay-identified.ts";
export { type Spent, spendTicket } from "./pay-host/spend-ticket.ts";
export { payHosted } from "./pay-hosted.ts";
export { type Point, setPoint } from "./points.ts";
export { type NoticeRead, readNotice } from "./read-notice.ts";
export { type Reconciled, reconcileBill } from "./reconcile-bill.ts";
export { findRef, openRef, refOf } from "./references.ts";
export { reportShipment } from "./report-shipment.ts";
export { saveAddress } from "./save-address.ts";
export { saveDetails } from "./save-details.ts";
export type { SubmitDetailsInput, SubmitInput } from "./schemas.ts";
export type { PaymentFacts, Settled } from "./settle.ts";
export { settleAuthorization } from "./settle-authorization.ts";
export { settlePayment } from "./settle-payment.ts";
export { submitCheckout } from "./submit-checkout.ts";
export { submitDetails } from "./submit-details.ts";
export { applyGiftCard, removeGiftCard } from "./tenders/cart-gift-cards.ts";
export type { GiftCardView, TenderView } from "./tenders/views.ts";
export { closeAttempt, expireReservations, queryAttempts } from "./timers.ts";
export type {
  AddressView,
  BagView,
  CartView,
  CheckoutView,
  DiscountLineView,
  EmbeddedView,
  LineView,
  MethodView,
  OpenedEmbedded,
  OrderDownloadView,
  OrderView,
  OwnOrderView,
  PickupView,
  RateView,
  SavedAddressView,
  SubmitOutcome,
  TaxView,
  TotalsView,
  WaitingView,
} from "./views.ts";
export { askProvider, getWaiting, type PayAgainInput, payAgain } from "./waiting.ts";
export { type GiftWrapping, getGiftWrapping, putGiftWrapping } from "./wrapping/gift-wrapping.ts";
export type { WrappingView } from "./wrapping/wrapping-view.ts";
