import type { OrderView } from "@hutong/checkout";
import { downloadWords } from "../words/downloads.ts";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly order: OrderView;
  readonly desk: Desk;
}

interface Said {
  readonly title: string;
  readonly texts: readonly string[];
  /** Nothing is left for the customer to do or to wait for about the money. */
  readonly isGood: boolean;
}

function ofCancelled(order: OrderView, w: Desk["w"]): string {
  if (order.paid.amount > 0 || order.reserved?.state === "captured") return w.cancelledPaid;
  return order.reserved ? w.cancelledReserved : w.cancelledUnpaid;
}

function ofUnpaid(order: OrderView, { w, price }: Desk): Said {
  const total = price(order.totals.due);
  if (order.reserved) return { title: w.lapsedTitle, texts: [w.lapsedNext(total)], isGood: false };
  const sent = order.isOnDelivery ? w.onDeliveryNext(total) : w.unpaidNext(total);
  const text = order.pickup ? w.pickupUnpaidNext(total) : sent;
  return { title: w.placedTitle, texts: [text], isGood: false };
}

function saidOf(order: OrderView, desk: Desk): Said {
  const { w, price } = desk;
  const total = price(order.totals.total);
  const isToShip = order.fulfilmentState === "unfulfilled";
  if (order.isCancelled) return { title: w.cancelledTitle, texts: [ofCancelled(order, w)], isGood: false };
  if (order.paymentState === "unpaid") return ofUnpaid(order, desk);
  if (order.paymentState === "authorized") {
    const text = w.authorizedNext(price(order.totals.due), order.reserved?.isOnFulfilment ?? false);
    return { title: w.placedTitle, texts: [text], isGood: true };
  }
  if (order.paymentState === "partially_paid") {
    const { total: all, due } = order.totals;
    const byMethod = { ...due, amount: order.paid.amount - (all.amount - due.amount) };
    const charged = w.partlyChargedNext(price(byMethod), price(order.totals.due));
    return {
      title: w.paidTitle,
      texts: isToShip && !order.pickup ? [charged, w.shipsNext] : [charged],
      isGood: true,
    };
  }
  const isPaid = order.paymentState === "paid";
  const isSent = order.totals.isShipped || order.pickup !== null;
  if (isPaid && !isSent && order.downloads && order.downloads.length > 0)
    return { title: w.paidTitle, texts: [downloadWords(desk.visit.locale).next(total)], isGood: true };
  return {
    title: isPaid ? w.paidTitle : w.placedTitle,
    texts: isPaid && isToShip ? [order.pickup ? w.pickupPaidNext(total) : w.paidNext(total)] : [],
    isGood: isPaid,
  };
}

function States({ order, desk }: Props) {
  const { w } = desk;
  const isDue = order.paymentState === "unpaid" && order.isOnDelivery;
  // Nothing is left to pay of what was cancelled, or whose reservation is gone.
  const isOver = order.isCancelled || (order.paymentState === "unpaid" && order.reserved !== null);
  return (
    <p className="states">
      {order.isCancelled && <span data-state="cancelled">{w.cancelled}</span>}
      {(!isOver || order.paid.amount > 0) && (
        <span data-state={order.paymentState}>
          {isDue ? w.payOnDelivery : w.payState[order.paymentState]}
        </span>
      )}
      {!order.isCancelled && (
        <span data-state={order.fulfilmentState}>
          {(order.pickup ? w.pickupShipState : w.shipState)[order.fulfilmentState]}
        </span>
      )}
      {order.isTest && <span className="warn">{w.testOrder}</span>}
    </p>
  );
}

/** What has become of an order and what comes next, above all else on its page. */
export function OrderResult({ order, desk }: Props) {
  const { title, texts, isGood } = saidOf(order, desk);
  return (
    <>
      <span className={isGood ? "mark" : "mark wait"} aria-hidden="true" />
      <h1>{title}</h1>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <States order={order} desk={desk} />
    </>
  );
}
