import {
  askProvider,
  getWaiting,
  openEmbedded,
  payAgain,
  payHosted,
  type SubmitOutcome,
  type WaitingView,
} from "@hutong/checkout";
import { newId } from "@hutong/kernel";
import type { Hono } from "hono";
import { embeddedIn } from "../pages/embedded-payment.tsx";
import { WaitingPage } from "../pages/waiting-page.tsx";
import { refusalOf } from "../refusal.ts";
import { deskPage, openDesk } from "../render-desk-page.tsx";
import { checkoutHeaders } from "../security.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf } from "../visit.ts";
import { goOn } from "./checkout.tsx";
import { environmentOf } from "./environment-of.ts";

const refreshSeconds = 10;

function placedAt(c: RouteContext, view: WaitingView): string | null {
  return view.orderRef === null ? null : addressOf(c.get("visit"), `/orders/${view.orderRef}`);
}

async function showWaiting(
  services: Services,
  c: RouteContext,
  view: WaitingView,
  { isChecked = false, refused }: { isChecked?: boolean; refused?: string } = {},
): Promise<Response> {
  const order = placedAt(c, view);
  if (order) return c.redirect(order, 303);
  const desk = await openDesk(services, c.get("visit"));
  const embedded = embeddedIn(view);
  return deskPage(services, desk, {
    title: desk.w.waitingTitle,
    status: refused ? 409 : 200,
    ...(embedded ? { embedded } : {}),
    body: (
      <WaitingPage
        view={view}
        desk={desk}
        isChecked={isChecked}
        refused={refused}
        place={environmentOf(c).kind}
      />
    ),
    ...(view.state === "waiting" && !refused ? { refreshSeconds } : {}),
  });
}

/**
 * Waiting for a payment: the page, what its script polls, "I have paid", and the browser's return from the provider,
 * which proves nothing and only asks.
 */
export function paymentRoutes(app: Hono<RouteEnv>, services: Services): void {
  const checkoutOf = (c: RouteContext) => ({ checkout: c.req.param("ref") ?? "" });
  app.get("/checkout/:ref/waiting", async (c) =>
    showWaiting(services, c, await getWaiting(c.get("visit").ctx, checkoutOf(c))),
  );
  app.get("/checkout/:ref/waiting.json", async (c) => {
    const view = await getWaiting(c.get("visit").ctx, checkoutOf(c));
    return c.json({ state: view.state, order: placedAt(c, view) }, 200, checkoutHeaders(services.protocol));
  });
  const payBy = async (c: RouteContext, verb: typeof payAgain): Promise<SubmitOutcome | Response> => {
    const { ctx, origin } = c.get("visit");
    const { checkout } = checkoutOf(c);
    const returnUrl = `${origin}${addressOf(c.get("visit"), "/checkout/{checkout}/return")}`;
    try {
      return await verb(ctx, { checkout, key: newId(), returnUrl, customer: environmentOf(c) });
    } catch (error) {
      // The way to pay was switched off in the meantime, or is not for where the customer is now.
      const refusal = refusalOf(error);
      if (!refusal?.code.startsWith("method_")) throw error;
      return showWaiting(services, c, await getWaiting(ctx, { checkout }), { refused: refusal.code });
    }
  };
  app.post("/checkout/:ref/again", async (c) => {
    const outcome = await payBy(c, payAgain);
    return outcome instanceof Response ? outcome : goOn(services, c, outcome, "");
  });
  // For browsers in which the provider's script does not draw the payment.
  app.post("/checkout/:ref/hosted", async (c) => {
    const outcome = await payBy(c, payHosted);
    if (outcome instanceof Response) return outcome;
    if (outcome.kind !== "waiting") return goOn(services, c, outcome, "");
    // Not closed, perhaps since a bank is at work: there is no second way to pay until that is known.
    return showWaiting(services, c, await getWaiting(c.get("visit").ctx, checkoutOf(c)), { isChecked: true });
  });
  // A POST, so that only a page of this shop is told the customer's secret, which stands in no page and no address.
  app.post("/checkout/:ref/embedded", async (c) => {
    const { view, embedded, isAnswered } = await openEmbedded(c.get("visit").ctx, checkoutOf(c));
    const { state } = view;
    const isGone = state !== "waiting" || view.action?.kind !== "embedded";
    const stage = isGone ? "gone" : embedded ? "open" : isAnswered ? "processing" : "unreached";
    return c.json({ stage, embedded, order: placedAt(c, view) }, 200, checkoutHeaders(services.protocol));
  });
  app.post("/checkout/:ref/ask", async (c) =>
    showWaiting(services, c, await askProvider(c.get("visit").ctx, checkoutOf(c)), { isChecked: true }),
  );
  app.get("/checkout/:ref/return", async (c) => {
    const view = await askProvider(c.get("visit").ctx, checkoutOf(c));
    const order = placedAt(c, view);
    const { ref } = c.req.param();
    return c.redirect(order ?? addressOf(c.get("visit"), `/checkout/${ref}/waiting`), 303);
  });
}
