import type { WaitingView } from "@hutong/checkout";
import encodeQR from "qr";
import type { CustomerPlace } from "../customer-environment.ts";
import type { Desk } from "./desk.tsx";

interface Props {
  readonly view: WaitingView;
  readonly desk: Desk;
  readonly place: CustomerPlace;
}

/** Whether the page shows a code to scan: on a second screen only, never on that of the phone that would scan it. */
export function isShownAsCode(view: WaitingView, place: CustomerPlace): boolean {
  return view.state === "waiting" && view.action?.kind === "qr-code" && place === "desktop";
}

function Again({ view, desk, label }: { view: WaitingView; desk: Desk; label: string }) {
  return (
    <form method="post" action={desk.path(`/checkout/${view.checkoutRef}/again`)}>
      <button className="pay" type="submit">
        {label}
      </button>
    </form>
  );
}

type QrCode = Extract<WaitingView["action"], { kind: "qr-code" }>;

function Code({ view, desk, action }: { view: WaitingView; desk: Desk; action: QrCode }) {
  const { w } = desk;
  const { text, demoPhoneUrl } = action;
  return (
    <figure className="qr">
      <div
        role="img"
        aria-label={w.codeFor(view.methodTitle, desk.price(view.total))}
        // The library's own drawing of squares; the provider's text is only in which squares are black.
        dangerouslySetInnerHTML={{ __html: encodeQR(text, "svg", { ecc: "medium", border: 4 }) }}
      />
      <figcaption>
        {w.scanWith(view.methodTitle)}
        <small>{w.scanTwice}</small>
        {demoPhoneUrl && (
          <a className="demo-phone" href={demoPhoneUrl} target="demo-phone">
            {w.demoPhone}
          </a>
        )}
      </figcaption>
    </figure>
  );
}

/** The provider has not said how to pay. Nothing is known, so nothing is called failed, and trying again is safe. */
function NoWayYet({ view, desk }: { view: WaitingView; desk: Desk }) {
  const { w } = desk;
  return (
    <section className="box" data-code="provider_silent">
      <p>{w.silentText(view.methodTitle)}</p>
      <Again view={view} desk={desk} label={w.tryAgain} />
    </section>
  );
}

/** What the customer can do now to pay, where they are now. */
export function WayToPay({ view, desk, place }: Props) {
  const { w } = desk;
  const { action } = view;
  if (!action) return <NoWayYet view={view} desk={desk} />;
  if (action.kind === "qr-code" && isShownAsCode(view, place))
    return <Code view={view} desk={desk} action={action} />;
  // A page that runs out is asked for anew each time.
  if (action.kind === "redirect")
    return action.validForSeconds === undefined ? (
      <a className="pay" href={action.url}>
        {w.openPayment}
      </a>
    ) : (
      <Again view={view} desk={desk} label={w.openPayment} />
    );
  // On the pay host the account can find out who pays.
  const isKnownThere = action.kind === "identify" && action.canIdentify === true;
  if (isKnownThere && place === (action.by === "wechat-web" ? "wechat" : "mini-program"))
    return <Again view={view} desk={desk} label={w.openPayment} />;
  const isInside = place === "wechat" || place === "mini-program" || place === "alipay";
  if (isInside && action.kind !== "qr-code")
    return (
      <section className="box" data-code="open_in_browser">
        <h2>{w.openInBrowserTitle}</h2>
        <p>{w.openInBrowserText}</p>
      </section>
    );
  return <Again view={view} desk={desk} label={w.payHere} />;
}
