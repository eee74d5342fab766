import type { BagView, LineView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";
import { BagDiscounts, type CodeProblem, DiscountCode } from "./discount-code.tsx";
import { PricedNote, pictureOf } from "./line-list.tsx";

import { LineWords } from "./line-words.tsx";

function CartLine({ line, desk }: { line: LineView; desk: Desk }) {
  const { t } = desk.frame;
  const picture = pictureOf(line);
  const label = `${line.title}${line.variantTitle ? ` ${line.variantTitle}` : ""}`;
  return (
    <li>
      <div className="tn">{picture && <img src={picture} alt="" width="76" height="76" />}</div>
      <div>
        <a href={desk.path(`/products/${encodeURIComponent(line.productHandle)}`)}>
          <b>{line.title}</b>
        </a>
        {line.variantTitle && <small>{line.variantTitle}</small>}
        <PricedNote line={line} desk={desk} />
        <LineWords line={line} desk={desk} />
        {!line.isAvailable && <small className="bad">{t.lineGone}</small>}
        <form method="post" action={desk.path("/cart/update")} className="lq" data-line="">
          <input type="hidden" name="variant" value={line.variantId} />
          {line.mark && <input type="hidden" name="mark" value={line.mark} />}
          <span className="st" data-stepper="">
            <input
              type="number"
              name="quantity"
              min="0"
              max="999"
              defaultValue={line.quantity}
              inputMode="numeric"
              aria-label={`${t.quantity}, ${label}`}
            />
          </span>
          <button className="sm" type="submit" data-update="">
            {t.update}
          </button>
          <button className="rm" type="submit" name="remove" value="1" aria-label={`${t.remove}, ${label}`}>
            {t.remove}
          </button>
        </form>
      </div>
      <span className="sum">{desk.price(line.total)}</span>
    </li>
  );
}

export interface CartBodyProps {
  readonly cart: BagView;
  readonly desk: Desk;
  readonly problem: string | null;
  readonly codeProblem: CodeProblem | null;
}

/** Lines, sum and the way to checkout; also what the drawer shows. */
export function CartBody({ cart, desk, problem, codeProblem }: CartBodyProps) {
  const { t } = desk.frame;
  return (
    <>
      {problem && (
        <p className="alert" role="alert">
          {problem}
        </p>
      )}
      {cart.lines.length === 0 ? (
        <div className="empty">
          <p>{t.bagEmptyText}</p>
          <a className="btn" href={desk.path("/collections")}>
            <span>{t.keepLooking}</span>
          </a>
        </div>
      ) : (
        <>
          <ul className="ci">
            {cart.lines.map((line) => (
              <CartLine key={line.id} line={line} desk={desk} />
            ))}
          </ul>
          <form method="post" action={desk.path("/cart/code")}>
            <DiscountCode
              codes={cart.codes}
              problem={codeProblem}
              currency={cart.subtotal.currency}
              desk={desk}
              action="/cart/code"
            />
          </form>
          <div className="cgo">
            <p>
              <span>{t.subtotal}</span>
              <b>{desk.price(cart.subtotal)}</b>
            </p>
            <BagDiscounts cart={cart} desk={desk} />
            <p className="k">{t.shippingLater}</p>
            <a className="btn" href={desk.path("/checkout")}>
              <span>{t.checkout}</span>
            </a>
          </div>
        </>
      )}
    </>
  );
}

/** The bag as a page, for browsers without script and for whoever wants more room. */
export function CartPage(props: CartBodyProps & { code: string | null }) {
  const { t } = props.desk.frame;
  const { count } = props.cart;
  return (
    <section className="s cart" data-code={props.code ?? undefined}>
      <header>
        <h1>{count === 0 ? t.bagEmpty : t.bagCount(count)}</h1>
      </header>
      <div data-cart="">
        <CartBody {...props} />
      </div>
    </section>
  );
}
