import type { WaitingView } from "@hutong/checkout";
import type { CustomerPlace } from "../customer-environment.ts";
import { type Desk, DeskHeader } from "./desk.tsx";
import { EmbeddedPayment, embeddedIn } from "./embedded-payment.tsx";
import { isShownAsCode, WayToPay } from "./way-to-pay.tsx";

/** Milliseconds between two looks while a code is on the screen: people wait for it to turn. */
const codeEveryMs = 1500;

interface Props {
  readonly view: WaitingView;
  readonly desk: Desk;
  /** Whether the provider was asked just now. */
  readonly isChecked: boolean;
  /** Code of the reason why the payment could not be gone on with. */
  readonly refused?: string | undefined;
  /** Where this page is open. */
  readonly place: CustomerPlace;
}

function Ask({ view, desk, className }: { view: WaitingView; desk: Desk; className: string }) {
  return (
    <form method="post" action={desk.path(`/checkout/${view.checkoutRef}/ask`)}>
      <button className={className} type="submit">
        {desk.w.iHavePaid}
      </button>
    </form>
  );
}

function Open({ view, desk, isChecked, refused, place }: Props) {
  const { w, visit } = desk;
  const { heldUntil } = view;
  const time = heldUntil
    ? new Intl.DateTimeFormat(visit.locale, {
        hour: "2-digit",
        minute: "2-digit",
        timeZone: visit.door.store.timezone,
      }).format(heldUntil)
    : null;
  const isEmbedded = embeddedIn(view) !== null;
  return (
    <>
      <h1>{isEmbedded ? w.embeddedTitle : w.waitingTitle}</h1>
      <p className="amt">{desk.price(view.total)}</p>
      <p className="hint mid">{view.methodTitle}</p>
      {refused && (
        <p className="alert" role="alert" data-code={refused}>
          {w.notOfferedNow}
        </p>
      )}
      {isEmbedded ? (
        <EmbeddedPayment view={view} desk={desk} />
      ) : (
        <div className="acts">
          <WayToPay view={view} desk={desk} place={place} />
          <Ask view={view} desk={desk} className="b2" />
        </div>
      )}
      {(!isEmbedded || isChecked) && (
        <div className="st" role="status">
          <span className="dot" />
          <span>
            {w.waitingLive}
            {isChecked && <small>{w.waitingChecked}</small>}
          </span>
        </div>
      )}
      {!isEmbedded && (
        <div className="st">
          <span className="dot off" />
          <span>
            {w.waitingClose}
            <small>{w.waitingCloseText}</small>
          </span>
        </div>
      )}
      {time && <p className="hold">{w.heldUntil(time)}</p>}
      <p className="ways">
        <a href={desk.path("/checkout")}>{w.otherWay}</a>
      </p>
    </>
  );
}

function Ended({ view, desk }: Props) {
  const { w } = desk;
  const texts = {
    parked: [w.parkedTitle, w.parkedText],
    declined: [w.declinedTitle, w.declinedText],
    expired: [w.expiredTitle, w.expiredText],
    refunded: [w.refundedTitle, w.refundedText],
    released: [w.releasedTitle, w.releasedText],
  } as const;
  const state = view.state === "waiting" || view.state === "placed" ? "parked" : view.state;
  const [title, text] = texts[state];
  const canGoBack = state !== "parked";
  return (
    <>
      <h1>{title}</h1>
      <p className="amt">{desk.price(view.total)}</p>
      <p>{(state === "declined" && view.reason) || text}</p>
      <div className="acts">
        {canGoBack ? (
          <a className="pay" href={desk.path("/checkout")}>
            {w.backToCheckout}
          </a>
        ) : (
          <Ask view={view} desk={desk} className="pay" />
        )}
      </div>
    </>
  );
}

/** What is known of a payment that is under way; unknown is never called failed. */
export function WaitingPage(props: Props) {
  const { view, desk, place } = props;
  return (
    <>
      <DeskHeader desk={desk} />
      <main
        id="main"
        className={`card ${view.state}`}
        data-waiting={
          view.state === "waiting" ? desk.path(`/checkout/${view.checkoutRef}/waiting.json`) : undefined
        }
        data-every={isShownAsCode(view, place) ? codeEveryMs : undefined}
        data-code={`payment_${view.state}`}
      >
        {view.state === "waiting" ? <Open {...props} /> : <Ended {...props} />}
      </main>
    </>
  );
}
