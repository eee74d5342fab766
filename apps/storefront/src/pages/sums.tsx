import type { TotalsView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";
import { DiscountSum } from "./discount-code.tsx";
import { TenderRows } from "./gift-card.tsx";
import { PriceReasons } from "./price-reasons.tsx";
import { AddedTaxes, IncludedTaxes } from "./tax-rows.tsx";

/** The sums of a checkout or an order, and where they come from. */
export function Sums({
  totals,
  count,
  desk,
  dueLabel = desk.w.gift.due,
}: {
  totals: TotalsView;
  count: number;
  desk: Desk;
  /** What the part that gift cards do not pay is called; null where there is none to speak of. */
  dueLabel?: string | null;
}) {
  const { w } = desk;
  const ofShipping = totals.discounts.filter((one) => one.isOfShipping).map((one) => one.name || w.discount);
  return (
    <>
      <dl className="tot">
        <div>
          <dt>{w.itemsSum(count)}</dt>
          <dd>{desk.price(totals.subtotal)}</dd>
        </div>
        {totals.discounts
          .filter((one) => !one.isOfShipping)
          .map((one) => (
            <DiscountSum key={one.id} discount={one} desk={desk} />
          ))}
        {totals.isShipped && (
          <div>
            <dt>
              {w.shippingSum}
              {ofShipping.length > 0 && (
                <small className="ok"> {w.code.ofShipping(ofShipping.join(", "))}</small>
              )}
            </dt>
            <dd>{totals.shipping.amount === 0 ? w.free : desk.price(totals.shipping)}</dd>
          </div>
        )}
        <AddedTaxes totals={totals} desk={desk} />
        <div className={totals.tenders.length > 0 ? "s" : "g"}>
          <dt>{w.total}</dt>
          <dd data-total="">{desk.price(totals.total)}</dd>
        </div>
        <IncludedTaxes totals={totals} desk={desk} />
        <TenderRows totals={totals} dueLabel={dueLabel} desk={desk} />
      </dl>
      <PriceReasons totals={totals} desk={desk} />
    </>
  );
}
