import type { BagView, CheckoutView, DiscountLineView } from "@hutong/checkout";
import { messageOf } from "../words/index.ts";
import type { Desk } from "./desk.tsx";

/** What is wrong with a code that was typed, by its stable code. */
export interface CodeProblem {
  readonly code: string;
  readonly typed: string;
}

type CodeState = CheckoutView["codes"][number];

function whyText({ why }: CodeState, currency: string, { w, visit, price }: Desk): string {
  if (!why) return w.code.taken;
  switch (why.kind) {
    case "not_begun": {
      const { timezone: timeZone } = visit.door.store;
      const day = new Intl.DateTimeFormat(visit.locale, { dateStyle: "long", timeStyle: "short", timeZone });
      return w.code.notBegun(day.format(new Date(why.at)));
    }
    case "minimum_amount":
      return w.code.missingAmount(price({ amount: why.missing, currency }));
    case "minimum_quantity":
      return w.code.missingQuantity(why.missing);
    default:
      return w.code.why[why.kind];
  }
}

/** Codes of a cart with what became of each, and a field for another one; part of a form, and its buttons name their own door. */
export function DiscountCode({
  codes,
  problem,
  currency,
  desk,
  action = "/checkout/code",
}: {
  readonly codes: readonly CodeState[];
  readonly problem: CodeProblem | null;
  readonly currency: string;
  readonly desk: Desk;
  readonly action?: string;
}) {
  const { w } = desk;
  const door = desk.path(action);
  return (
    <div className="dc">
      {codes.length > 0 && (
        <ul>
          {codes.map((one) => (
            <li
              key={one.code}
              className={one.why ? "no" : "ok"}
              data-discount-code={one.why?.kind ?? "taken"}
            >
              <b>{one.code}</b>
              <span>{whyText(one, currency, desk)}</span>
              <button
                type="submit"
                name="drop"
                value={one.code}
                formAction={door}
                formNoValidate
                aria-label={w.code.drop(one.code)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <label htmlFor="discount-code">{w.code.label}</label>
      <div className="dci">
        <input
          id="discount-code"
          name="code"
          type="text"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={100}
          defaultValue={problem?.typed}
          // biome-ignore lint/a11y/noAutofocus: the page came back because of it.
          autoFocus={problem ? true : undefined}
          enterKeyHint="done"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "discount-code-fault" : undefined}
        />
        <button type="submit" className="sm" formAction={door} formNoValidate>
          {w.code.put}
        </button>
      </div>
      {problem && (
        <p className="em" id="discount-code-fault" role="alert" data-code={problem.code}>
          {messageOf(w, problem.code)}
        </p>
      )}
    </div>
  );
}

/** What one discount takes off the goods, as a row of sums. */
export function DiscountSum({ discount, desk }: { discount: DiscountLineView; desk: Desk }) {
  return (
    <div className="ok">
      <dt>
        {discount.name || desk.w.discount}
        {discount.code && <small> {discount.code}</small>}
      </dt>
      <dd>{`−${desk.price(discount.amount)}`}</dd>
    </div>
  );
}

/** What discounts take off a bag's goods before the checkout; nothing where they take nothing. */
export function BagDiscounts({ cart, desk }: { cart: BagView; desk: Desk }) {
  const ofGoods = cart.discounts.filter((one) => !one.isOfShipping);
  if (ofGoods.length === 0) return null;
  return (
    <>
      {ofGoods.map((one) => (
        <p key={one.id} className="off">
          <span>{one.name || desk.w.discount}</span>
          <span>{`−${desk.price(one.amount)}`}</span>
        </p>
      ))}
      <p>
        <span>{desk.w.total}</span>
        <b>{desk.price(cart.goods)}</b>
      </p>
    </>
  );
}
