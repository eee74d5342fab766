import type { OwnOrderView } from "@hutong/checkout";
import { fileUrl } from "@hutong/files";
import { sizedUrl } from "@hutong/files/sizes";
import { accountWords } from "../../words/account.ts";
import type { Desk } from "../desk.tsx";
import { AccountFrame } from "./frame.tsx";

function OrderRow({ order, desk }: { order: OwnOrderView; desk: Desk }) {
  const { locale } = desk.visit;
  const t = accountWords(locale);
  const { w } = desk;
  const placed = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeZone: desk.visit.door.store.timezone,
  }).format(order.placedAt);
  return (
    <li>
      <a href={desk.path(`/orders/${order.ref}`)} className="order-row">
        <span className="mt">
          {order.pictures.map((path) => (
            <img key={path} src={sizedUrl(fileUrl(path), 160)} alt="" width="44" height="44" />
          ))}
        </span>
        <span className="what">
          <b>{t.orderNumber(order.number)}</b>
          <small>
            {placed} · {t.items(order.count)}
          </small>
          <span className="states">
            {order.isCancelled ? (
              <span className="warn">{w.cancelled}</span>
            ) : (
              <>
                <span data-state={order.paymentState}>{w.payState[order.paymentState]}</span>
                <span data-state={order.fulfilmentState}>{w.shipState[order.fulfilmentState]}</span>
              </>
            )}
          </span>
        </span>
        <span className="sum">{desk.price(order.total)}</span>
      </a>
    </li>
  );
}

/** The customer's orders, newest first. */
export function OrdersPage({
  desk,
  orders,
  nextBefore,
}: {
  desk: Desk;
  orders: readonly OwnOrderView[];
  nextBefore: number | null;
}) {
  const t = accountWords(desk.visit.locale);
  return (
    <AccountFrame desk={desk} tab="orders">
      {orders.length === 0 ? (
        <section className="none">
          <h2>{t.noOrders}</h2>
          <p className="hint">{t.noOrdersText}</p>
          <a className="b2" href={desk.path("/")}>
            {desk.w.shopOn}
          </a>
        </section>
      ) : (
        <ul className="rows">
          {orders.map((order) => (
            <OrderRow key={order.ref} order={order} desk={desk} />
          ))}
        </ul>
      )}
      {nextBefore !== null && (
        <a className="b2" href={desk.path(`/account?before=${nextBefore}`)}>
          {t.olderOrders}
        </a>
      )}
    </AccountFrame>
  );
}
