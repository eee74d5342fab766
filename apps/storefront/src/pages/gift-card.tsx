import type { CheckoutView, GiftCardView, TotalsView } from "@hutong/checkout";
import { messageOf } from "../words/index.ts";
import type { Desk } from "./desk.tsx";

function Card({ card, desk }: { card: GiftCardView; desk: Desk }) {
  const { w } = desk;
  return (
    <li>
      <span>
        <b>{w.gift.ending(card.last)}</b>
        {card.problem ? (
          <small className="bad" data-code={card.problem}>
            {messageOf(w, card.problem)}
          </small>
        ) : (
          <small>{w.gift.balance(desk.price(card.balance))}</small>
        )}
      </span>
      {card.pays.amount > 0 && <span>−{desk.price(card.pays)}</span>}
      <button
        className="sm"
        type="submit"
        formAction={desk.path("/checkout/gift-cards/remove")}
        name="remove"
        value={card.id}
        aria-label={w.gift.removeThis(card.last)}
      >
        {w.gift.remove}
      </button>
    </li>
  );
}

interface Props {
  readonly view: Pick<CheckoutView, "giftCards">;
  /** What was typed and not taken, and the code of what is wrong with it. */
  readonly typed: string;
  readonly fault: string | undefined;
  readonly desk: Desk;
}

/** Gift cards of a checkout: what each pays and has, and a field for one more. Buttons of the checkout's own form. */
export function GiftCards({ view, typed, fault, desk }: Props) {
  const { gift } = desk.w;
  const { giftCards } = view;
  const isOpen = giftCards.length > 0 || fault !== undefined || typed !== "";
  return (
    <details className="note gc" open={isOpen}>
      <summary>
        {gift.title} <small>{desk.w.optional}</small>
      </summary>
      {giftCards.length > 0 && (
        <ul aria-label={gift.title}>
          {giftCards.map((card) => (
            <Card key={card.id} card={card} desk={desk} />
          ))}
        </ul>
      )}
      <div className="fl">
        <label htmlFor="giftCard">{gift.label}</label>
        <div className="sel">
          <input
            id="giftCard"
            name="giftCard"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            defaultValue={typed}
            placeholder="XXXX-XXXX-XXXX-XXXX"
            aria-invalid={fault ? true : undefined}
            // biome-ignore lint/a11y/noAutofocus: the page came back because of it.
            autoFocus={fault ? true : undefined}
            aria-describedby={fault ? "giftCard-fault" : undefined}
          />
          <button className="sm" type="submit" formAction={desk.path("/checkout/gift-cards")} data-gift="">
            {gift.apply}
          </button>
        </div>
        {fault && (
          <p className="em" id="giftCard-fault" role="alert" data-code={fault}>
            {messageOf(desk.w, fault)}
          </p>
        )}
      </div>
    </details>
  );
}

/** What gift cards pay of a total, and what is left: rows of the sums. Nothing without cards. */
export function TenderRows({
  totals,
  dueLabel,
  desk,
}: {
  totals: TotalsView;
  dueLabel: string | null;
  desk: Desk;
}) {
  if (totals.tenders.length === 0) return null;
  return (
    <>
      {totals.tenders.map((tender) => (
        <div className="ok" key={tender.id}>
          <dt>{desk.w.gift.ending(tender.last)}</dt>
          <dd>−{desk.price(tender.amount)}</dd>
        </div>
      ))}
      {dueLabel !== null && (
        <div className="g">
          <dt>{dueLabel}</dt>
          <dd data-due="">{desk.price(totals.due)}</dd>
        </div>
      )}
    </>
  );
}
