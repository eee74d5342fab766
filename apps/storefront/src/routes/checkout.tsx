import {
  type CheckoutView,
  getCheckout,
  type SubmitOutcome,
  saveAddress,
  saveDetails,
  submitCheckout,
  submitDetails,
} from "@hutong/checkout";
import { AppError, httpStatus, newId } from "@hutong/kernel";
import type { Hono } from "hono";
import { cartFor, dropCart } from "../cart-cookie.ts";
import { type PostedForm, readForm } from "../form.ts";
import { keepMarket } from "../market/market-cookie.ts";
import { CheckoutPage, type CheckoutPageProps } from "../pages/checkout-page.tsx";
import type { Desk } from "../pages/desk.tsx";
import type { WrappingTyped } from "../pages/gift-wrapping.tsx";
import { SoldOutPage } from "../pages/sold-out-page.tsx";
import { refusalOf } from "../refusal.ts";
import { deskPage, openDesk } from "../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf } from "../visit.ts";
import { messageOf } from "../words/index.ts";
import { type Draft, draftOf, markOf, savedDraft, withDraft, withSaved } from "./checkout-draft.ts";
import { changeCodes, codeProblemOf, putTypedCode } from "./discount-codes.ts";
import { environmentOf } from "./environment-of.ts";
import { giveCard } from "./gift-cards.tsx";
import { wrap, wrappingTyped } from "./gift-wrapping.ts";
import { noticeOf } from "./recover.tsx";

interface Shown {
  readonly view: CheckoutView;
  readonly refusal?: AppError;
  readonly accountId?: string;
  /** What to say instead of the words for the refusal's code. */
  readonly said?: string;
  /** A gift card's code that was typed and not taken. */
  readonly giftCard?: string;
  /** What was filled in for the gift wrapping and not taken. */
  readonly wrapping?: WrappingTyped | null;
}

/** Draws the checkout page, with what stands in the way, should something do. */
export async function show(
  services: Services,
  c: RouteContext,
  { view, refusal, accountId, said, giftCard = "", wrapping = null }: Shown,
): Promise<Response> {
  const visit = c.get("visit");
  if (view.cart.lines.length === 0) return c.redirect(addressOf(visit, "/cart"), 303);
  const desk = await openDesk(services, visit);
  const isMoved = visit.market !== null && view.market !== visit.market.handle;
  const codeProblem = codeProblemOf(refusal);
  const props: CheckoutPageProps = {
    view,
    desk,
    faults: refusal?.fields ?? {},
    problem:
      refusal && !codeProblem && !refusal.fields.giftCard
        ? { text: said || messageOf(desk.w, refusal.code), code: refusal.code }
        : null,
    codeProblem,
    formKey: newId(),
    notice: isMoved ? movedNotice(desk, view) : noticeOf(c, view.totals?.total ?? null, desk.price),
    savedMark: view.isSaved ? markOf(savedDraft(view)) : "",
    accountId: accountId ?? null,
    giftCard,
    wrapping,
  };
  const response = deskPage(services, desk, {
    title: desk.w.checkout,
    status: refusal ? httpStatus[refusal.kind] : 200,
    body: <CheckoutPage {...props} />,
  });
  // The bag and the shop's pages follow to where it goes.
  if (isMoved) response.headers.append("set-cookie", keepMarket(view.market, services.protocol));
  return response;
}

// Why the sums are in another currency than the bag was.
function movedNotice({ visit, w }: Desk, view: CheckoutView): string {
  const name = (type: "region" | "currency", code: string) =>
    new Intl.DisplayNames(visit.locale, { type }).of(code) ?? code;
  const { currency } = view.cart.subtotal;
  return w.marketMoved(name("region", view.address.country || "ZZ"), name("currency", currency));
}

// What was typed decides what is offered; a form without a country is for the one that the page was drawn for.
function seenOf({ address, delivery, shippingRateId }: Draft) {
  const { country, province, city, district, postcode } = address;
  const place = { province, city, district, postcode };
  return { address: country ? { ...place, country } : place, delivery, shippingRateId };
}

/** The checkout as it stands, with what was typed in place of what is saved. */
export async function viewAgain(c: RouteContext, draft: Draft | null): Promise<CheckoutView> {
  const visit = c.get("visit");
  const view = await getCheckout(visit.ctx, {
    cart: cartFor(c),
    device: environmentOf(c).kind,
    ...(draft ? seenOf(draft) : {}),
  });
  return draft ? withDraft(view, draft) : view;
}

async function open(services: Services, c: RouteContext): Promise<Response> {
  return show(services, c, { view: await viewAgain(c, null) });
}

function typedFor(c: RouteContext, draft: Draft) {
  return { cart: cartFor(c), ...draft, device: environmentOf(c).kind };
}

