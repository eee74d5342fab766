import type { TotalsView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";
import { AddedTaxes, IncludedTaxes } from "./tax-rows.tsx";

/** The sums of a checkout or an order. */
export function Sums({ totals, count, desk }: { totals: TotalsView; count: number; desk: Desk }) {
  const { w } = desk;
  return (
    <dl className="tot">
      <div>
        <dt>{w.itemsSum(count)}</dt>
        <dd>{desk.price(totals.subtotal)}</dd>
      </div>
      {totals.discount.amount > 0 && (
        <div className="ok">
          <dt>{w.discount}</dt>
          <dd>−{desk.price(totals.discount)}</dd>
        </div>
      )}
      {totals.isShipped && (
        <div>
          <dt>{w.shippingSum}</dt>
          <dd>{totals.shipping.amount === 0 ? w.free : desk.price(totals.shipping)}</dd>
        </div>
      )}
      <AddedTaxes totals={totals} desk={desk} />
      <div className="g">
        <dt>{w.total}</dt>
        <dd data-total="">{desk.price(totals.total)}</dd>
      </div>
      <IncludedTaxes totals={totals} desk={desk} />
    </dl>
  );
}
