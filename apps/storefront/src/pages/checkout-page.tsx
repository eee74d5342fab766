import type { CheckoutView } from "@hutong/checkout";
import { Icon } from "@hutong/sections";
import { AddressFields } from "./address-fields.tsx";
import { Methods } from "./choices.tsx";
import { CustomerPart, SaveAddress } from "./customer-part.tsx";
import { DeliveryChoice, DeliveryKind } from "./delivery.tsx";
import { type Desk, DeskHeader } from "./desk.tsx";
import { type CodeProblem, DiscountCode } from "./discount-code.tsx";
import { GiftCards } from "./gift-card.tsx";
import { GiftWrapping, type WrappingTyped } from "./gift-wrapping.tsx";
import { InvoiceFields } from "./invoice-fields.tsx";
import { LineList, pictureOf } from "./line-list.tsx";
import { Sums } from "./sums.tsx";

export interface CheckoutPageProps {
  readonly view: CheckoutView;
  readonly desk: Desk;
  /** Codes of fields at fault, by field. */
  readonly faults: Readonly<Record<string, string>>;
  /** What to say on top, and its stable code. */
  readonly problem: { readonly text: string; readonly code: string } | null;
  /** What to say to whoever comes back by a link; null otherwise. */
  readonly notice: string | null;
  readonly codeProblem: CodeProblem | null;
  /** Idempotency key of this page's submit. */
  readonly formKey: string;
  /** Mark of the details as saved, so that the pay request saves them only when they were changed; empty: not saved. */
  readonly savedMark: string;
  readonly accountId: string | null;
  /** A gift card's code that was typed and not taken; empty: none. */
  readonly giftCard: string;
  /** What was filled in for the gift wrapping and not taken. */
  readonly wrapping: WrappingTyped | null;
}

function Goods({ view, desk }: { view: CheckoutView; desk: Desk }) {
  const total = view.totals?.due ?? view.cart.subtotal;
  const pictures = view.cart.lines
    .map(pictureOf)
    .filter((picture) => picture !== null)
    .slice(0, 3);
  return (
    <details className="ms">
      <summary>
        <span className="mt">
          {pictures.map((picture) => (
            <img key={picture} src={picture} alt="" width="44" height="44" />
          ))}
        </span>
        <span>{desk.w.goods(view.cart.count)}</span>
        <b data-part="due">{desk.price(total)}</b>
        <span aria-hidden="true" className="chev" />
      </summary>
      <div data-part="lines">
        <LineList lines={view.cart.lines} desk={desk} />
      </div>
    </details>
  );
}

function Totals({ view, desk }: { view: CheckoutView; desk: Desk }) {
  const { cart } = view;
  if (view.totals) return <Sums totals={view.totals} count={cart.count} desk={desk} />;
  return (
    <dl className="tot">
      <div>
        <dt>{desk.w.itemsSum(cart.count)}</dt>
        <dd>{desk.price(cart.subtotal)}</dd>
      </div>
      <div>
        <dt>{desk.w.shippingSum}</dt>
        <dd>{desk.w.shippingPending}</dd>
      </div>
    </dl>
  );
}

function PayPart(props: CheckoutPageProps) {
  const { view, desk, formKey, savedMark } = props;
  const { w } = desk;
  if (!view.isReadyToPay || !view.totals) return null;
  const isDue = view.totals.due.amount > 0;
  return (
    <>
      {isDue && (
        <Methods methods={view.methods} chosen={props.accountId} fault={props.faults.account} desk={desk} />
      )}
      <input type="hidden" name="checkout" value={view.formRef} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="saved" value={savedMark} />
      <input type="hidden" name="total" value={view.totals.total.amount} />
      <input type="hidden" name="due" value={view.totals.due.amount} />
      <input type="hidden" name="currency" value={view.totals.due.currency} />
      {(view.methods.length > 0 || !isDue) && (
        <>
          <p className="nt">{w.terms}</p>
          <div className="bar">
            <button className="pay" type="submit" formAction={desk.path("/checkout/pay")} data-pay="">
              {isDue ? w.placeOrder(desk.price(view.totals.due)) : w.gift.place}
            </button>
          </div>
        </>
      )}
    </>
  );
}

function Form(props: CheckoutPageProps) {
  const { view, desk, faults } = props;
  const { w } = desk;
  return (
    <form id="checkout" method="post" action={desk.path("/checkout/details")} noValidate data-checkout="">
      {/* What Enter presses: the first button of a form, whatever stands further down. */}
      <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />
      <CustomerPart view={view} desk={desk} />
      <div data-part="address">
        <DeliveryKind view={view} desk={desk} />
        <AddressFields view={view} faults={faults} desk={desk} />
      </div>
      <SaveAddress view={view} desk={desk} />
      <div data-part="rates">
        <DeliveryChoice view={view} fault={faults.shippingRateId} desk={desk} />
      </div>
      <details className="note" open={view.note !== ""}>
        <summary>
          {w.noteTitle} <small>{w.optional}</small>
        </summary>
        <textarea name="note" defaultValue={view.note} maxLength={1000} rows={3} aria-label={w.noteTitle} />
      </details>
      <GiftWrapping wrapping={view.wrapping} filled={props.wrapping} desk={desk} />
      <InvoiceFields view={view} faults={faults} desk={desk} />
      <div data-part="cards">
        <GiftCards view={view} typed={props.giftCard} fault={faults.giftCard} desk={desk} />
      </div>
      <div data-part="pay">
        {view.isReadyToPay ? (
          <p className="again">
            <button className="sm" type="submit" data-save="">
              {w.saveAgain}
            </button>
          </p>
        ) : (
          <div className="bar">
            <button className="pay" type="submit" data-save="">
              {w.save}
            </button>
          </div>
        )}
        <DiscountCode
          codes={view.codes}
          problem={props.codeProblem}
          currency={view.cart.subtotal.currency}
          desk={desk}
        />
        <div className="sumsp">
          <Totals view={view} desk={desk} />
        </div>
        <PayPart {...props} />
      </div>
    </form>
  );
}

/**
 * Contact, address, delivery, payment and sums on one page, to be paid in one step from the first; two buttons of one form,
 * so that it works without script.
 */
export function CheckoutPage(props: CheckoutPageProps) {
  const { view, desk, problem } = props;
  const { w } = desk;
  return (
    <div className="wrap">
      <div className="l">
        <div>
          <DeskHeader
            desk={desk}
            back={
              <a className="bk" href={desk.path("/cart")}>
                <span aria-hidden="true" className="chev" />
                <span className="bt">{w.backToBag}</span>
              </a>
            }
            end={
              <span className="safe">
                <Icon name="lock" size={18} /> <span className="bt">{w.secure}</span>
              </span>
            }
          />
          <main id="main">
            <h1 className="sr">{w.checkout}</h1>
            <Goods view={view} desk={desk} />
            <div data-part="notice" role="status">
              {props.notice && <p className="notice">{props.notice}</p>}
            </div>
            {problem && (
              <p className="alert" role="alert" data-code={problem.code}>
                {problem.text}
              </p>
            )}
            <Form {...props} />
          </main>
        </div>
      </div>
      <aside className="r" aria-label={w.summary}>
        <div>
          <p className="safe">
            <Icon name="lock" size={18} /> {w.secure}
          </p>
          <div data-part="lines">
            <LineList lines={view.cart.lines} desk={desk} />
          </div>
          <div className="sumsd" data-part="sums">
            <Totals view={view} desk={desk} />
          </div>
        </div>
      </aside>
    </div>
  );
}
