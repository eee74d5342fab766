import type { WaitingView } from "@hutong/checkout";
import type { Desk } from "./desk.tsx";

type Embedded = Extract<NonNullable<WaitingView["action"]>, { kind: "embedded" }>;

/** Islands of ours that know a provider's script, by the name that the action gives them. */
const islands: ReadonlySet<string> = new Set(["payment-element"]);

/** The payment that is to be drawn inside the page; null where there is none, or no island here knows it. */
export function embeddedIn(view: WaitingView): Embedded | null {
  const { state, action } = view;
  return state === "waiting" && action?.kind === "embedded" && islands.has(action.island) ? action : null;
}

/**
 * The place that an island draws a provider's payment in. Without script, and where the provider's does not come, the
 * button leads to the provider's own page instead.
 */
export function EmbeddedPayment({ view, desk }: { view: WaitingView; desk: Desk }) {
  const { w } = desk;
  const at = (door: string) => desk.path(`/checkout/${view.checkoutRef}/${door}`);
  return (
    <section
      className="emb"
      data-embedded={at("embedded")}
      data-return={at("return")}
      data-words={JSON.stringify(w.embedded)}
      aria-label={w.embeddedTitle}
    >
      <p className="load" role="status" data-said hidden>
        {w.embedded.loading}
      </p>
      <div data-mount />
      <p className="alert" role="alert" data-problem hidden />
      <button className="pay" type="button" data-pay hidden disabled>
        {w.pay(desk.price(view.total))}
      </button>
      <form method="post" action={at("hosted")} data-nojs data-hosted>
        <p>{w.hostedText}</p>
        <button className="pay" type="submit">
          {w.payHosted}
        </button>
      </form>
    </section>
  );
}
