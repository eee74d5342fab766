import { type OrderView, placeLine } from "@hutong/checkout";
import { lines } from "@hutong/sections";
import { addressLines } from "./address-lines.ts";
import { type Desk, DeskHeader } from "./desk.tsx";
import { LineList } from "./line-list.tsx";
import { OrderDownloads } from "./order-downloads.tsx";
import { OrderInvoice } from "./order-invoice.tsx";
import { OrderResult } from "./order-result.tsx";
import { Sums } from "./sums.tsx";

/** The order as its customer sees it, right after placing and ever after: result first, then what comes next. */
export function OrderPage({ order, desk }: { order: OrderView; desk: Desk }) {
  const { w, visit } = desk;
  const count = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const { contact } = order;
  // Gift cards pay from the first; this came by the method.
  const charged = order.paid.amount - (order.totals.total.amount - order.totals.due.amount);
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card order" data-order={order.number}>
        <OrderResult order={order} desk={desk} />
        <OrderDownloads downloads={order.downloads} desk={desk} />
        <div className="box">
          <b>{w.orderTitle(order.number)}</b>
          <br />
          {order.pickup ? (
            <>
              {contact && `${contact.address.name}　${contact.phone}`}
              <br />
            </>
          ) : contact ? (
            addressLines(contact.address, visit.locale).map((line) => (
              <span key={line}>
                {line}
                <br />
              </span>
            ))
          ) : (
            <span>{w.hidden}</span>
          )}
          {contact?.email}
        </div>
        {order.pickup && (
          <section data-pickup="">
            <h2>{w.pickupAt}</h2>
            <p className="box">
              <b>{order.pickup.name}</b>
              <br />
              {placeLine(order.pickup.address)}
              {order.pickup.address.phone && (
                <>
                  <br />
                  {order.pickup.address.phone}
                </>
              )}
              {order.pickup.hours && (
                <>
                  <br />
                  {lines(order.pickup.hours)}
                </>
              )}
            </p>
            <p className="hint">{w.pickupNext}</p>
          </section>
        )}
        {order.instructions && order.paymentState === "unpaid" && !order.isCancelled && (
          <section>
            <h2>{order.isOnDelivery ? w.howToPayOnDelivery : w.howToPay}</h2>
            <p className="box">
              {order.methodTitle}
              <br />
              {lines(order.instructions)}
            </p>
          </section>
        )}
        {order.fulfilments.length > 0 && (
          <section>
            <h2>{w.parcels}</h2>
            <p className="box">
              {order.fulfilments.map((parcel) => (
                <span key={parcel.trackingNumber}>{w.parcel(parcel.carrier, parcel.trackingNumber)}</span>
              ))}
            </p>
          </section>
        )}
        <OrderInvoice invoice={order.invoice} desk={desk} />
        <LineList lines={order.lines} desk={desk} />
        <Sums
          totals={order.totals}
          count={count}
          desk={desk}
          dueLabel={order.totals.due.amount > 0 ? order.methodTitle : null}
        />
        {charged > 0 && charged < order.totals.due.amount && (
          <p className="hint">
            {w.charged} {desk.price({ ...order.paid, amount: charged })}
          </p>
        )}
        {order.refunded.amount > 0 && (
          <p className="hint">
            {w.refunded} {desk.price(order.refunded)}
          </p>
        )}
        <p className="hint">
          {[order.pickup ? w.deliveries.pickup : order.shippingName, order.methodTitle]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className="hint">{w.keepLink}</p>
        <div className="acts">
          <a className="b2" href={desk.path("/")}>
            {w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}
