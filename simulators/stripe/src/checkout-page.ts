import { written } from "./amounts.ts";
import type { Session } from "./books.ts";
import { askBuyer, declineCard, NotPayable, payLater, paySession, readCard } from "./buyer.ts";
import { escaped, field, page, seeOther } from "./hosted-page.ts";
import type { Incoming, Reply } from "./incoming.ts";
import { nowOf, type Platform } from "./platform.ts";
import { expireSessions } from "./session-calls.ts";

const title = "Simulated Stripe Checkout";

function bill({ name, amount, currency, cancelUrl }: Session): string {
  const back = cancelUrl ? `<p><a href="${escaped(cancelUrl)}">← Back to the shop</a></p>` : "";
  return `<section class="bill">${back}<p>${escaped(name)}</p><p class="amount">${written(amount, currency)}</p>
<p class="note">Simulated Stripe: no real money moves, and no card number is kept.</p></section>`;
}

function cardForm(session: Session, error?: string): string {
  const said = error ? `<p class="error" role="alert">${escaped(error)}</p>` : "";
  return `${bill(session)}<section class="pay"><h1>Pay with card</h1>${said}<form method="post">
${field("number", "Card number", 'inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242"')}
<div class="pair">${field("expiry", "Expiry (MM / YY)", 'autocomplete="cc-exp" placeholder="12 / 34"')}${field("cvc", "CVC", 'inputmode="numeric" autocomplete="cc-csc" placeholder="123"')}</div>
<button name="choice" value="card">Pay</button><button class="plain" name="choice" value="debit">Pay by bank debit (takes days)</button></form>
<p class="note">4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined, 4000 0027 6000 3184 asks for 3-D Secure.</p></section>`;
}

function bankForm(session: Session): string {
  return `${bill(session)}<section class="pay"><h1>Your bank wants to know that it is you</h1><form method="post">
<button name="choice" value="authenticate">Complete authentication</button><button class="plain" name="choice" value="refuse">Fail authentication</button></form></section>`;
}

const declines: Readonly<Record<string, string>> = {
  declined: "Your card was declined. Try another one.",
  insufficient_funds: "Your card has insufficient funds. Try another one.",
  expired_card: "Your card has expired. Try another one.",
};

const toShop = (session: Session) =>
  seeOther(session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id));

/** The month after which a card is not good any more; milliseconds, or NaN. */
function expiryOf(typed: string): number {
  const [, month, year] = /^\s*(0[1-9]|1[0-2])\s*\/?\s*(\d\d)\s*$/.exec(typed) ?? [];
  return Date.UTC(2000 + Number(year), Number(month));
}

function payByCard(platform: Platform, session: Session, typed: URLSearchParams): Reply {
  const { result, card } = readCard(typed.get("number") ?? "");
  const isComplete = expiryOf(typed.get("expiry") ?? "") > nowOf(platform);
  if (result === "invalid") return page(402, title, cardForm(session, "Your card number is invalid."));
  if (!isComplete)
    return page(402, title, cardForm(session, "Your card's expiry date is incomplete or past."));
  if (!/^\d{3,4}$/.test(typed.get("cvc") ?? ""))
    return page(402, title, cardForm(session, "Your card's security code is incomplete."));
  if (result === "asks") {
    askBuyer(platform, session);
    return page(200, title, bankForm(session));
  }
  if (result === "pays") {
    paySession(platform, session, card);
    return toShop(session);
  }
  declineCard(platform, session, result, card);
  return page(402, title, cardForm(session, declines[result]));
}

const card3ds = { brand: "visa", last4: "3184" };

function answerBank(platform: Platform, session: Session, isAgreed: boolean): Reply {
  const intent = session.intentId ? platform.books.intents.get(session.intentId) : undefined;
  if (intent?.status !== "requires_action")
    return page(409, title, cardForm(session, "Nothing is to be confirmed."));
  if (isAgreed) {
    paySession(platform, session, card3ds);
    return toShop(session);
  }
  declineCard(platform, session, "declined", card3ds);
  return page(
    402,
    title,
    cardForm(session, "We are unable to authenticate your payment method. Try another one."),
  );
}

function choose(platform: Platform, session: Session, typed: URLSearchParams): Reply {
  const choice = typed.get("choice");
  if (choice === "authenticate" || choice === "refuse")
    return answerBank(platform, session, choice === "authenticate");
  if (choice !== "debit") return payByCard(platform, session, typed);
  payLater(platform, session);
  return toShop(session);
}

/** The hosted page of a session: pay by card or bank debit, be declined, show who one is, or go back. */
export function answerPage(platform: Platform, request: Incoming): Reply {
  expireSessions(platform);
  const id = /^\/c\/pay\/([0-9A-Za-z_]+)(?:\?|$)/.exec(request.path)?.[1] ?? "";
  const session = platform.books.sessions.get(id);
  if (!session) return page(404, title, '<section class="pay"><h1>There is no such page</h1></section>');
  if (session.status === "complete") return toShop(session);
  try {
    if (session.status === "expired")
      throw new NotPayable("This page has expired. Please go back to the shop.");
    return request.method === "POST"
      ? choose(platform, session, new URLSearchParams(request.body.toString()))
      : page(200, title, cardForm(session));
  } catch (error) {
    if (!(error instanceof NotPayable)) throw error;
    return page(
      410,
      title,
      `${bill(session)}<section class="pay"><h1>${escaped(error.message)}</h1></section>`,
    );
  }
}
