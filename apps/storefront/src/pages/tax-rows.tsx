import type { TaxView, TotalsView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly totals: TotalsView;
  readonly desk: Desk;
}

// "Sales tax 8.25%", as the language writes percentages.
function labelOf({ name, basisPoints }: TaxView, locale: string): string {
  if (basisPoints === 0) return name;
  const rate = (basisPoints / 10_000).toLocaleString(locale, { style: "percent", maximumFractionDigits: 4 });
  return `${name} ${rate}`;
}

const keyOf = ({ name, basisPoints }: TaxView) => `${name} ${basisPoints}`;

/** Taxes that come on top, each by its name and rate, above the total; and what somebody exempt does not pay. */
export function AddedTaxes({ totals, desk }: Props) {
  const { w, visit } = desk;
  if (totals.removedTax.amount > 0)
    return (
      <div className="ok">
        <dt>{w.taxExempt}</dt>
        <dd>−{desk.price(totals.removedTax)}</dd>
      </div>
    );
  if (totals.isTaxIncluded) return null;
  if (totals.isTaxPending)
    return (
      <div>
        <dt>{w.tax}</dt>
        <dd>{w.shippingPending}</dd>
      </div>
    );
  return totals.taxes.map((tax) => (
    <div key={keyOf(tax)}>
      <dt>{labelOf(tax, visit.locale)}</dt>
      <dd>{desk.price(tax.amount)}</dd>
    </div>
  ));
}

/** Taxes that are in the total, under it. */
export function IncludedTaxes({ totals, desk }: Props) {
  const { w, visit } = desk;
  if (!totals.isTaxIncluded || totals.removedTax.amount > 0) return null;
  return totals.taxes.map((tax) => (
    <div key={keyOf(tax)} className="in">
      <dt>{w.taxInside(labelOf(tax, visit.locale))}</dt>
      <dd>{desk.price(tax.amount)}</dd>
    </div>
  ));
}