async function details(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const draft = draftOf(form);
  if (!draft) return c.redirect(addressOf(c.get("visit"), "/checkout"), 303);
  // Another place has other rates, another country another form; nothing is judged yet.
  const change = form.text("change");
  if (change) {
    const view = await viewAgain(c, draft);
    const saved = withSaved(draft, view, change);
    return show(services, c, {
      view: saved ? await viewAgain(c, saved) : view,
      wrapping: wrappingTyped(form),
    });
  }
  // Enter in the gift card's field presses the form's first button; what a script sums up by itself takes no card.
  if (form.text("giftCard") && !form.text("quiet")) return giveCard(services, c, form);
  if (wrappingTyped(form) && !form.text("quiet")) return wrap(services, c, form);
  const accountId = form.text("account");
  try {
    await putTypedCode(services, c, form);
    const { cart, ...typed } = typedFor(c, draft);
    if (cart === null) throw new AppError("not_found", "cart_not_found");
    const visit = c.get("visit");
    const view = await saveDetails(visit.ctx, { cart, ...typed });
    return await show(services, c, { view: visit.customer ? await viewAgain(c, null) : view, accountId });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return show(services, c, { view: await viewAgain(c, draft), refusal, accountId });
  }
}

// What the customer wants to keep for next time was judged with the details; a full book keeps what it has.
async function keepTyped(c: RouteContext, form: PostedForm, draft: Draft | null): Promise<void> {
  const { ctx, customer } = c.get("visit");
  if (!customer || !draft || form.text("saveAddress") !== "1") return;
  try {
    await saveAddress(ctx, { address: draft.address });
  } catch (error) {
    if (!refusalOf(error)) throw error;
  }
}

/** Pays what was saved, or saves what was typed in the same step where that is something else. */
function submit(c: RouteContext, form: PostedForm, draft: Draft | null): Promise<SubmitOutcome> {
  const visit = c.get("visit");
  const accountId = form.text("account");
  const checkout = form.text("checkout");
  if (!checkout) throw new AppError("precondition", "not_ready");
  const isSaved = !draft || markOf(draft) === form.text("saved");
  const due = form.text("due");
  if (!accountId && due !== "0")
    throw new AppError("invalid", "details_invalid", { fields: { account: "missing" } });
  const how = {
    checkout,
    accountId,
    key: form.text("key") || newId(),
    returnUrl: `${visit.origin}${addressOf(visit, "/checkout/{checkout}/return")}`,
    customer: environmentOf(c),
  };
  if (isSaved) return submitCheckout(visit.ctx, how);
  // A form without a sum has shown none: it is shown one first.
  const total = Number(form.text("total") || -1);
  return submitDetails(visit.ctx, {
    ...typedFor(c, draft!),
    ...how,
    total: Number.isInteger(total) ? total : -1,
    ...(due === "" ? {} : { due: Number(due) }),
    ...(form.has("currency") ? { currency: form.text("currency") } : {}),
  });
}

/** Answers how a submit ended: the order, the provider's page, the page that waits, or what went wrong. */
export async function goOn(
  services: Services,
  c: RouteContext,
  outcome: SubmitOutcome,
  accountId: string,
): Promise<Response> {
  const visit = c.get("visit");
  switch (outcome.kind) {
    case "placed":
      return c.redirect(addressOf(visit, `/orders/${outcome.orderRef}`), 303);
    case "redirect":
      return c.redirect(outcome.url, 303);
    case "waiting":
      return c.redirect(addressOf(visit, `/checkout/${outcome.checkoutRef}/waiting`), 303);
    case "sold_out": {
      const desk = await openDesk(services, visit);
      return deskPage(services, desk, {
        title: desk.w.soldOutTitle,
        status: 409,
        body: <SoldOutPage titles={outcome.lines.map((line) => line.title)} desk={desk} />,
      });
    }
    case "changed":
    case "declined":
      return show(services, c, {
        view: await viewAgain(c, null),
        refusal: new AppError(
          "conflict",
          outcome.kind === "changed" ? (outcome.why ?? "changed") : "declined",
        ),
        accountId,
        ...(outcome.kind === "declined" ? { said: outcome.reason } : {}),
      });
  }
}

async function pay(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const draft = draftOf(form);
  const accountId = form.text("account");
  // A code that was typed and not taken off yet: nobody pays without seeing what is left.
  if (form.text("giftCard"))
    return giveCard(services, c, form, new AppError("conflict", "gift_card_applied"));
  // Words for a card that were typed and not added: they are meant to go along.
  if (wrappingTyped(form)) return wrap(services, c, form, new AppError("conflict", "wrapping_added"));
  try {
    await putTypedCode(services, c, form);
    const outcome = await submit(c, form, draft);
    await keepTyped(c, form, draft);
    // What is placed at once was the whole bag; what is paid later may have left something in it.
    if (outcome.kind === "placed") c.header("set-cookie", dropCart(services.protocol));
    return await goOn(services, c, outcome, accountId);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return show(services, c, { view: await viewAgain(c, draft), refusal, accountId });
  }
}

// One field of the page's form: what else was typed is shown again, judged by nobody.
async function code(services: Services, c: RouteContext): Promise<Response> {
  const form = await readForm(c.req.raw);
  const draft = draftOf(form);
  const accountId = form.text("account");
  try {
    await changeCodes(services, c, form);
    return await show(services, c, { view: await viewAgain(c, draft), accountId });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return show(services, c, { view: await viewAgain(c, draft), refusal, accountId });
  }
}

/** The one checkout page and its forms. */
export function checkoutRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/checkout", (c) => open(services, c));
  app.post("/checkout/code", (c) => code(services, c));
  app.post("/checkout/details", (c) => details(services, c));
  app.post("/checkout/pay", (c) => pay(services, c));
}
